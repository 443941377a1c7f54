using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Paths;
using Spm.Interactive.Charts;
using Spm.Interactive.Session;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A scan along a path: the path, and beside it an image of each channel; for a list of points or a way the values from point to point.</summary>
internal static class PathImagesFormatter
{
    private const int _perRow = 3, _width = 370, _height = 350, _maxRows = 30;

    public static MimeBundle Format(PathImages scan, ScriptOnce once)
    {
        var sentence = Sentence(scan.Samples);
        var table = scan.Images.Count == 0 ? Table(scan.Samples) : null;
        return FigureBundle.Of($"{sentence}\n{Describe(scan)}{(table is null ? "" : $"\n{table.ToText()}")}", FigureOf(scan), scan, once, FigureBundle.Heading(sentence), table?.ToHtml() ?? "");
    }

    public static Figure FigureOf(PathImages scan)
    {
        var count = 1 + scan.Samples.Channels.Count;
        var columns = Math.Min(count, _perRow);
        var rows = (count + columns - 1) / columns;
        Cell At(int i) => new((double)(i % columns) / columns, (double)(i / columns) / rows, 1.0 / columns, 1.0 / rows);
        var notes = new List<string>();
        List<Panel> panels = [ScanPathFigure.PanelOf(scan.Samples.Points, At(0), notes) with { Title = scan.Samples.Path.Title }];
        if (scan.Images.Count == 0)
        {
            panels.AddRange(scan.Samples.Channels.Select((channel, i) => Curve(scan.Samples, channel, At(i + 1))));
        }
        else
        {
            for (var i = 0; i < scan.Images.Count; i++)
            {
                var map = scan.Images[i].Map;
                panels.Add(MapPanel.Of(map, At(i + 1)) with { Title = map.Name });
                notes.AddRange(MapPanel.Notes(map, panels[^1].Raster!).Select(note => $"{map.Name}: {note}"));
                if (double.IsFinite(scan.Images[i].HeldOutRms)) notes.Add(Minus.Typeset($"{map.Name}: {Error(scan.Images[i])}."));
            }
        }
        return ToScale.Of(new Figure("", _width * columns, _height * rows, panels, Describe(scan)) { Notes = notes });
    }

    private static Panel Curve(PathSamples samples, Dataset channel, Cell cell)
    {
        var values = samples.Values(channel.Name);
        var isWay = samples.Path is PolylinePath;
        var along = isWay ? Distances(samples.Points) : [.. Enumerable.Range(1, values.Length).Select(i => (double)i)];
        Layer layer = isWay ? new LineLayer("", along, values, Palette.Blue) : new PointLayer("", along, values, Palette.Blue);
        return new(cell, isWay ? Axis.Over("Distance along the way", "m", along, 0.02) : Axis.Over("Point", "", along, 0.05), Axis.Over(channel.Quantity, channel.Unit, values), [layer]) { Title = channel.Name };
    }

    private static double[] Distances(IReadOnlyList<PathPoint> points)
    {
        var distances = new double[points.Count];
        for (var i = 1; i < points.Count; i++) distances[i] = distances[i - 1] + points[i].DistanceM(points[i - 1]);
        return distances;
    }

    private static HtmlTable? Table(PathSamples samples)
    {
        if (samples.Points.Count > _maxRows) return null;
        var table = new HtmlTable(["point", "x", "y", "time", .. samples.Channels.Select(c => c.Name)]);
        var values = samples.Channels.Select(c => samples.Values(c.Name)).ToList();
        for (var i = 0; i < samples.Points.Count; i++)
            table.Add([new($"{i + 1}", i + 1), Of(samples.Points[i].XM, "m"), Of(samples.Points[i].YM, "m"), Of(samples.TimesS[i], "s"), .. samples.Channels.Select((c, k) => Of(values[k][i], c.Unit))]);
        return table;

        static TableCell Of(double value, string unit) => new(Quantity.Compact(value, unit, 4), value);
    }

    private static string Sentence(PathSamples samples) =>
        $"{samples.Path.Title}: {samples.Points.Count:N0} point{(samples.Points.Count == 1 ? "" : "s")} in {Quantity.Compact(samples.TimesS[^1] + samples.Path.DwellS, "s", 4)} at {Quantity.Compact(samples.Path.SpeedMPerS, "m/s", 4)}";

    private static string Describe(PathImages scan) => scan.Images.Count > 0
        ? string.Join('\n', scan.Images.Select(image => $"{MapSummary.Sentence(image.Map)}{(double.IsFinite(image.HeldOutRms) ? $" {Error(image)}." : "")}"))
        : string.Join('\n', scan.Samples.Channels.Select(channel =>
        {
            var finite = scan.Samples.Values(channel.Name).Where(double.IsFinite).ToArray();
            return finite.Length > 0 ? $"{channel.Name}: {Quantity.Format(finite.Min(), channel.Unit)} to {Quantity.Format(finite.Max(), channel.Unit)}." : $"{channel.Name}: no finite value.";
        }));

    private static string Error(ReconstructedImage image) =>
        $"made of {image.PointsUsed:N0} points, error to expect between them {Quantity.Format(image.HeldOutRms, image.Map.Unit, 2)} (rms at points kept back)";
}
