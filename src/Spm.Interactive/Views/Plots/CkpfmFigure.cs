using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The picture of <see cref="Plot.Ckpfm"/>.</summary>
internal static class CkpfmFigure
{
    private const int _width = 1040, _height = 560;
    private const double _reservedRight = 78;

    public static Figure Of(CkpfmMatrix matrix)
    {
        var notes = new List<string>();
        var finite = matrix.Values.SelectMany(row => row).Where(double.IsFinite).ToArray();
        Panel[] panels = [MatrixPanel(matrix, notes), Curves(matrix, finite, notes), Potential(matrix)];
        return new(matrix.Name, _width, _height, panels, Describe(matrix, finite)) { Notes = [.. notes.Distinct().Select(Minus.Typeset)] };
    }

    /// <summary>Rows upwards in the order of writing: a write bias goes up and down and meets each value twice.</summary>
    private static Panel MatrixPanel(CkpfmMatrix matrix, List<string> notes)
    {
        var (rows, columns) = (matrix.Write.Length, matrix.Read.Length);
        var isRising = IsMonotonic(matrix.Write.Values);
        var vertical = isRising ? matrix.Write : new Dimension("Step", $"{matrix.Write.Quantity} step", "", DimensionKind.Spectroscopic, Dimension.Linear(1, rows, rows));
        var values = new double[rows, columns];
        for (var i = 0; i < values.Length; i++) values[i / columns, i % columns] = matrix.Values[i / columns][i % columns];
        // Both axes are biases, yet a matrix is no place: it fills its panel.
        var map = new ScalarMap(matrix.Response.Quantity, matrix.Response.Unit, matrix.Read with { Name = matrix.Read.Quantity, Kind = DimensionKind.Spectroscopic }, vertical with { Kind = DimensionKind.Spatial }, values, new string?[rows, columns]);
        var (least, greatest) = MapSummary.Range(map);
        // A response of both signs has a middle that means something.
        var panel = least < 0 && greatest > 0 ? MapColours.AroundZero(map, new(0, 0, 0.47, 1)) : MapPanel.Of(map, new(0, 0, 0.47, 1));
        notes.AddRange(MapPanel.Notes(map, panel.Raster!));
        return panel with { X = panel.X with { Quantity = matrix.Read.Quantity }, Y = panel.Y with { Quantity = vertical.Quantity }, Title = "Response matrix" };
    }

    private static Panel Curves(CkpfmMatrix matrix, double[] finite, List<string> notes)
    {
        var family = new CurveFamily([.. Enumerable.Repeat(matrix.Read.Values, matrix.Write.Length)], matrix.Values, matrix.Write.Values, (matrix.Write.Quantity, matrix.Write.Unit)).Thinned(notes);
        return family.PanelOf(new(0.47, 0, 0.53, 0.56), Axis.Over(matrix.Read.Quantity, matrix.Read.Unit, matrix.Read.Values, 0.03), Axis.Over(matrix.Response.Quantity, matrix.Response.Unit, finite), notes) with { Title = "Against the read bias", ReservedRight = _reservedRight };
    }

    private static Panel Potential(CkpfmMatrix matrix)
    {
        int[] known = [.. Enumerable.Range(0, matrix.Write.Length).Where(i => double.IsFinite(matrix.PotentialV[i]))];
        double[] steps = [.. known.Select(i => i + 1.0)], potentials = [.. known.Select(i => matrix.PotentialV[i])], errors = [.. known.Select(i => matrix.PotentialErrorsV[i])];
        var isRising = IsMonotonic(matrix.Write.Values);
        double[] x = isRising ? [.. known.Select(i => matrix.Write.Values[i])] : steps;
        var axis = isRising ? Axis.Over(matrix.Write.Quantity, matrix.Write.Unit, matrix.Write.Values, 0.03) : new Axis($"{matrix.Write.Quantity} step", "", 0.5, matrix.Write.Length + 0.5);
        List<Layer> layers = [new LineLayer("", x, potentials, Palette.Blue) { StrokeWidth = 0.8 }, new PointLayer("± standard error", x, potentials, Palette.Blue) { Errors = errors }];
        if (known.Length == 0) layers.Add(new MessageLayer("no slope is significant: no contact potential"));
        // One wild potential of a level line would flatten all others: beyond the middle 98 % they are arrows at the edge.
        var shown = potentials.Order().ToArray();
        double[] middle = shown.Length > 0 ? [Quantiles.Of(shown, 0.01), Quantiles.Of(shown, 0.99)] : [];
        return new(new(0.47, 0.56, 0.53, 0.44), axis, Axis.Over("Contact potential", "V", middle, 0.15), layers) { ReservedRight = _reservedRight };
    }

    private static string Describe(CkpfmMatrix matrix, double[] finite)
    {
        var potentials = matrix.PotentialV.Where(double.IsFinite).ToArray();
        var size = $"{matrix.Name}: {matrix.Write.Length} write steps from {Quantity.Compact(matrix.Write.Values.Min(), matrix.Write.Unit, 4)} to {Quantity.Compact(matrix.Write.Values.Max(), matrix.Write.Unit, 4)}, "
            + $"{matrix.Read.Length} read biases from {Quantity.Compact(matrix.Read.Values.Min(), matrix.Read.Unit, 4)} to {Quantity.Compact(matrix.Read.Values.Max(), matrix.Read.Unit, 4)}";
        return finite.Length == 0 ? $"{size}: no finite response."
            : $"{size}; responses from {Quantity.Format(finite.Min(), matrix.Response.Unit)} to {Quantity.Format(finite.Max(), matrix.Response.Unit)}; "
              + (potentials.Length == 0 ? "no contact potential is determined." : $"junction contact potential from {Quantity.Format(potentials.Min(), "V", 3)} to {Quantity.Format(potentials.Max(), "V", 3)}, determined at {potentials.Length} steps.");
    }

    private static bool IsMonotonic(double[] values) => values.Length > 1 && Enumerable.Range(1, values.Length - 1).All(i => values[i] > values[i - 1]);
}
