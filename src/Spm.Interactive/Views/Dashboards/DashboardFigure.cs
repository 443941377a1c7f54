using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>The picture of an experiment: where was measured, the best so far, what was spent, the reward.</summary>
internal static class DashboardFigure
{
    private const int _width = 980, _row = 330, _numbered = 2;
    private const double _reservedLeft = 74, _wide = 0.5, _mostAspect = 12;

    public static Figure Of(DashboardSeries series)
    {
        var notes = new List<string>();
        var hasValue = series.Value is not null;
        var height = hasValue || series.Points.Count == 0 ? 2 * _row : _row;
        double Down(int row) => row == 0 ? 0 : (double)_row / height;
        var (share, n) = ((double)_row / height, series.Points.Count);
        double[] numbers = [.. Enumerable.Range(1, n).Select(i => (double)i)];
        var count = new Axis("Point", "", 0, 1.02 * Math.Max(series.Options.Count is { } all ? Math.Max(all, n) : n, 1));
        List<Panel> panels = [Where(series, new(0, 0, _wide, share), notes)];
        if (height == _row) panels.Add(Curve(new(_wide, 0, 1 - _wide, share), "spent", count, series.CostQuantity, series.CostUnit, numbers, series.Cost, notes));
        else
        {
            panels.Add(BestSoFar(series, numbers, count, new(_wide, 0, 1 - _wide, share), notes));
            panels.Add(Curve(new(0, Down(1), _wide, share), "spent", count, series.CostQuantity, series.CostUnit, numbers, series.Cost, notes));
            panels.Add(Reward(series, new(_wide, Down(1), 1 - _wide, share), notes));
        }
        return new(series.Options.Title, _width, height + (series.Options.Title.Length > 0 ? 26 : 0), panels, DashboardText.Line(series)) { Notes = [.. notes.Distinct()] };
    }

    private static Panel Where(DashboardSeries series, Cell cell, List<string> notes)
    {
        var coordinates = series.Options.Coordinates;
        var (x, shown) = (series.Coordinate(0), ThinnedPoints.Of(Enumerable.Range(0, series.Points.Count)));
        if (shown.Note("points") is { } note) notes.Add(note);
        if (coordinates.Count > _numbered) notes.Add($"The first two of {coordinates.Count} coordinates are drawn.");
        if (coordinates.Count < _numbered)
        {
            var only = coordinates.Count == 0 ? ("Place", "") : (coordinates[0].Name, coordinates[0].Unit);
            List<Layer> along = [new PointLayer("", shown.Of(x), shown.Of(series.Values), Palette.Blue)];
            AddMarks(along, series, x, series.Values);
            return new(cell, Axis.Over(only.Item1, only.Item2, x, 0.04), Axis.Over(series.Value ?? "Value", series.Unit, series.Values), along) { Title = Measured(series), ReservedLeft = _reservedLeft };
        }
        var y = series.Coordinate(1);
        var colours = ColourRange.Of(series.Value ?? "", series.Unit, series.Values, isCyclic: false);
        if (series.Options.Map is { } map)
        {
            var panel = MapPanel.Of(map, cell);
            List<Layer> over = [.. panel.Layers, new PointLayer("", shown.Of(x), shown.Of(y), "#FFFFFF") { Radius = 3.6 }, new PointLayer("", shown.Of(x), shown.Of(y), "#000000") { Radius = 2.2 }];
            AddMarks(over, series, x, y);
            notes.AddRange(MapPanel.Notes(map, panel.Raster!));
            return panel with { Title = Measured(series), Layers = over };
        }
        var (across, up) = (Axis.Over(coordinates[0].Name, coordinates[0].Unit, x), Axis.Over(coordinates[1].Name, coordinates[1].Unit, y));
        List<Layer> layers = [];
        if (shown.Shown.Length == shown.Total && shown.Total > 1) layers.Add(new LineLayer("", x, y, "#B0B0B0") { StrokeWidth = 0.8 });
        layers.Add(new PointLayer("", shown.Of(x), shown.Of(y), Palette.Blue)
        {
            Radius = 3.2,
            Colours = series.Value is null ? null : [.. shown.Shown.Select(i => double.IsFinite(series.Values[i]) ? ColourMap.Hex(colours, series.Values[i]) : Palette.Grey)],
        });
        AddMarks(layers, series, x, y);
        var aspect = (across.Max - across.Min) / (up.Max - up.Min);
        return new(cell, across, up, layers)
        {
            Title = Measured(series),
            ColourScale = series.Value is null ? null : colours,
            IsToScale = across.Unit == up.Unit && across.Unit.Length > 0 && aspect is >= 1 / _mostAspect and <= _mostAspect,
            ReservedLeft = _reservedLeft,
        };
    }

