using Spm.Core.Fitting;

namespace Spm.Benchmarks;

/// <summary>Arrays for a <see cref="LoopBatch"/> to write.</summary>
internal sealed class LoopRows(int count)
{
    public readonly double[] Values = new double[count * 9], Errors = new double[count * 9], RSquared = new double[count], Cost = new double[count];
    public readonly int[] Iterations = new int[count];
    public readonly FitStatus[] Status = new FitStatus[count];
    public readonly FitVerdict[] Verdict = new FitVerdict[count];
    public readonly bool[] Excluded = new bool[count * LoopSets.Points];

    public FitRows Output => new() { Values = Values, StandardErrors = Errors, RSquared = RSquared, Cost = Cost, Iterations = Iterations, Status = Status, Verdict = Verdict, Excluded = Excluded };
}
