using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Session;

/// <summary>Whether data and results of a fit go into memory, estimated before the fit.</summary>
internal static class FitSize
{
    private const long LargestInMemory = 1L << 30;
    private const double FractionOfMemory = 0.25;

    /// <summary>Bytes that may be filled without a second thought: 1 GiB, or a quarter of what the process can have.</summary>
    private static long Limit => (long)Math.Min(LargestInMemory, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * FractionOfMemory);

    /// <summary>True when data and result together are better not held in memory.</summary>
    public static bool IsLarge(FitPlan plan) => Bytes(plan.Source) + ResultBytes(plan) > Limit;

    /// <summary>True when the result is better not held in memory.</summary>
    public static bool HasLargeResult(FitPlan plan) => ResultBytes(plan) > Limit;

    /// <exception cref="CommandException">The result would not fit into memory; says how it is done.</exception>
    public static void RequireMemory(FitPlan plan)
    {
        if (ResultBytes(plan) > GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2)
            throw new CommandException($"The result of {Fits(plan):N0} fits would fill {Quantity.Format(ResultBytes(plan), "B", 2)} of memory. Fit into a file: add --to result.h5, and open maps from there.");
    }

    /// <exception cref="CommandException">The spectra are too many to be fitted on the way to loops.</exception>
    public static void RequireTwoSteps(Dataset spectra)
    {
        if (Bytes(spectra) > Limit)
            throw new CommandException($"'{spectra.Name}' holds {Quantity.Format(Bytes(spectra), "B", 2)} of complex spectra, too much for sho and loop in one go. Do it in two steps: #!spm fit sho {spectra.SourcePath ?? "SPECTRA.h5"} --to sho.h5, then #!spm fit loop sho.h5 --to loops.h5");
    }

    private static long Fits(FitPlan plan) => plan.Source.PixelCount * plan.FitsPerPixel;

    private static long Bytes(Dataset data) => data.Samples.Length * (data.IsComplex ? 16 : 8);

    private static long ResultBytes(FitPlan plan) => Fits(plan) * (16L * plan.Parameters.Count + 24 + plan.FitDimension.Length);
}
