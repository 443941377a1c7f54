using System.Globalization;
using Spm.Core.Data;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>
/// The models that come with the program, by name. A name is a word, for sums and polynomials a number, and where there is one a background:
/// <c>gaussian</c>, <c>lorentzian:3+line</c>, <c>polynomial:4</c>, <c>sho:2+constant</c>, <c>diode+constant</c>.
/// </summary>
public static class ModelCatalogue
{
    private const string Constant = "constant", Line = "line";

    private static readonly ModelFamily[] _families =
    [
        new("constant", _ => PolynomialModels.Constant),
        new("line", _ => PolynomialModels.Line),
        new("polynomial", m => PolynomialModels.Polynomial(m.Count)) { Least = 0, Most = PolynomialModels.MaximumDegree, CountIs = "degree", Usual = null },
        new("parabola", _ => PolynomialModels.Parabola),
        new("lorentzian", m => PeakModels.Lorentzian(m.Count, m.Background == Line)) { Most = PeakModels.MaximumPeaks, CountIs = "number of peaks", Backgrounds = [Line] },
        new("gaussian", m => PeakModels.Gaussian(m.Count, m.Background == Line)) { Most = PeakModels.MaximumPeaks, CountIs = "number of peaks", Backgrounds = [Line] },
        new("pseudo-voigt", m => PeakModels.PseudoVoigt(m.Count, m.Background == Line)) { Most = PeakModels.MaximumPeaks, CountIs = "number of peaks", Backgrounds = [Line] },
        new("logistic", _ => LogisticModel.Model),
        new("sine", _ => SineModels.Sine),
        new("damped-sine", _ => SineModels.DampedSine),
        new("exponential", _ => DecayModels.Exponential),
        new("double-exponential", _ => DecayModels.DoubleExponential),
        new("stretched-exponential", _ => DecayModels.StretchedExponential),
        new("power-law", _ => DecayModels.PowerLaw),
        new("hertz", _ => ForceModels.Hertz()),
        new("dmt", _ => ForceModels.Dmt()),
        new("jkr", _ => ForceModels.Jkr()),
        new("ohmic", _ => ConductionModels.Ohmic),
        new("diode", m => ConductionModels.Diode(offset: m.Background == Constant)) { Backgrounds = [Constant] },
        new("schottky", m => ConductionModels.Schottky(m.Background == Constant)) { Backgrounds = [Constant] },
        new("poole-frenkel", m => ConductionModels.PooleFrenkel(m.Background == Constant)) { Backgrounds = [Constant] },
        new("fowler-nordheim", m => ConductionModels.FowlerNordheim(m.Background == Constant)) { Backgrounds = [Constant] },
        new("space-charge", m => ConductionModels.SpaceCharge(m.Background == Constant)) { Backgrounds = [Constant] },
        new("sho", m => ResonanceModels.Sum(m.Count, m.Background switch { Constant => 1, Line => 2, _ => 0 })) { Most = ResonanceModels.MaximumResonances, CountIs = "number of resonances", Backgrounds = [Constant, Line] },
        new("sho-coupled", _ => ResonanceModels.Coupled) { Least = 2, Most = 2, CountIs = "number of resonators", Usual = 2 },
    ];

    /// <summary>Words with a fitter of their own, which is faster and more careful than the general one.</summary>
    private static readonly Dictionary<string, string> _ownFitters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sho"] = nameof(ShoFitter),
        ["loop"] = nameof(LoopFitter),
    };

    /// <summary>One model of each kind, for lists and help; sums stand there once or twice.</summary>
    public static IReadOnlyList<FitModel> All { get; } =
    [
        .. new[]
        {
            "constant", "line", "polynomial:2", "parabola", "lorentzian", "lorentzian:2+line", "gaussian", "gaussian:2+line", "pseudo-voigt", "pseudo-voigt:2+line", "logistic", "sine",
            "damped-sine", "exponential", "double-exponential", "stretched-exponential", "power-law", "hertz", "dmt", "jkr", "ohmic", "diode", "schottky", "poole-frenkel",
            "fowler-nordheim", "space-charge", "sho+constant", "sho+line", "sho:2", "sho:3", "sho-coupled:2",
        }.Select(Find),
    ];

    /// <summary>How the names are written, such as <c>lorentzian[:1-6][+line]</c>.</summary>
    public static IReadOnlyList<string> Spellings => [.. _families.Select(f => f.Spelling)];

    /// <summary>The model of a name.</summary>
    /// <param name="name">Such as <c>lorentzian:3+line</c>; capitals do not matter.</param>
    /// <exception cref="ArgumentException">There is none; says which names are near, or what the number or the background may be.</exception>
    public static FitModel Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var trimmed = name.Trim();
        if (_ownFitters.TryGetValue(trimmed, out var fitter))
            throw new ArgumentException($"'{trimmed}' is not fitted by the general engine but by {fitter}: `spm fit {trimmed.ToLowerInvariant()}`.", nameof(name));
        var (rest, background) = Split(trimmed, '+');
        var (word, number) = Split(rest, ':');
        var family = _families.FirstOrDefault(f => f.Name.Equals(word, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(word);
        return family.Make(new(CountOf(family, number), BackgroundOf(family, background)));
    }

    /// <summary>The model of a name; null when there is none, as for one that was defined in a notebook.</summary>
    internal static FitModel? FindOrNull(string name)
    {
        try
        {
            return Find(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static int CountOf(ModelFamily family, string? number)
    {
        if (number is null)
            return family.Usual ?? throw new ArgumentException($"'{family.Name}' needs a {family.CountIs}, {family.Least} to {family.Most}, such as {family.Name}:{Math.Min(2, family.Most)}.");
        if (family.CountIs is null)
            throw new ArgumentException($"'{family.Name}' takes no number after a colon, got '{family.Name}:{number}'. It is written {family.Spelling}.");
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= family.Least && count <= family.Most
            ? count
            : throw new ArgumentException($"The {family.CountIs} of '{family.Name}' must be {(family.Least == family.Most ? $"{family.Least}" : $"{family.Least} to {family.Most}")}, got '{number}'. It is written {family.Spelling}.");
    }

    private static string? BackgroundOf(ModelFamily family, string? background)
    {
        if (background is null) return null;
        var there = family.Backgrounds.Count == 0 ? "none can be added" : $"there is {string.Join(" and ", family.Backgrounds.Select(b => "+" + b))}";
        return family.Backgrounds.FirstOrDefault(b => b.Equals(background, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"'{family.Name}' has no background '+{background}': {there}. It is written {family.Spelling}.");
    }

    private static ArgumentException Unknown(string word)
    {
        var names = _families.Select(f => f.Name).Concat(_ownFitters.Keys).Distinct().ToArray();
        var near = NearestNames.Of(word, names);
        var hint = near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near)}?";
        return new($"There is no model '{word}'.{hint} Models: {string.Join(", ", names.Order(StringComparer.Ordinal))}.");
    }

    private static (string Before, string? After) Split(string text, char separator) =>
        text.IndexOf(separator) is var at and >= 0 ? (text[..at].Trim(), text[(at + 1)..].Trim()) : (text, null);
}
