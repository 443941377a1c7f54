using System.Numerics;

namespace Spm.Core.Physics;

/// <summary>What random numbers are drawn for: each purpose has its own independent streams.</summary>
public enum RandomPurpose
{
    /// <summary>Shape of the as-grown 180° domains.</summary>
    Domains = 1,

    /// <summary>Place and size of in-plane domains.</summary>
    InPlaneDomains,

    /// <summary>Local Landau coefficient α.</summary>
    Coercivity,

    /// <summary>Local built-in field.</summary>
    Imprint,

    /// <summary>Height of the surface.</summary>
    Topography,

    /// <summary>Contact stiffness.</summary>
    Stiffness,

    /// <summary>Dissipation in the contact.</summary>
    Dissipation,

    /// <summary>Contact potential.</summary>
    ContactPotential,

    /// <summary>Detector noise in band-excitation spectra.</summary>
    SpectrumNoise,

    /// <summary>Noise of imaging channels.</summary>
    ImageNoise,

    /// <summary>Where the phase boundary of a combinatorial library lies.</summary>
    PhaseBoundary,

    /// <summary>Noise of potential, current, adhesion, modulus and deflection.</summary>
    ChannelNoise,

    /// <summary>What the measurement of one point of an experiment draws.</summary>
    PointMeasurement,

    /// <summary>What the choice of the next point of an experiment draws.</summary>
    PointChoice,

    /// <summary>Thermal force on the cantilever.</summary>
    ThermalForce,

    /// <summary>White noise of the photodetector.</summary>
    DetectorNoise,

    /// <summary>1/f noise of the photodetector.</summary>
    FlickerNoise,

    /// <summary>Phases of a multi-tone excitation.</summary>
    TonePhases,

    /// <summary>Which pixels a sparse scan visits.</summary>
    SparsePixels,

    /// <summary>Random walk of the scanner's thermal drift.</summary>
    ThermalDrift,

    /// <summary>White noise of the feedback's error signal.</summary>
    ErrorSignalNoise,

    /// <summary>1/f noise of the tip–sample distance.</summary>
    DistanceFlicker,

    /// <summary>Phase of mains hum.</summary>
    MainsPhase,

    /// <summary>When the tip changes, and into what.</summary>
    TipChange,
}

/// <summary>
/// Random numbers that depend only on (seed, purpose, a, b) and on how many were drawn before, so that a pixel has the same
/// noise in whatever order and on however many threads pixels are computed.
/// The generator is SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) started at a hash of the four numbers.
/// </summary>
public struct RandomSequence
{
    private const ulong Increment = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <summary>Opens the stream of one purpose; <paramref name="a"/> and <paramref name="b"/> are for instance measurement and pixel.</summary>
    public RandomSequence(int seed, RandomPurpose purpose, long a = 0, long b = 0)
    {
        var hash = Mix((uint)seed + Increment);
        hash = Mix(hash ^ (ulong)purpose * Increment);
        hash = Mix(hash + (ulong)a * Increment);
        _state = Mix(hash + (ulong)b * Increment);
    }

    /// <summary>Uniform on [0, 1) with 53 random bits.</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Standard normal.</summary>
    public double NextGaussian() => NextComplexGaussian().Real;

    /// <summary>Two independent standard normals as real and imaginary part: √(−2 ln u) e^{2πiv} (Box and Muller 1958).</summary>
    public Complex NextComplexGaussian()
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextUniform()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * NextUniform());
        return new Complex(radius * cos, radius * sin);
    }

    /// <summary>Uniform numbers on [0, 1), alternately into the one and the other span; spans are equally long.</summary>
    internal void NextUniformPairs(Span<double> first, Span<double> second)
    {
        for (var i = 0; i < first.Length; i++) (first[i], second[i]) = (NextUniform(), NextUniform());
    }

    private ulong NextBits() => Mix(_state += Increment);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
