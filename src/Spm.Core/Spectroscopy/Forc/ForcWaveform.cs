namespace Spm.Core.Spectroscopy;

/// <summary>One monotone branch of a bias waveform.</summary>
/// <param name="First">Index of its first point, the turning point.</param>
/// <param name="Count">Number of points; the next turning point belongs to the next branch.</param>
/// <param name="ReversalV">Bias of the turning point it begins at, V.</param>
/// <param name="IsRising">True when the bias rises along it.</param>
public readonly record struct ForcBranch(int First, int Count, double ReversalV, bool IsRising);

/// <summary>Splits a bias waveform at its turning points.</summary>
public static class ForcWaveform
{
    /// <summary>A step back by no more than this part of the range is jitter and no turn.</summary>
    private const double Jitter = 1e-6;

    /// <summary>All branches in the order swept; the first one begins at the first point, which is no turning point.</summary>
    /// <param name="biasesV">[point], V.</param>
    /// <exception cref="ArgumentException">A bias is not finite.</exception>
    public static IReadOnlyList<ForcBranch> Split(ReadOnlySpan<double> biasesV)
    {
        for (var i = 0; i < biasesV.Length; i++)
            if (!double.IsFinite(biasesV[i]))
                throw new ArgumentException($"Bias {i} of {biasesV.Length} is {biasesV[i]}; a waveform needs a finite bias at every point.", nameof(biasesV));
        List<ForcBranch> branches = [];
        if (biasesV.Length < 2)
            return branches;
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var v in biasesV)
            (low, high) = (Math.Min(low, v), Math.Max(high, v));
        var (first, extreme, direction) = (0, 0, 0);
        for (var i = 1; i < biasesV.Length; i++)
        {
            var step = biasesV[i] - biasesV[extreme];
            if (Math.Abs(step) <= Jitter * (high - low))
                continue;
            if (direction != 0 && Math.Sign(step) != direction)
            {
                branches.Add(new(first, extreme - first, biasesV[first], direction > 0));
                first = extreme;
            }
            (direction, extreme) = (Math.Sign(step), i);
        }
        if (direction != 0)
            branches.Add(new(first, biasesV.Length - first, biasesV[first], direction > 0));
        return branches;
    }

    /// <summary>
    /// The reversal curves: branches on one side that begin at a turning point. Of a waveform whose minima vary while its maxima stay
    /// (saturation at high bias) these are the rising branches; of the mirrored one the falling branches.
    /// </summary>
    /// <param name="biasesV">[point], V.</param>
    /// <param name="side">Which side; by default the one whose turning points span more, the rising one when both span the same.</param>
    /// <exception cref="ArgumentException">A bias is not finite.</exception>
    public static IReadOnlyList<ForcBranch> Reversals(ReadOnlySpan<double> biasesV, ForcSide side = ForcSide.Widest)
    {
        ForcBranch[] turned = [.. Split(biasesV).Where(b => b.First > 0)];
        var (rising, falling) = (Span(true), Span(false));
        var isRising = side == ForcSide.Rising || (side == ForcSide.Widest && rising >= falling);
        return [.. turned.Where(b => b.IsRising == isRising)];

        double Span(bool up) => turned.Where(b => b.IsRising == up).Select(b => b.ReversalV).DefaultIfEmpty(0) is var v ? v.Max() - v.Min() : 0;
    }
}
