namespace Spm.Core.Spectroscopy;

/// <summary>Which branches of a bias waveform are the reversal curves.</summary>
public enum ForcSide
{
    /// <summary>The side whose turning points vary more.</summary>
    Widest,

    /// <summary>Branches with rising bias that begin at a minimum of the waveform, after saturation at high bias.</summary>
    Rising,

    /// <summary>Branches with falling bias that begin at a maximum, after saturation at low bias.</summary>
    Falling,
}

/// <summary>How first-order reversal curves are found and analysed.</summary>
public sealed record ForcOptions
{
    /// <summary>Smoothing factor SF: the density is fitted over ±(SF + ½) steps of bias and of reversal bias, up to (2SF + 1)² points.</summary>
    public int Smoothing { get; init; } = 2;

    /// <summary>Bias at which the branches are compared to find the switched fraction, V.</summary>
    public double ReadBiasV { get; init; }

    /// <summary>Switched fraction that counts as onset.</summary>
    public double OnsetFraction { get; init; } = 0.1;

    /// <summary>Which branches are the reversal curves.</summary>
    public ForcSide Side { get; init; }

    /// <summary>Name of the dimension along which the reversal bias varies; null: the one with FORC or reversal in its name, else a waveform is split.</summary>
    public string? ReversalDimension { get; init; }

    /// <summary>Name of the swept bias; null: the only other spectroscopic dimension in V.</summary>
    public string? BiasDimension { get; init; }

    /// <summary>Reversal bias of each step of the reversal dimension, V; null when the dimension itself is in V.</summary>
    public IReadOnlyList<double>? ReversalsV { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">Names the option, its range and the value given.</exception>
    internal void Check()
    {
        if (Smoothing is < 1 or > 20)
            throw new ArgumentOutOfRangeException(nameof(Smoothing), $"The smoothing factor must be 1 to 20, got {Smoothing}.");
        if (!double.IsFinite(ReadBiasV))
            throw new ArgumentOutOfRangeException(nameof(ReadBiasV), $"The read bias must be a number of volts, got {ReadBiasV}.");
        if (OnsetFraction is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(OnsetFraction), $"The onset fraction must be between 0 and 1, got {OnsetFraction}.");
    }
}
