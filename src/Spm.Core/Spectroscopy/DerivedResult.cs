using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.Spectroscopy;

/// <summary>
/// Quantities with standard errors that an analysis found, over the dimensions that are left: one value per index, row-major. Each is a
/// dataset and, over two spatial dimensions, a map, so that what works on data works on results.
/// </summary>
public sealed class DerivedResult
{
    /// <summary>After a symbol or name: the standard error of that quantity, <c>slope.error</c>.</summary>
    private const string ErrorSuffix = ".error";

    /// <summary>What was analysed, such as <c>switching of scan</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The data it was made from.</summary>
    public required Dataset Source { get; init; }

    /// <summary>The dimensions over which the values are numbered, row-major.</summary>
    public required IReadOnlyList<Dimension> Dimensions { get; init; }

    /// <summary>What was found.</summary>
    public required IReadOnlyList<DerivedQuantity> Quantities { get; init; }

    /// <summary>Why there is no value at an index, such as <c>too few finite points</c>; null where there is one.</summary>
    public required string?[] Reasons { get; init; }

    /// <summary>How it came to be, oldest step first.</summary>
    public required IReadOnlyList<ProvenanceStep> Provenance { get; init; }

    /// <summary>Number of indices.</summary>
    public int Count => Reasons.Length;

    /// <summary>The quantity with this symbol or name, in any case.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are, the nearest first.</exception>
    public DerivedQuantity this[string quantity] => Find(quantity);

    /// <summary>One quantity as a dataset over <see cref="Dimensions"/>; with <c>.error</c> behind its symbol or name, its standard error.</summary>
    /// <exception cref="ArgumentException">The quantity is unknown or has no standard error.</exception>
    public Dataset DatasetOf(string quantity)
    {
        var (label, values, _) = Take(quantity);
        return new(label.Name, label.Name, label.Unit, Dimensions, new RealMemoryStore(values), Source.Metadata,
            [.. Provenance, ProvenanceStep.Ours("take quantity", Source.Name, ("quantity", label.Symbol))])
        { SourcePath = Source.SourcePath };
    }

    /// <summary>Every quantity and its standard errors as datasets, in order, for a file: <c>NsidWriter.Write(result.Datasets(), path)</c>.</summary>
    public IReadOnlyList<Dataset> Datasets() =>
        [.. Quantities.SelectMany(q => q.StandardErrors is null ? [q.Symbol] : new[] { q.Symbol, q.Symbol + ErrorSuffix }).Select(DatasetOf)];

    /// <summary>One quantity as a map with its errors; with <c>.error</c> behind its symbol or name, the errors as a map.</summary>
    /// <param name="quantity">Symbol or name, in any case.</param>
    /// <param name="slice">Index per further dimension by name; by default the last of a dimension named Cycle, the first of others.</param>
    /// <exception cref="ArgumentException">The quantity or dimension is unknown, or there are not two spatial dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index of the slice is out of range.</exception>
    public ScalarMap MapOf(string quantity, IReadOnlyDictionary<string, int>? slice = null)
    {
        var (label, values, errors) = Take(quantity);
        return new MapGrid(Dimensions, "result", slice).Build(label, i => values[i], i => Reasons[i], errors is null ? null : i => errors[i]);
    }

    private (FitParameter Label, double[] Values, double[]? Errors) Take(string quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        var wanted = quantity.Trim();
        var isError = wanted.EndsWith(ErrorSuffix, StringComparison.OrdinalIgnoreCase);
        var found = Find(isError ? wanted[..^ErrorSuffix.Length] : wanted);
        var label = new FitParameter(found.Name, found.Symbol, found.Unit, found.Description);
        if (!isError)
            return (label, found.Values, found.StandardErrors);
        return found.StandardErrors is { } errors ? (FitMaps.ErrorOf(label), errors, null)
            : throw new ArgumentException($"{found.Name} has no standard error.", nameof(quantity));
    }

    private DerivedQuantity Find(string quantity)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        var wanted = quantity.Trim();
        return Quantities.FirstOrDefault(q => q.Symbol.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? Quantities.FirstOrDefault(q => q.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"{Name} has no '{wanted}'. There are: {string.Join(", ", NearestNames.Order(wanted, Quantities.Select(q => q.Symbol)).Select(s => $"{s} ({Quantities.First(q => q.Symbol == s).Name})"))}.", nameof(quantity));
    }
}
