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
}
