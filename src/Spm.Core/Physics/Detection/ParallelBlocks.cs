using System.Runtime.ExceptionServices;

namespace Spm.Core.Physics.Detection;

/// <summary>Independent blocks of work on several threads; the first failure comes out as itself.</summary>
internal static class ParallelBlocks
{
    /// <summary>Runs every block once.</summary>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="create">Makes what one thread needs.</param>
    /// <param name="run">Does a block and returns how much it has done.</param>
    /// <param name="progress">Receives the sum so far, one call at a time, never going back.</param>
    /// <param name="cancel">Acts between blocks.</param>
    public static void Run<TWorker>(int blocks, int threads, Func<TWorker> create, Func<int, TWorker, long> run, IProgress<long>? progress, CancellationToken cancel)
    {
        var (reporting, done) = (new Lock(), 0L);
        try
        {
            Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel }, create, (block, _, worker) =>
            {
                var more = run(block, worker);
                if (progress is not null)
                    lock (reporting) progress.Report(done += more);
                return worker;
            }, _ => { });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
