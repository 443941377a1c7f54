using Spm.Core.Instruments.Paths;

namespace Spm.Core.Instruments;

/// <summary>Scalar channels at the points of a path, in the order visited.</summary>
public sealed record PathRequest
{
    /// <summary>Where the tip goes, how fast, and how long it stays.</summary>
    public required ScanPath Path { get; init; }

    /// <summary>Channels wanted, in order; see <see cref="IPathScanning.ImageChannels"/>.</summary>
    public IReadOnlyList<string> Channels { get; init; } = ["height", "amplitude", "phase"];

    /// <summary>Dc bias on the tip from the first point to the last, in V. Enough of it writes, between the points too.</summary>
    public double BiasV { get; init; }

    /// <summary>Amplitude of the ac excitation in V.</summary>
    public double AcAmplitudeV { get; init; } = 1;

    /// <summary>Throws when the request makes no sense, or goes beyond what the instrument allows.</summary>
    /// <exception cref="ArgumentException">A value is impossible; the message says what would be right.</exception>
    /// <exception cref="LimitExceededException">A value is beyond a limit: range, speed and stay of the path, bias, excitation.</exception>
    public void Check(InstrumentLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (Path is null) throw new ArgumentException("There is no path to follow. Try: Path = new SpiralPath()");
        RequestRule.Channels(Channels);
        limits.CheckBias(BiasV);
        limits.CheckAcAmplitude(AcAmplitudeV);
        Path.Check(limits);
    }
}
