using Spm.Core.Fitting;

namespace Spm.Benchmarks;

/// <summary>Arrays for the output of a batch of SHO fits.</summary>
internal sealed class ShoRows(int count)
{
    public double[] Values { get; } = new double[4 * count];
    public double[] Errors { get; } = new double[4 * count];
    public double[] RSquared { get; } = new double[count];
    public int[] Iterations { get; } = new int[count];
    public FitStatus[] Status { get; } = new FitStatus[count];
    public FitVerdict[] Verdict { get; } = new FitVerdict[count];

    public FitRows Rows(int first, int rows) => new()
    {
        Values = Values.AsSpan(4 * first, 4 * rows),
        StandardErrors = Errors.AsSpan(4 * first, 4 * rows),
        RSquared = RSquared.AsSpan(first, rows),
        Iterations = Iterations.AsSpan(first, rows),
        Status = Status.AsSpan(first, rows),
        Verdict = Verdict.AsSpan(first, rows),
    };
}
