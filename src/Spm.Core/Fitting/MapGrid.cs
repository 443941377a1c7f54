using Spm.Core.Data;

namespace Spm.Core.Fitting;

/// <summary>
/// Where the values over a result's dimensions go on a map: columns along the spatial dimension whose name starts with x, else along
/// the last one; further dimensions are cut at one index each.
/// </summary>
internal sealed class MapGrid
{
    private readonly IReadOnlyList<Dimension> dimensions;
    private readonly int[] cut;
    private readonly int horizontal, vertical;

    /// <param name="dimensions">Dimensions over which values are numbered, row-major.</param>
    /// <param name="what">What has them, for messages: <c>fit</c>.</param>
    /// <param name="slice">Index per further dimension; by default the last of a dimension named Cycle, the first of others.</param>
    /// <exception cref="ArgumentException">A dimension of the slice is unknown, or there are not two spatial dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index of the slice is out of range.</exception>
    public MapGrid(IReadOnlyList<Dimension> dimensions, string what, IReadOnlyDictionary<string, int>? slice)
    {
        this.dimensions = dimensions;
        (horizontal, vertical) = Axes(dimensions, what);
        cut = Cut(dimensions, slice ?? new Dictionary<string, int>());
    }

    /// <summary>A map of one quantity.</summary>
    /// <param name="label">Name, unit and whether it is an angle.</param>
    /// <param name="value">Value by number.</param>
    /// <param name="reason">Why there is no value, by number; null when there is one.</param>
    /// <param name="error">Standard error by number; null when the quantity has none.</param>
    public ScalarMap Build(FitParameter label, Func<int, double> value, Func<int, string?> reason, Func<int, double>? error)
    {
        var (columns, rows) = (dimensions[horizontal], dimensions[vertical]);
        var values = new double[rows.Length, columns.Length];
        var errors = error is null ? null : new double[rows.Length, columns.Length];
        var reasons = new string?[rows.Length, columns.Length];
        for (var row = 0; row < rows.Length; row++)
            for (var column = 0; column < columns.Length; column++)
            {
                var index = IndexOf(column, row);
                reasons[row, column] = reason(index);
                values[row, column] = reasons[row, column] is null ? value(index) : double.NaN;
                if (double.IsNaN(values[row, column]))
                    reasons[row, column] ??= "not determined";
                if (errors is not null)
                    errors[row, column] = double.IsNaN(values[row, column]) ? double.NaN : error!(index);
            }
        return new(label.Name, label.Unit, columns, rows, values, reasons, label.IsCyclic) { StandardErrors = errors };
    }

    private int IndexOf(int column, int row)
    {
        (cut[horizontal], cut[vertical]) = (column, row);
        var index = 0;
        for (var d = 0; d < cut.Length; d++)
            index = index * dimensions[d].Length + cut[d];
        return index;
    }

    private static (int Horizontal, int Vertical) Axes(IReadOnlyList<Dimension> dimensions, string what)
    {
        var spatial = dimensions.Index().Where(d => d.Item.Kind == DimensionKind.Spatial).ToArray();
        if (spatial.Length != 2)
            throw new ArgumentException($"A map needs two spatial dimensions, this {what} has {spatial.Length}{(spatial.Length > 0 ? $" ({string.Join(", ", spatial.Select(d => d.Item.Name))})" : "")}.", nameof(dimensions));
        var first = spatial[0].Item.Name.StartsWith('x') || spatial[0].Item.Name.StartsWith('X');
        var second = spatial[1].Item.Name.StartsWith('x') || spatial[1].Item.Name.StartsWith('X');
        return first && !second ? (spatial[0].Index, spatial[1].Index) : (spatial[1].Index, spatial[0].Index);
    }

    private static int[] Cut(IReadOnlyList<Dimension> dimensions, IReadOnlyDictionary<string, int> slice)
    {
        foreach (var name in slice.Keys)
            if (!dimensions.Any(d => d.Kind == DimensionKind.Spectroscopic && d.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                throw new ArgumentException($"There is no further dimension '{name}' to slice. There are: {string.Join(", ", dimensions.Where(d => d.Kind == DimensionKind.Spectroscopic).Select(d => d.Name).DefaultIfEmpty("none"))}.", nameof(slice));
        return [.. dimensions.Select(d =>
        {
            if (d.Kind == DimensionKind.Spatial)
                return 0;
            var index = slice.Where(s => s.Key.Equals(d.Name, StringComparison.OrdinalIgnoreCase)).Select(s => (int?)s.Value).FirstOrDefault()
                ?? (d.Name.Equals("Cycle", StringComparison.OrdinalIgnoreCase) ? d.Length - 1 : 0);
            return index >= 0 && index < d.Length ? index
                : throw new ArgumentOutOfRangeException(nameof(slice), $"{d.Name} has {d.Length} steps, 0 to {d.Length - 1}; got {index}.");
        })];
    }
}
