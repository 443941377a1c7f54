using Spm.Core.Data;

namespace Spm.Core.Fitting;

/// <summary>Where the spectra of a model lie in a dataset: the dimension that is fitted, what precedes and what follows it.</summary>
internal sealed class ModelLayout
{
    /// <exception cref="ArgumentException">The data do not suit the model, or it is not clear along which dimension to fit; says which there are.</exception>
    public ModelLayout(Dataset source, FitModel model, string? along)
    {
        Source = source;
        if (model.Variables != 1)
            throw new ArgumentException($"{model.Name} is a model of {model.Variables} variables, a dimension is one. Fit it with ModelBatch, which takes an abscissa of several variables.", nameof(model));
        if (source.IsComplex && !model.IsComplex)
            throw new ArgumentException($"'{source.Name}' is complex, {model.Name} is a real model. Fit its amplitude or phase, or the parameters of an SHO fit (spm fit sho), or use a complex model.", nameof(source));
        if (!source.IsComplex && model.IsComplex)
            throw new ArgumentException($"{model.Name} is a complex model, '{source.Name}' is real: real and imaginary parts are needed together. Give it the complex spectra themselves.", nameof(source));
        Dimension = Find(source, model, along);
        if (source.Samples.Length == 0)
            throw new ArgumentException($"'{source.Name}' holds nothing to fit: {string.Join(" and ", source.Dimensions.Where(d => d.Length == 0).Select(d => $"{d.Name} has 0 points"))}.", nameof(source));
        (AbscissaUnit, UnitFactor) = UnitFor(model, Dimension);
        Abscissa = UnitFactor == 1 ? Dimension.Values : [.. Dimension.Values.Select(v => v * UnitFactor)];
        FitDimensions = [.. source.Dimensions.Where(d => !ReferenceEquals(d, Dimension))];
        Inner = source.Dimensions.SkipWhile(d => !ReferenceEquals(d, Dimension)).Skip(1).Aggregate(1, (product, d) => product * d.Length);
        FitsPerPixel = source.PointsPerPixel / Dimension.Length;
        Parameters = [.. model.Parameters.Select(p => new FitParameter(p.Name, p.Symbol,
            p.FixedUnit ?? FrequencyUnit(p) ?? UnitProduct.Of(source.Unit, p.ResponsePower, AbscissaUnit, p.AbscissaPower), p.Description, p.IsCyclic))];
    }

    public Dataset Source { get; }

    /// <summary>The dimension that is fitted.</summary>
    public Dimension Dimension { get; }

    /// <summary>Its values, in the unit that the model is meant for.</summary>
    public double[] Abscissa { get; }

    public string AbscissaUnit { get; }

    /// <summary>What the dimension's values are multiplied by.</summary>
    public double UnitFactor { get; }

    public IReadOnlyList<Dimension> FitDimensions { get; }

    /// <summary>Samples between neighbouring points of a spectrum.</summary>
    public int Inner { get; }

    public int FitsPerPixel { get; }

    public IReadOnlyList<FitParameter> Parameters { get; }

    /// <summary>Turns [… × point × inner] into [… × inner × point].</summary>
    public void Gather<TSample>(ReadOnlySpan<TSample> samples, Span<TSample> spectra)
    {
        var (points, sheet) = (Dimension.Length, Dimension.Length * Inner);
        for (var start = 0; start < samples.Length; start += sheet)
            for (var i = 0; i < Inner; i++)
                for (var k = 0; k < points; k++)
                    spectra[start + i * points + k] = samples[start + k * Inner + i];
    }

    /// <summary>Of a frequency along a time, Hz for s and kHz for ms; other parameters in 1/s (a rate) keep that. Null where it does not apply.</summary>
    private string? FrequencyUnit(ModelParameter p)
    {
        if (p.ResponsePower != 0 || p.AbscissaPower != -1 || !p.Name.Contains("frequency", StringComparison.OrdinalIgnoreCase)) return null;
        var time = UnitSymbol.Parse(AbscissaUnit);
        return (time.Base, time.Exponent) switch { ("s", 0) => "Hz", ("s", -3) => "kHz", ("s", -6) => "MHz", ("s", -9) => "GHz", _ => null };
    }

    private static Dimension Find(Dataset source, FitModel model, string? along)
    {
        var all = source.SpectroscopicDimensions;
        var list = all.Count == 0 ? "none" : string.Join(", ", all.Select(d => $"{d.Name} ({d.Quantity}{(d.Unit.Length > 0 ? $" in {d.Unit}" : "")}, {d.Length} points)"));
        if (along is not null)
        {
            return all.FirstOrDefault(d => d.Name.Equals(along, StringComparison.OrdinalIgnoreCase)) is not { } named
                ? throw new ArgumentException($"'{source.Name}' has no spectroscopic dimension '{along}' to fit along. It has: {list}.", nameof(along))
                : Suits(model, named) ? named
                : throw new ArgumentException($"{model.Name} needs an abscissa in {string.Join(" or ", model.AbscissaUnits)}, {named.Name} is in {named.Unit}. '{source.Name}' has: {list}.", nameof(along));
        }
        Dimension[] candidates = [.. all.Where(d => d.Length > 1 && Suits(model, d) && (model.AbscissaUnits.Count == 0 || d.Unit.Length > 0))];
        if (candidates.Length == 0) candidates = [.. all.Where(d => d.Length > 1 && Suits(model, d))];
        if (candidates.Length == 0 && model.AbscissaUnits.Count == 0) candidates = [.. all];
        return candidates.Length == 1 ? candidates[0] : throw new ArgumentException(candidates.Length == 0
            ? $"{model.Name} needs a spectroscopic dimension{(model.AbscissaUnits.Count > 0 ? $" in {string.Join(" or ", model.AbscissaUnits)}" : "")} to fit along. '{source.Name}' has: {list}."
            : $"{model.Name} can be fitted along {string.Join(" or ", candidates.Select(d => d.Name))} of '{source.Name}'; say which: {nameof(ModelFitOptions.Along)} = \"{candidates[^1].Name}\" (--along {candidates[^1].Name}).", nameof(source));
    }

    private static bool Suits(FitModel model, Dimension dimension) =>
        model.AbscissaUnits.Count == 0 || dimension.Unit.Length == 0 || model.AbscissaUnits.Any(unit => Factor(dimension.Unit, unit) is not null);

    /// <summary>The unit in which the model takes the abscissa, and what turns the dimension's values into it.</summary>
    internal static (string Unit, double Factor) UnitFor(FitModel model, Dimension dimension)
    {
        if (dimension.Unit.Length == 0 && model.AbscissaUnits.Count > 0) return (model.AbscissaUnits[0], 1);
        foreach (var unit in model.AbscissaUnits)
            if (Factor(dimension.Unit, unit) is { } factor) return (unit, factor);
        return (dimension.Unit, 1);
    }

    /// <summary>What turns numbers in one unit into numbers in another that differs by a prefix; null when they differ by more.</summary>
    private static double? Factor(string from, string to)
    {
        var (a, b) = (UnitSymbol.Parse(from), UnitSymbol.Parse(to));
        return a.Base == b.Base && (a.TakesPrefix == b.TakesPrefix) ? Math.Pow(10, a.Exponent - b.Exponent) : null;
    }
}
