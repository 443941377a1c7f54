using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>Makes a metre as long across as upwards, where no map does so: the shorter axis is widened about its middle.</summary>
internal static class ToScale
{
    /// <summary>Wider axes have other numbers, and those another width: the second time it is right to a pixel.</summary>
    private const int _rounds = 3;

    /// <summary>The figure with its first panel to scale.</summary>
    public static Figure Of(Figure figure)
    {
        for (var i = 0; i < _rounds; i++)
        {
            var layout = FigureLayout.Of(figure).Panels[0];
            var (x, y) = (layout.Panel.X, layout.Panel.Y);
            var perPixel = Math.Max((x.Max - x.Min) / layout.Plot.Width, (y.Max - y.Min) / layout.Plot.Height);
            figure = figure with { Panels = [layout.Panel with { X = Widened(x, perPixel * layout.Plot.Width), Y = Widened(y, perPixel * layout.Plot.Height), IsToScale = i == _rounds - 1 }, .. figure.Panels.Skip(1)] };
        }
        return figure;
    }

    private static Axis Widened(Axis axis, double span)
    {
        var middle = (axis.Min + axis.Max) / 2;
        return axis with { Min = middle - span / 2, Max = middle + span / 2 };
    }
}
