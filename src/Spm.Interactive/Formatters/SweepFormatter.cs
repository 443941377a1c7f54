using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Session;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A sweep at one place: a panel for each signal, forward and backward in two colours.</summary>
internal static class SweepFormatter
{
    private const int _perRow = 3, _width = 380, _height = 320;

    public static MimeBundle Format(SweepCurves sweep, ScriptOnce once) => FigureBundle.Of(Describe(sweep), FigureOf(sweep), sweep, once);

    public static Figure FigureOf(SweepCurves sweep)
    {
        var columns = Math.Clamp(sweep.Channels.Count, 1, _perRow);
        var rows = Math.Max(1, (sweep.Channels.Count + columns - 1) / columns);
        var panels = sweep.Channels.Select((data, i) => PanelOf(data, new((double)(i % columns) / columns, (double)(i / columns) / rows, 1.0 / columns, 1.0 / rows)));
        return new Figure("", columns == 1 ? 560 : _width * columns, _height * rows, [.. panels], Describe(sweep));
    }

    private static Panel PanelOf(Dataset data, Cell cell)
    {
        var axis = data.Dimensions[^1];
        var samples = new double[data.Samples.Length];
        data.Samples.Read(0, samples);
        var directions = samples.Length / axis.Length;
        var layers = Enumerable.Range(0, directions).Select(Layer (d) => new LineLayer(directions == 1 ? "" : d == 0 ? "forward" : "backward",
            axis.Values, samples[(d * axis.Length)..((d + 1) * axis.Length)], Palette.Series[d]));
        return new Panel(cell, Charts.Axis.Over(axis.Quantity, axis.Unit, axis.Values, 0.02), Charts.Axis.Over(data.Quantity, data.Unit, samples), [.. layers]) { Title = data.Name };
    }

    private static string Describe(SweepCurves sweep) => string.Join('\n', sweep.Channels.Select(data =>
    {
        var samples = new double[data.Samples.Length];
        data.Samples.Read(0, samples);
        var (axis, finite) = (data.Dimensions[^1], samples.Where(double.IsFinite).ToArray());
        var range = finite.Length > 0 ? $"{Quantity.Format(finite.Min(), data.Unit)} to {Quantity.Format(finite.Max(), data.Unit)}" : "no finite value";
        return $"{data.Name} against {axis.Quantity}: {axis.Length} points from {Quantity.Format(axis.Values[0], axis.Unit)} to {Quantity.Format(axis.Values[^1], axis.Unit)}{(samples.Length > axis.Length ? " and back" : "")}, {range}.";
    }));
}
