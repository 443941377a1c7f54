using Spm.Core.Instruments.Registration;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>Drift: where the features of every frame are against time, the steady drift through them, its velocity with errors.</summary>
public static class DriftFormatter
{
    private const int _width = 640, _height = 380;

    /// <summary>Formats a drift estimate.</summary>
    public static MimeBundle Format(DriftEstimate drift, ScriptOnce once)
    {
        ArgumentNullException.ThrowIfNull(drift);
        var last = drift.Positions.Last(position => position is not null)!;
        var table = new HtmlTable(["", "moved by ± standard error", "velocity ± standard error", "reduced χ²"]);
        foreach (var (name, line, moved, error) in new[] { ("x", drift.X, last.XM, last.XErrorM), ("y", drift.Y, last.YM, last.YErrorM) })
            table.Add(name, UncertainQuantity.Format(moved, error, "m"), UncertainQuantity.Format(line.VelocityMPerS, line.VelocityErrorMPerS, "m/s"), double.IsFinite(line.ReducedChiSquare) ? line.ReducedChiSquare.ToString("G3") : "–");
        return FigureBundle.Of($"{drift}\n{table.ToText()}", FigureOf(drift), drift, once, after: table.ToHtml());
    }

    /// <summary>Where the features are against time, and the steady drift through them.</summary>
    public static Figure FigureOf(DriftEstimate drift)
    {
        int[] used = [.. Enumerable.Range(0, drift.TimesS.Count).Where(i => drift.Positions[i] is not null)];
        double[] times = [.. used.Select(i => drift.TimesS[i])], ends = [drift.TimesS[0], drift.TimesS[^1]];
        var layers = new List<Layer>();
        foreach (var (name, position, line, colour) in new[]
        {
            ("x", (Func<DriftOffset, double>)(p => p.XM), drift.X, Palette.Series[0]),
            ("y", p => p.YM, drift.Y, Palette.Series[1]),
        })
        {
            layers.Add(new LineLayer("", ends, [.. ends.Select(t => line.At(t).PositionM)], colour));
            layers.Add(new PointLayer(name, times, [.. used.Select(i => position(drift.Positions[i]!))], colour));
        }
        var shown = layers.SelectMany(layer => layer is LineLayer line ? line.Y : ((PointLayer)layer).Y);
        var notes = drift.LeftOut.Count > 0 ? [$"{drift.LeftOut.Count} of {drift.TimesS.Count} frames resemble none of the others and are left out."] : Array.Empty<string>();
        return new("", _width, _height, [new(Cell.Whole, Axis.Over("Time", "s", drift.TimesS), Axis.Over("Position of the features", "m", shown), layers)], $"Position against time: {drift}.") { Notes = notes };
    }
}
