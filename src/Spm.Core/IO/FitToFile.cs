using System.Diagnostics;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO.FitFiles;
using Spm.Core.IO.Usid;

namespace Spm.Core.IO;

/// <summary>
/// Fits a dataset of any size into a file: pixels are read in blocks, fitted on all cores and written, so that neither the data nor the
/// result has to fit into memory. Finished blocks are kept beside the target (<c>TARGET.partial</c>) until all are done; a fit that was
/// cancelled or killed is continued by running it again, and the file is then the same, bit for bit, as that of an uninterrupted fit.
/// </summary>
public static class FitToFile
{
    /// <summary>Samples in a block: enough that a disk is read in long runs, few enough that a block stays in a core's cache.</summary>
    private const int SamplesPerBlock = 1 << 17;

    /// <summary>A block is enlarged to whole chunks of the file up to this many samples.</summary>
    private const int MostSamplesPerBlock = 1 << 22;

    /// <summary>
    /// Runs a plan. The target is written in the USID result layout (<see cref="UsidResultWriter"/>); data that stay in a file of their own
    /// (64 MB and more) are linked, smaller ones go along.
    /// </summary>
    /// <param name="plan">Data, model and options, such as <see cref="ShoFitter.Plan"/>.</param>
    /// <param name="target">The file of the result; an older one is replaced when the fit is complete.</param>
    /// <param name="restart">Forget what an earlier run, cut short, has finished.</param>
    /// <param name="progress">Receives the number of fits finished so far.</param>
    /// <param name="cancel">Acts between blocks; what is finished stays beside the target.</param>
    /// <exception cref="DataFileException">The target cannot be written, another process writes it, or another fit to it was cut short.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FitSummary Run(FitPlan plan, string target, bool restart = false, IProgress<long>? progress = null, CancellationToken cancel = default) =>
        Run(plan, target, SamplesPerBlock, restart, progress, cancel);

    /// <summary>True when a fit to this file was cut short and can be continued.</summary>
    public static bool IsBegun(string target) => File.Exists(PartialFit.PathOf(target));

    internal static FitSummary Run(FitPlan plan, string target, int samplesPerBlock, bool restart, IProgress<long>? progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(target);
        UsidResultWriter.Check(plan.FitDimension);
        DataFileTarget.Prepare(target, plan.Source);
        var started = Stopwatch.GetTimestamp();
        using var partial = PartialFit.Open(target, FitIdentity.Of(plan), PixelsPerBlock(plan.Source, samplesPerBlock), restart);
        var pipeline = new FitPipeline(plan, partial.PixelsPerBlock);
        var finished = partial.FinishedFits;
        Fit(plan, pipeline, partial, progress, cancel);
        var summary = Write(plan, target, pipeline, partial, cancel);
        partial.Delete();
        return summary with { Elapsed = Stopwatch.GetElapsedTime(started), FitsFoundFinished = finished, Path = Path.GetFullPath(target) };
    }

    private static void Fit(FitPlan plan, FitPipeline pipeline, PartialFit partial, IProgress<long>? progress, CancellationToken cancel)
    {
        var left = Blocks().Where(block => !partial.Contains(block)).ToList();
        if (left.Count == 0) return;
        var (reporting, done) = (new Lock(), partial.FinishedFits);
        var bytes = PartialFit.ScratchBytes(pipeline.NewBlock());
        using var scratch = new ThreadLocal<byte[]>(() => new byte[bytes]);
        pipeline.Run(left, (block, rows) =>
        {
            partial.Append(block, rows, scratch.Value!);
            // One after the other, so that what is shown never goes back.
            lock (reporting) progress?.Report(done += rows.Count);
        }, cancel);

        IEnumerable<long> Blocks()
        {
            for (var block = 0L; block < pipeline.BlockCount; block++) yield return block;
        }
    }

    private static FitSummary Write(FitPlan plan, string target, FitPipeline pipeline, PartialFit partial, CancellationToken cancel)
    {
        var tally = new FitTally(plan.Parameters.Count, plan.Source.PixelCount * plan.FitsPerPixel);
        var rows = new PartialFitRows(partial, pipeline)
        {
            Model = plan.Model,
            Parameters = plan.Parameters,
            Dimensions = plan.FitDimensions,
            FitDimension = plan.FitDimension,
            Source = plan.Source,
            Provenance = [.. plan.Source.Provenance, ProvenanceStep.Ours($"fit {plan.Model}", plan.Source.Name, [.. plan.Options])],
            HasExcluded = partial.HasExcluded,
            HasCost = partial.HasCost,
        };
        UsidResultWriter.Write(rows, target, FitSourceLink.IsPossible(plan.Source), block =>
        {
            cancel.ThrowIfCancellationRequested();
            tally.Add(block.Rows);
        });
        return tally.Summary(plan.Model, plan.Source.Name, plan.FitDimension, plan.Parameters, TimeSpan.Zero);
    }

    /// <summary>Pixels per block: about so many samples, in whole chunks of the file where that is not too much.</summary>
    private static int PixelsPerBlock(Dataset source, int samplesPerBlock)
    {
        var perPixel = Math.Max(1, source.PointsPerPixel);
        var wanted = Math.Max(1, samplesPerBlock / perPixel);
        var unit = source.Samples.SamplesPerUnit / perPixel;
        if (unit > 1 && unit * perPixel <= MostSamplesPerBlock) wanted = checked((int)(unit * Math.Max(1, wanted / unit)));
        return (int)Math.Min(wanted, Math.Max(1, source.PixelCount));
    }
}