    /// <summary>The newest point in a ring, the best as a star.</summary>
    private static void AddMarks(List<Layer> layers, DashboardSeries series, double[] x, double[] y)
    {
        if (series.Points.Count == 0)
        {
            layers.Add(new MessageLayer("nothing is measured yet"));
            return;
        }
        layers.Add(new PointLayer("newest", [x[^1]], [y[^1]], Palette.Vermillion, Marker.Ring) { Radius = 6 });
        if (series.BestIndex >= 0)
            layers.AddRange([new PointLayer("", [x[series.BestIndex]], [y[series.BestIndex]], "#FFFFFF", Marker.Star) { Radius = 6 }, new PointLayer("best", [x[series.BestIndex]], [y[series.BestIndex]], Palette.Vermillion, Marker.Star) { Radius = 4 }]);
    }

    private static Panel BestSoFar(DashboardSeries series, double[] numbers, Axis count, Cell cell, List<string> notes)
    {
        var shown = ThinnedPoints.Of(Enumerable.Range(0, numbers.Length));
        List<Layer> layers = [new PointLayer("each point", shown.Of(numbers), shown.Of(series.Values), Palette.Grey) { Radius = 2 }, Steps("best so far", numbers, series.Best, notes)];
        if (series.BestIndex >= 0) layers.Add(new PointLayer("", [numbers[series.BestIndex]], [series.Values[series.BestIndex]], Palette.Vermillion, Marker.Star) { Radius = 4 });
        else layers.Add(new MessageLayer(series.Points.Count == 0 ? "nothing is measured yet" : "no finite value"));
        var title = series.BestIndex < 0 ? "best so far" : Minus.Typeset($"{(series.Options.IsMinimum ? "least" : "greatest")} so far: {Quantity.Format(series.Values[series.BestIndex], series.Unit)}");
        return new(cell, count, Axis.Over(series.Value ?? "Value", series.Unit, series.Values), layers) { Title = title, ReservedLeft = _reservedLeft };
    }

    private static Panel Reward(DashboardSeries series, Cell cell, List<string> notes)
    {
        var thin = ThinnedCurve.Of(series.Cost, series.Reward);
        if (thin.Note(series.Reward.Length, "points") is { } note) notes.Add(note);
        // A stroke for each reward: it is given at a point, not in between.
        double[] x = [.. thin.X.SelectMany(v => new[] { v, v, double.NaN })], y = [.. thin.Y.SelectMany(v => new[] { 0, v, double.NaN })];
        var words = series.Reward.Where(double.IsFinite).ToArray() is { Length: > 0 } finite ? $": {Quantity.Format(finite.Sum(), series.RewardUnit, 3)} in all" : "";
        return new(cell, Axis.Over(series.CostQuantity, series.CostUnit, series.Cost.Prepend(0), 0.03), Axis.Over(series.RewardQuantity, series.RewardUnit, series.Reward.Append(0)),
            [new LineLayer("", x, y, Palette.Series[2]) { StrokeWidth = thin.X.Length > 300 ? 0.9 : 2 }, .. NothingYet(series.Reward)])
        { Title = Minus.Typeset(series.RewardQuantity.ToLowerInvariant() + words), ReservedLeft = _reservedLeft };
    }

    private static Panel Curve(Cell cell, string title, Axis count, string quantity, string unit, double[] x, double[] y, List<string> notes)
    {
        var words = y.Length == 0 || !double.IsFinite(y[^1]) ? title : unit.Length == 0 ? $"{title}: {y[^1]:G4} {quantity.ToLowerInvariant()}" : $"{title}: {Quantity.Format(y[^1], unit, 3)}";
        return new(cell, count, Axis.Over(quantity, unit, y.Append(0)), [Steps("", x, y, notes), .. NothingYet(y)]) { Title = Minus.Typeset(words), ReservedLeft = _reservedLeft };
    }

    private static IEnumerable<Layer> NothingYet(double[] values) => values.Length == 0 ? [new MessageLayer("nothing is measured yet")] : [];

    /// <summary>A line with a step at each point, thinned.</summary>
    private static LineLayer Steps(string label, double[] x, double[] y, List<string> notes)
    {
        var thin = ThinnedCurve.Of(x, y);
        if (thin.Note(y.Length, "points") is { } note) notes.Add(note);
        double[] stepX = [.. thin.X.SelectMany((v, i) => i == 0 ? [v] : new[] { v, v })], stepY = [.. thin.Y.SelectMany((v, i) => i == 0 ? [v] : new[] { thin.Y[i - 1], v })];
        return new(label, stepX, stepY, Palette.Blue);
    }

    private static string Measured(DashboardSeries series) => $"where: {(series.Options.Count is { } all && all >= series.Points.Count ? $"{series.Points.Count:N0} of {all:N0} points" : $"{series.Points.Count:N0} points")}";
}
