using Spm.Core.Physics;

namespace Spm.Core.Instruments.Twin;

/// <summary>The imaging channels, and what each is without noise; every sample has all of them.</summary>
internal static class TwinChannels
{
    /// <summary>Nodes and weights of the three-point Gauss–Hermite rule for a normal distribution: 0, ±√3 s.</summary>
    private static readonly (double Node, double Weight)[] _spot = [(-Math.Sqrt(3), 1.0 / 6), (0, 2.0 / 3), (Math.Sqrt(3), 1.0 / 6)];

    /// <summary>Name, quantity and unit, in the order in which pixels are measured.</summary>
    public static readonly IReadOnlyList<(string Name, string Quantity, string Unit)> All =
    [
        ("height", "Height", "m"),
        ("amplitude", "Amplitude", "V"),
        ("phase", "Phase", "rad"),
        ("resonance", "Resonance frequency", "Hz"),
        ("potential", "Contact potential", "V"),
        ("current", "Current", "A"),
        ("adhesion", "Adhesion force", "N"),
        ("modulus", "Reduced modulus", "Pa"),
        ("deflection", "Deflection", "m"),
    ];

    /// <summary>Number of the first channel that <see cref="Note"/> works out.</summary>
    private const int FirstOfNote = 4;

    /// <summary>Names of the channels.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(c => c.Name)];

    /// <summary>Place of a channel in <see cref="All"/>; −1 for an unknown one.</summary>
    public static int IndexOf(string channel)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i].Equals(channel, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }

    /// <summary>True when a request wants a channel besides height and the resonance.</summary>
    public static bool NeedsNote(IReadOnlyList<string> channels) => channels.Any(c => IndexOf(c) >= FirstOfNote);

    /// <summary>
    /// Notes the truth of a pixel: the potential that Kelvin probe nulls, F_ω = ∂C/∂z (V − V_cpd) V_ac = 0, averaged over the tip's
    /// spot; the current at the tip's bias; the pull-off force; the modulus; and the deflection (F_set + e)/k, where e is what an
    /// integral feedback of time constant τ lags behind on a slope, k τ v ∂h/∂x at speed v.
    /// </summary>
    public static void Note(TwinMicroscope microscope, TwinOptions options, in SurfacePoint surface, double speedMPerS, TwinMeasurement truth, int pixel)
    {
        var (sample, x, y) = (microscope.Sample, microscope.XM, microscope.YM);
        var potential = 0.0;
        foreach (var (u, weightX) in _spot)
        {
            foreach (var (v, weightY) in _spot)
                potential += weightX * weightY * sample.SurfaceAt(x + u * options.Tip.ResolutionM, y + v * options.Tip.ResolutionM).ContactPotentialV;
        }
        truth.PotentialV[pixel] = potential;
        truth.CurrentA[pixel] = sample.CurrentA(x, y, microscope.BiasV);
        truth.AdhesionN[pixel] = surface.Contact.PullOffN(options.Tip.ApexRadiusM);
        truth.ModulusPa[pixel] = surface.Contact.ModulusPa;
        truth.DeflectionM[pixel] = options.Channels.SetpointN / options.Channels.SpringConstantNPerM + options.Channels.FeedbackTimeS * speedMPerS * surface.Slope;
    }
}
