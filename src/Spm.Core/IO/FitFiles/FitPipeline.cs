using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Spm.Core.Fitting;

namespace Spm.Core.IO.FitFiles;

/// <summary>
/// Runs blocks of a plan through one reading thread and as many fitting threads as the plan wants: while all cores fit, the disk is
/// already busy with the next blocks. Memory: two blocks more than there are fitting threads.
/// </summary>
/// <param name="plan">What to fit.</param>
/// <param name="pixelsPerBlock">Pixels in every block but the last.</param>
internal sealed class FitPipeline(FitPlan plan, int pixelsPerBlock)
{
    private const int ReadAhead = 2;

    /// <summary>Number of blocks.</summary>
    public long BlockCount => (plan.Source.PixelCount + pixelsPerBlock - 1) / pixelsPerBlock;

    /// <summary>Most fits in a block.</summary>
    public int FitsPerBlock => checked((int)Math.Min(pixelsPerBlock, plan.Source.PixelCount) * plan.FitsPerPixel);

    /// <summary>Somewhere for the rows of a block.</summary>
    public FitBlock NewBlock() => new(FitsPerBlock, plan.Parameters.Count, plan.FitDimension.Length);

    /// <summary>Fits blocks; <paramref name="done"/> gets each as it is finished, in any order and from any fitting thread.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; blocks that were being fitted are finished first.</exception>
    public void Run(IEnumerable<long> blocks, Action<long, FitBlock> done, CancellationToken cancel)
    {
        var fitters = plan.MaxDegreeOfParallelism > 0 ? plan.MaxDegreeOfParallelism : Environment.ProcessorCount;
        using var free = new BlockingCollection<Slot>();
        using var read = new BlockingCollection<(long Block, Slot Slot)>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        ExceptionDispatchInfo? failure = null;
        for (var k = 0; k < fitters + ReadAhead; k++) free.Add(new(plan.CreateWorker((int)Math.Min(pixelsPerBlock, plan.Source.PixelCount)), NewBlock()), CancellationToken.None);

        var threads = Enumerable.Range(0, fitters).Select(_ => Start("fit", Fit)).Prepend(Start("read for fit", Read)).ToList();
        foreach (var thread in threads) thread.Join();
        failure?.Throw();
        cancel.ThrowIfCancellationRequested();

        Thread Start(string name, Action act)
        {
            var thread = new Thread(() => Guarded(act)) { IsBackground = true, Name = name };
            thread.Start();
            return thread;
        }

        void Read()
        {
            try
            {
                foreach (var block in blocks)
                {
                    var slot = free.Take(stop.Token);
                    var first = block * pixelsPerBlock;
                    slot.Pixels = (int)Math.Min(pixelsPerBlock, plan.Source.PixelCount - first);
                    slot.Worker.Read(first, slot.Pixels);
                    read.Add((block, slot), CancellationToken.None);
                }
            }
            finally
            {
                read.CompleteAdding();
            }
        }

        void Fit()
        {
            foreach (var (block, slot) in read.GetConsumingEnumerable(stop.Token))
            {
                slot.Rows.Clear(slot.Pixels * plan.FitsPerPixel);
                slot.Worker.Fit(slot.Rows.Rows);
                done(block, slot.Rows);
                free.Add(slot, CancellationToken.None);
            }
        }

        // What a thread throws, such as the error of a file that cannot be read, reaches the caller as it was thrown.
        void Guarded(Action act)
        {
            try
            {
                act();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The caller is told once, by its own token or by the failure that stopped the others.
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
                stop.Cancel();
            }
        }
    }

    private sealed class Slot(FitWorker worker, FitBlock rows)
    {
        public FitWorker Worker { get; } = worker;

        public FitBlock Rows { get; } = rows;

        public int Pixels { get; set; }
    }
}
