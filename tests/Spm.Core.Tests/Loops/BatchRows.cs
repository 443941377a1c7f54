using Spm.Core.Fitting;

namespace Spm.Core.Tests.Loops;

/// <summary>Somewhere for a <see cref="LoopBatch"/> to write.</summary>
internal sealed class BatchRows(int loops, int points = SimulatedLoops.Points)
{
    public readonly double[] Values = new double[loops * 9], Errors = new double[loops * 9], RSquared = new double[loops], Cost = new double[loops];
    public readonly int[] Iterations = new int[loops];
    public readonly FitStatus[] Status = new FitStatus[loops];
    public readonly FitVerdict[] Verdict = new FitVerdict[loops];
    public readonly bool[] Excluded = new bool[loops * points];

    public FitRows Output => new() { Values = Values, StandardErrors = Errors, RSquared = RSquared, Cost = Cost, Iterations = Iterations, Status = Status, Verdict = Verdict, Excluded = Excluded };
}
