using Spm.Core.Data;

namespace Spm.Core.Fitting;

/// <summary>Maps of what a batch fit found: any parameter, derived quantity or R² over the two spatial dimensions.</summary>
public static class FitMaps
{
    private const string RSquared = "R²";

    /// <summary>
    /// A map of one parameter. The columns run along the spatial dimension whose name starts with x, else along the last one.
    /// A bad pixel is NaN with its reason; so is a parameter that a good fit leaves undetermined, such as a coercive bias at the
    /// end of the sweep (its standard error is NaN though others are not).
    /// </summary>
    /// <param name="result">The fit.</param>
    /// <param name="parameter">Symbol, name or derived quantity, in any case.</param>
    /// <param name="slice">Index per further dimension by name; by default the last of a dimension named Cycle, the first of others.</param>
    /// <exception cref="ArgumentException">The parameter or dimension is unknown, or there are not two spatial dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index of the slice is out of range.</exception>
    public static ScalarMap Of(FitResult result, string parameter, IReadOnlyDictionary<string, int>? slice = null)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(parameter);
        var (horizontal, vertical) = Axes(result);
        var quantity = Find(result, parameter);
        var fixedIndices = Slice(result, slice ?? new Dictionary<string, int>());
        var (columns, rows) = (result.Dimensions[horizontal], result.Dimensions[vertical]);
        var values = new double[rows.Length, columns.Length];
        var reasons = new string?[rows.Length, columns.Length];
        for (var row = 0; row < rows.Length; row++)
            for (var column = 0; column < columns.Length; column++)
            {
                (fixedIndices[horizontal], fixedIndices[vertical]) = (column, row);
                var fit = 0;
                for (var d = 0; d < fixedIndices.Length; d++)
                    fit = fit * result.Dimensions[d].Length + fixedIndices[d];
                reasons[row, column] = quantity.IsAboutTheFit ? null : Reason(result.Verdict[fit]);
                var value = reasons[row, column] is null ? quantity.Value(fit) : double.NaN;
                values[row, column] = value;
                if (double.IsNaN(value))
                    reasons[row, column] ??= "not determined";
            }
        return new(quantity.Name, quantity.Unit, columns, rows, values, reasons, quantity.IsCyclic);
    }

    /// <summary>
    /// One parameter as a dataset over all dimensions of the fit, so that what works on data works on results: save, open, map, cluster.
    /// Bad fits and undetermined values are NaN.
    /// </summary>
    /// <param name="result">The fit.</param>
    /// <param name="parameter">Symbol, name or derived quantity, in any case.</param>
    /// <exception cref="ArgumentException">The parameter is unknown.</exception>
    public static Dataset DatasetOf(FitResult result, string parameter)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(parameter);
        var quantity = Find(result, parameter);
        var values = new double[result.Count];
        for (var fit = 0; fit < values.Length; fit++)
            values[fit] = quantity.IsAboutTheFit || result.IsGood(fit) ? quantity.Value(fit) : double.NaN;
        return new(quantity.Name, quantity.Name, quantity.Unit, result.Dimensions, new RealMemoryStore(values), result.Source.Metadata,
            [.. result.Provenance, ProvenanceStep.Ours("take parameter", result.Source.Name, ("parameter", quantity.Symbol))])
        { SourcePath = result.Source.SourcePath };
    }

    /// <summary>Everything that can be mapped: parameters, derived quantities, R².</summary>
    public static IReadOnlyList<FitParameter> Parameters(FitResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return [.. All(result).Select(q => new FitParameter(q.Name, q.Symbol, q.Unit, q.Description, q.IsCyclic))];
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
    internal static bool IsDetermined(FitResult result, int fit, int parameter)
    {
        var errors = result.StandardErrors.AsSpan(fit * result.Parameters.Count, result.Parameters.Count);
        return !double.IsNaN(errors[parameter]) || errors.IndexOfAnyExcept(double.NaN) < 0;
    }

    private static (int Horizontal, int Vertical) Axes(FitResult result)
    {
        var spatial = result.Dimensions.Index().Where(d => d.Item.Kind == DimensionKind.Spatial).ToArray();
        if (spatial.Length != 2)
            throw new ArgumentException($"A map needs two spatial dimensions, this fit has {spatial.Length}{(spatial.Length > 0 ? $" ({string.Join(", ", spatial.Select(d => d.Item.Name))})" : "")}.", nameof(result));
        var first = spatial[0].Item.Name.StartsWith('x') || spatial[0].Item.Name.StartsWith('X');
        var second = spatial[1].Item.Name.StartsWith('x') || spatial[1].Item.Name.StartsWith('X');
        return first && !second ? (spatial[0].Index, spatial[1].Index) : (spatial[1].Index, spatial[0].Index);
    }

    private static int[] Slice(FitResult result, IReadOnlyDictionary<string, int> slice)
    {
        foreach (var name in slice.Keys)
            if (!result.Dimensions.Any(d => d.Kind == DimensionKind.Spectroscopic && d.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                throw new ArgumentException($"There is no further dimension '{name}' to slice. There are: {string.Join(", ", result.Dimensions.Where(d => d.Kind == DimensionKind.Spectroscopic).Select(d => d.Name).DefaultIfEmpty("none"))}.", nameof(slice));
        return [.. result.Dimensions.Select(d =>
        {
            if (d.Kind == DimensionKind.Spatial)
                return 0;
            var index = slice.Where(s => s.Key.Equals(d.Name, StringComparison.OrdinalIgnoreCase)).Select(s => (int?)s.Value).FirstOrDefault()
                ?? (d.Name.Equals("Cycle", StringComparison.OrdinalIgnoreCase) ? d.Length - 1 : 0);
            return index >= 0 && index < d.Length ? index
                : throw new ArgumentOutOfRangeException(nameof(slice), $"{d.Name} has {d.Length} steps, 0 to {d.Length - 1}; got {index}.");
        })];
    }

    private static Mappable Find(FitResult result, string parameter)
    {
        var all = All(result);
        var wanted = parameter.Trim();
        return all.Find(q => q.Symbol.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? all.Find(q => q.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"{(result.Model == "sho" ? "An" : "A")} {result.Model} fit has no '{parameter}'.{Hint(wanted, all)} There are: {string.Join(", ", all.OrderBy(q => Distance(wanted, q)).Select(q => $"{q.Symbol} ({q.Name})"))}.", nameof(parameter));
    }

    private static string Hint(string wanted, List<Mappable> all) =>
        all.MinBy(q => Distance(wanted, q)) is { } nearest && Distance(wanted, nearest) < 0.5 ? $" Did you mean {nearest.Symbol}?" : "";

    private static List<Mappable> All(FitResult result)
    {
        var count = result.Parameters.Count;
        List<Mappable> all = [.. result.Parameters.Select((p, i) => new Mappable(p.Name, p.Symbol, p.Unit, p.Description, p.IsCyclic, false,
            fit => IsDetermined(result, fit, i) ? result.Values[fit * count + i] : double.NaN))];
        if (result.Model == "loop")
            all.AddRange(LoopResults.Derived(result).Select(q => new Mappable(q.Name, q.Symbol, q.Unit, "Derived from the loop's parameters", false, false, fit => q.Values[fit])));
        all.Add(new(RSquared, "R2", "", "Part of the variance that the fit explains, over the points kept; good and bad fits", false, true, fit => result.RSquared[fit]));
        return all;
    }

    /// <summary>Edit distance to the nearer of symbol and name, in parts of what was typed, so that a short slip comes first.</summary>
    private static double Distance(string wanted, Mappable quantity) =>
        Math.Min(NearestNames.Distance(wanted, quantity.Symbol) / (double)Math.Max(1, quantity.Symbol.Length), NearestNames.Distance(wanted, quantity.Name) / (double)Math.Max(1, quantity.Name.Length));

    private sealed record Mappable(string Name, string Symbol, string Unit, string Description, bool IsCyclic, bool IsAboutTheFit, Func<int, double> Value);
}
