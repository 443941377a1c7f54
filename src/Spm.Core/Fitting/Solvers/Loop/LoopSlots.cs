using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting.Solvers;

/// <summary>The points of a sweep in the order in which the lane solvers visit them: that of <see cref="LoopWaveform"/> without the padding.</summary>
internal sealed class LoopSlots
{
    /// <summary>Takes the points of a sweep.</summary>
    public LoopSlots(LoopWaveform waveform)
    {
        Waveform = waveform;
        PaddedSlot = [.. Enumerable.Range(0, waveform.Order.Length).Where(slot => waveform.Order[slot] >= 0)];
        Order = [.. PaddedSlot.Select(slot => waveform.Order[slot])];
        BiasV = [.. PaddedSlot.Select(slot => waveform.Bias[slot])];
        RisingStart = PaddedSlot.Count(slot => slot < waveform.RisingStart);
        MeanBiasV = BiasV.Average();
        BiasLengthV = Math.Sqrt(BiasV.Sum(v => (v - MeanBiasV) * (v - MeanBiasV)));
        BiasColumn = [.. BiasV.Select(v => (v - MeanBiasV) / BiasLengthV)];
        FallingBias = BiasColumn.Take(RisingStart).Sum();
    }

    /// <summary>The sweep.</summary>
    public LoopWaveform Waveform { get; }

    /// <summary>[slot]: the slot of <see cref="LoopWaveform"/>.</summary>
    public int[] PaddedSlot { get; }

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
    public double FallingBias { get; }
}
