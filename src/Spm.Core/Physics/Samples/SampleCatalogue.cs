using Spm.Core.Data;

namespace Spm.Core.Physics.Samples;

/// <summary>The samples that come with the twin, by name.</summary>
public static class SampleCatalogue
{
    private static readonly (string Name, string Summary, Func<int, bool, ISample> Grow)[] _entries =
    [
        ("pto", "lead titanate film: polarization domains, walls, disorder; loops and switching", (seed, disorder) => new PtoSample(seed, disorder)),
        ("linbo3", "lithium niobate crystal: domains written by the tip, screening charge, chaos in rows", (seed, disorder) => new LithiumNiobateSample(seed, disorder)),
        ("grating", "calibration grating with steep flanks: topographic cross-talk", (_, _) => new GratingSample()),
        ("cathode", "battery cathode: mobile ions, diffusion, electrochemical strain", (seed, disorder) => new CathodeSample(seed, disorder)),
        ("electrode", "metal on a film: contact potential, four conduction mechanisms", (seed, disorder) => new ElectrodeSample(seed, disorder)),
        ("soft", "polymer blend: modulus and adhesion, force curves", (seed, disorder) => new SoftSample(seed, disorder)),
        ("library", "composition spread with a hidden phase boundary", (seed, disorder) => new LibrarySample(seed, disorder)),
    ];

    /// <summary>Names, the usual one first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _entries.Select(e => e.Name)];

    /// <summary>What a sample is, in half a line.</summary>
    /// <exception cref="ArgumentException">The name is unknown; the message lists the names there are.</exception>
    public static string Summary(string name) => Find(name).Summary;

    /// <summary>Grows a sample.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="disorder">False leaves out local disorder.</param>
    /// <exception cref="ArgumentException">The name is unknown; the message lists the names there are.</exception>
    public static ISample Grow(string name, int seed, bool disorder = true) => Find(name).Grow(seed, disorder);

    private static (string Name, string Summary, Func<int, bool, ISample> Grow) Find(string name)
    {
        var found = Array.Find(_entries, e => e.Name == name);
        if (found.Grow is not null) return found;
        var known = NearestNames.Order(name, Names);
        throw new ArgumentException($"There is no sample '{name}'. Known: {string.Join(", ", known)}. Try: TwinInstrument.Create(\"{known[0]}\")");
    }
}
