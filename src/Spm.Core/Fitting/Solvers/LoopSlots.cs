namespace Spm.Core.Fitting.Solvers;

/// <summary>The points of a sweep in the order in which the lane solvers visit them: the falling branch, then the rising one, each with ascending bias.</summary>
internal sealed class LoopSlots
{
    /// <summary>Sorts the points of a sweep.</summary>
    public LoopSlots(LoopWaveform waveform)
    {
        Waveform = waveform;
        var points = waveform.Order.Select((point, slot) => (Point: point, IsRising: slot >= waveform.RisingStart, BiasV: waveform.Bias[slot])).Where(p => p.Point >= 0)
            .OrderBy(p => p.IsRising).ThenBy(p => p.BiasV).ToArray();
        Order = [.. points.Select(p => p.Point)];
        BiasV = [.. points.Select(p => p.BiasV)];
        RisingStart = points.Count(p => !p.IsRising);
        MeanBiasV = BiasV.Average();
        BiasLengthV = Math.Sqrt(BiasV.Sum(v => (v - MeanBiasV) * (v - MeanBiasV)));
        BiasColumn = [.. BiasV.Select(v => (v - MeanBiasV) / BiasLengthV)];
    }

    /// <summary>The sweep.</summary>
    public LoopWaveform Waveform { get; }

    /// <summary>[slot]: index of the measured point.</summary>
    public int[] Order { get; }

    /// <summary>[slot]: bias, V.</summary>
    public double[] BiasV { get; }

    /// <summary>First slot of the rising branch.</summary>
    public int RisingStart { get; }

    /// <summary>Number of points.</summary>
    public int Count => Order.Length;

    /// <summary>[slot]: (V − V̄)/√Σ(V − V̄)², the bias column when all points are kept.</summary>
    public double[] BiasColumn { get; }

    /// <summary>V̄, the mean bias, V.</summary>
    public double MeanBiasV { get; }

    /// <summary>√Σ(V − V̄)², V.</summary>
    public double BiasLengthV { get; }

    /// <summary>Sum of the bias column over the falling branch; over the rising branch it is the opposite.</summary>
    public double FallingBias => BiasColumn.Take(RisingStart).Sum();
}
