using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>Curves that differ in one value, such as cycle number, temperature or reversal bias: each has the colour of its value.</summary>
/// <param name="X">[curve][point].</param>
/// <param name="Y">[curve][point].</param>
/// <param name="Values">[curve]: what its colour says.</param>
/// <param name="Parameter">Quantity and unit of that value.</param>
internal sealed record CurveFamily(double[][] X, double[][] Y, double[] Values, (string Quantity, string Unit) Parameter)
{
    /// <summary>More curves than that cannot be told apart.</summary>
    public const int MostCurves = 200;

    private const double _thin = 1, _thick = 1.5;
    private const int _few = 12, _mostPoints = 40_000;

    /// <summary>Axis of the colours.</summary>
    public Axis Colours => Axis.Over(Parameter.Quantity, Parameter.Unit, Values, 0) with { IsForLines = true };

    /// <summary>At most so many of the curves, evenly spaced, the first and the last among them.</summary>
    public CurveFamily Thinned(List<string> notes, int most = MostCurves)
    {
        if (Y.Length <= most) return this;
        notes.Add($"{most} of {Y.Length:N0} curves are drawn, evenly spaced.");
        int[] kept = [.. Enumerable.Range(0, most).Select(i => (int)((long)i * (Y.Length - 1) / (most - 1)))];
        return new([.. kept.Select(i => X[i])], [.. kept.Select(i => Y[i])], [.. kept.Select(i => Values[i])], Parameter);
    }

    /// <summary>One line for each curve; of very many points the extremes of blocks.</summary>
    public IEnumerable<Layer> Lines(List<string> notes)
    {
        var colours = Colours;
        // All curves together are to have no more points than a browser draws at once.
        var blocks = Math.Clamp(_mostPoints / Math.Max(Y.Length, 1), 40, ThinnedCurve.MostBlocks);
        foreach (var (i, y) in Y.Index())
        {
            var curve = ThinnedCurve.Of(X[i], y, notes, "points of each curve", blocks);
            yield return new LineLayer("", curve.X, curve.Y, double.IsFinite(Values[i]) ? ColourMap.Hex(colours, Values[i]) : Palette.Grey) { StrokeWidth = Y.Length > _few ? _thin : _thick };
        }
    }

    /// <summary>The panel of the family: lines, further layers over them, colour bar.</summary>
    public Panel PanelOf(Cell cell, Axis x, Axis y, List<string> notes, params IEnumerable<Layer> further)
    {
        List<Layer> layers = [.. Lines(notes), .. further];
        if (!Y.Any(curve => curve.Any(double.IsFinite))) layers.Add(new MessageLayer("no finite point"));
        return new(cell, x, y, layers) { ColourScale = Y.Length > 1 ? Colours : null };
    }

    /// <summary><c>cycle 1 to 4</c>, <c>reversal bias −8.00 V to 6.00 V</c>.</summary>
    public string ParameterWords => Values.Where(double.IsFinite).ToArray() is { Length: > 0 } finite
        ? $"{Parameter.Quantity.ToLowerInvariant()} {Quantity.Compact(finite.Min(), Parameter.Unit, 4)} to {Quantity.Compact(finite.Max(), Parameter.Unit, 4)}"
        : $"unknown {Parameter.Quantity.ToLowerInvariant()}";

    /// <summary>Mean over the curves at each point, of those that are finite there; NaN where none is.</summary>
    public static double[] Mean(double[][] curves)
    {
        var (sum, count) = (new double[curves.Length == 0 ? 0 : curves.Max(c => c.Length)], new int[curves.Length == 0 ? 0 : curves.Max(c => c.Length)]);
        foreach (var curve in curves)
            for (var i = 0; i < curve.Length; i++)
                if (double.IsFinite(curve[i])) (sum[i], count[i]) = (sum[i] + curve[i], count[i] + 1);
        return [.. sum.Select((s, i) => count[i] > 0 ? s / count[i] : double.NaN)];
    }
}
