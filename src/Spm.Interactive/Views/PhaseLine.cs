namespace Spm.Interactive.Views;

/// <summary>A phase as a line.</summary>
internal static class PhaseLine
{
    /// <summary>The pen is lifted where a phase in rad jumps from π to −π.</summary>
    public static (double[] X, double[] Y) BrokenAtTurns(double[] x, double[] phaseRad)
    {
        var (brokenX, brokenY) = (new List<double>(x.Length), new List<double>(x.Length));
        for (var i = 0; i < phaseRad.Length; i++)
        {
            if (i > 0 && Math.Abs(phaseRad[i] - phaseRad[i - 1]) > Math.PI)
            {
                brokenX.Add(double.NaN);
                brokenY.Add(double.NaN);
            }
            brokenX.Add(x[i]);
            brokenY.Add(phaseRad[i]);
        }
        return ([.. brokenX], [.. brokenY]);
    }
}
