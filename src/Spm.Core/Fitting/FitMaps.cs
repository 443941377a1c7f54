using Spm.Core.Data;
using Spm.Core.Spectroscopy;

namespace Spm.Core.Fitting;

/// <summary>Maps of what a batch fit found: any parameter, derived quantity or R² over the two spatial dimensions.</summary>
public static class FitMaps
{
    /// <summary>After a symbol or name: the standard error of that quantity, <c>work.error</c>.</summary>
    private const string ErrorSuffix = ".error";

    private const string RSquared = "R²";

    /// <summary>
    /// A map of one parameter. The columns run along the spatial dimension whose name starts with x, else along the last one.
    /// A bad pixel is NaN with its reason; so is a parameter that a good fit leaves undetermined, such as a coercive bias at the
    /// end of the sweep (its standard error is NaN though others are not). The map carries the standard error of each value; a map of
    /// the errors themselves is that of the parameter with <c>.error</c> behind it, <c>work.error</c>.
    /// </summary>
    /// <param name="result">The fit.</param>
    /// <param name="parameter">Symbol, name or derived quantity, in any case; with <c>.error</c> behind it, its standard error.</param>
    /// <param name="slice">Index per further dimension by name; by default the last of a dimension named Cycle, the first of others.</param>
    /// <exception cref="ArgumentException">The parameter or dimension is unknown, or there are not two spatial dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index of the slice is out of range.</exception>
    public static ScalarMap Of(FitResult result, string parameter, IReadOnlyDictionary<string, int>? slice = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(parameter);
        var grid = new MapGrid(result.Dimensions, "fit", slice);
        var quantity = Find(result, parameter);
        return grid.Build(quantity.Label, quantity.Value, fit => quantity.IsAboutTheFit ? null : Reason(result.Verdict[fit]), quantity.Error);
    }

    /// <summary>
    /// One parameter as a dataset over all dimensions of the fit, so that what works on data works on results: save, open, map, cluster.
    /// Bad fits and undetermined values are NaN.
    /// </summary>
    /// <param name="result">The fit.</param>
    /// <param name="parameter">Symbol, name or derived quantity, in any case; with <c>.error</c> behind it, its standard error.</param>
    /// <exception cref="ArgumentException">The parameter is unknown.</exception>
    public static Dataset DatasetOf(FitResult result, string parameter)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(parameter);
        var quantity = Find(result, parameter);
        var values = new double[result.Count];
        for (var fit = 0; fit < values.Length; fit++)
            values[fit] = quantity.IsAboutTheFit || result.IsGood(fit) ? quantity.Value(fit) : double.NaN;
        var label = quantity.Label;
        return new(label.Name, label.Name, label.Unit, result.Dimensions, new RealMemoryStore(values), result.Source.Metadata,
            [.. result.Provenance, ProvenanceStep.Ours("take parameter", result.Source.Name, ("parameter", label.Symbol))])
        { SourcePath = result.Source.SourcePath };
    }

    /// <summary>Everything that can be mapped: parameters, derived quantities, R².</summary>
    public static IReadOnlyList<FitParameter> Parameters(FitResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. All(result).Where(q => q.IsListed).Select(q => q.Label)];
    }

    /// <summary>Why a fit is bad, in words for a map; null when it is good.</summary>
    public static string? Reason(FitVerdict verdict) => verdict switch
    {
        FitVerdict.Good => null,
        FitVerdict.TooFewPoints => "too few finite points",
        FitVerdict.NoiseOnly => "noise only",
        FitVerdict.TooManyOutliers => "too many outliers",
        FitVerdict.PoorFit => "poor fit",
        FitVerdict.NotConverged => "not converged",
        FitVerdict.Unresolved => "not resolved by the data",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), $"Unknown verdict {verdict}."),
    };

    /// <summary>False when a fit that has standard errors has none for this parameter: it is on a bound or the data do not fix it.</summary>
    public static bool IsDetermined(FitResult result, int fit, int parameter)
    {
        ArgumentNullException.ThrowIfNull(result);
        var errors = result.StandardErrors.AsSpan(fit * result.Parameters.Count, result.Parameters.Count);
        return !double.IsNaN(errors[parameter]) || errors.IndexOfAnyExcept(double.NaN) < 0;
    }

    private static Mappable Find(FitResult result, string parameter)
    {
        var all = All(result);
        var wanted = parameter.Trim();
        var isError = wanted.EndsWith(ErrorSuffix, StringComparison.OrdinalIgnoreCase);
        var name = isError ? wanted[..^ErrorSuffix.Length] : wanted;
        var found = all.Find(q => q.Label.Symbol.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? all.Find(q => q.Label.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"{(result.Model == "sho" ? "An" : "A")} {result.Model} fit has no '{name}'.{Hint(name, all)} There are: {string.Join(", ", all.Where(q => q.IsListed).OrderBy(q => Distance(name, q)).Select(q => $"{q.Label.Symbol} ({q.Label.Name})"))}.", nameof(parameter));
        return !isError ? found : found.Error is null
            ? throw new ArgumentException($"{found.Label.Name} has no standard error.", nameof(parameter))
            : found with { Label = ErrorOf(found.Label), Value = found.Error, Error = null };
    }

    /// <summary>What the standard error of a quantity is called.</summary>
    internal static FitParameter ErrorOf(FitParameter label) =>
        new($"{label.Name}, standard error", label.Symbol + ErrorSuffix, label.Unit, $"Standard error: {label.Description}");

    private static string Hint(string wanted, List<Mappable> all) =>
        all.MinBy(q => Distance(wanted, q)) is { } nearest && Distance(wanted, nearest) < 0.5 ? $" Did you mean {nearest.Label.Symbol}?" : "";

    private static List<Mappable> All(FitResult result)
    {
        var count = result.Parameters.Count;
        List<Mappable> all = [.. result.Parameters.Select((p, i) => new Mappable(p, true, false,
            fit => IsDetermined(result, fit, i) ? result.Values[fit * count + i] : double.NaN, fit => result.StandardErrors[fit * count + i]))];
        if (result.Model == "loop")
        {
            var analysis = new Lazy<DerivedResult>(() => LoopResults.Analysis(result));
            all.AddRange(SwitchingCatalogue.Labels(result).Select((label, i) => new Mappable(label, !SwitchingCatalogue.IsParameter(i), false,
                fit => analysis.Value.Quantities[i].Values[fit], fit => analysis.Value.Quantities[i].StandardErrors![fit])));
        }
        all.Add(new(new(RSquared, "R2", "", "Part of the variance that the fit explains, over the points kept; good and bad fits"), true, true, fit => result.RSquared[fit], null));
        return all;
    }

    /// <summary>Edit distance to the nearer of symbol and name, in parts of what was typed, so that a short slip comes first.</summary>
    private static double Distance(string wanted, Mappable quantity) =>
        Math.Min(NearestNames.Distance(wanted, quantity.Label.Symbol) / (double)Math.Max(1, quantity.Label.Symbol.Length), NearestNames.Distance(wanted, quantity.Label.Name) / (double)Math.Max(1, quantity.Label.Name.Length));

    private sealed record Mappable(FitParameter Label, bool IsListed, bool IsAboutTheFit, Func<int, double> Value, Func<int, double>? Error);
}
