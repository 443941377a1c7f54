using System.Globalization;
using System.Numerics;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// The panels of one loop or spectrum, one above the other: the curve, or magnitude and phase of complex data, and where there is a fit what it
/// leaves, measured − fit.
/// </summary>
public static class CurvePanels
{
    internal const string Measured = "measured", LeftOut = "left out", Fitted = "fit", NotUsed = "fit (not to be used)";

    /// <summary>More cycles than this are chosen from a list instead of drawn together.</summary>
    internal const int MostCycles = 8;

    private const double _reservedLeft = 74, _reservedRight = 20;
    private const string _imaginary = "#56B4E9";

    private static readonly int[] _lightest = [142, 196, 232], _darkest = [0, 60, 100];

    /// <summary>Ends of an axis about zero, in powers of ten, that leave at least three marks in a low panel.</summary>
    private static readonly double[] _ends = [1, 1.5, 2, 3, 5, 7.5, 10, 15];

    /// <summary>Parts of the height, from the top: real, real and residual, complex, complex and residual.</summary>
    private static readonly double[][] _shares = [[1], [0.66, 0.34], [0.55, 0.45], [0.41, 0.28, 0.31]];

    /// <summary>Panels for one fit within a part of a figure.</summary>
    public static IReadOnlyList<Panel> Of(FitResult result, FitCurves curves, int fit, Cell cell, string title) => Of(PixelCurve.Of(result, curves, fit), cell, title);

    /// <summary>Heading of a pixel: where it is, how good the fit is.</summary>
    public static string Heading(FitResult result, int fit, string where) =>
        $"{where} · R² {result.RSquared[fit].ToString("F3", CultureInfo.InvariantCulture)} · {FitWords.Describe(result.Verdict[fit], result.Status[fit])}";

    /// <summary>What the panels of a curve show, as the browser script calls it.</summary>
    internal static IReadOnlyList<string> Parts(bool isComplex, bool hasFit) => [.. isComplex ? ["magnitude", "phase"] : new[] { "real" }, .. hasFit ? ["residual"] : Array.Empty<string>()];

    internal static IReadOnlyList<Panel> Of(PixelCurve curve, Cell cell, string title)
    {
        var (isComplex, hasFit) = (curve.Source.IsComplex, curve.Fitted is not null);
        var shares = _shares[(isComplex ? 2 : 0) + (hasFit ? 1 : 0)];
        var top = cell.Top;
        var panels = new List<Panel>();
        foreach (var (part, share) in Parts(isComplex, hasFit).Zip(shares))
        {
            var place = cell with { Top = top, Height = cell.Height * share };
            top += place.Height;
            panels.Add(part == "residual" ? Residual(curve, place) : Curve(curve, place, panels.Count == 0 ? title : "", part));
        }
        return panels;
    }

    private static Panel Curve(PixelCurve curve, Cell place, string heading, string part)
    {
        Func<Complex, double> of = part switch { "real" => z => z.Real, "magnitude" => z => z.Magnitude, _ => z => z.Phase };
        var (isPhase, x, y) = (part == "phase", curve.X, Array.ConvertAll(curve.Measured, z => of(z)));
        var fitted = curve.Fitted is null ? null : Array.ConvertAll(curve.Line.Y, z => of(z));
        var left = Enumerable.Range(0, y.Length).Where(curve.IsExcluded).ToArray();
        var kept = Enumerable.Range(0, y.Length).Except(left).ToArray();
        var layers = curve.Cycles.Count > 0 ? Cycles(curve, of, isPhase) : [];
        var shown = (fitted is null ? WithoutSpikes(y) : kept.Select(i => y[i])).Concat(curve.IsGood ? fitted ?? [] : []).Concat(layers.OfType<LineLayer>().SelectMany(line => WithoutSpikes(line.Y))).Where(double.IsFinite).ToArray();
        var unit = isPhase ? "rad" : curve.Source.Unit;
        var quantity = part switch { "real" => curve.Source.Quantity, "magnitude" => $"|{curve.Source.Quantity}|", _ => "Phase" };
        if (curve.Cycles.Count == 0)
        {
            if (fitted is null && y.Length > 1) layers.Add(Line("", x, y, Palette.Blue, isPhase) with { StrokeWidth = 0.7 });
            layers.Add(new PointLayer(Measured, [.. kept.Select(i => x[i])], [.. kept.Select(i => y[i])], Palette.Blue));
            if (left.Length > 0) layers.Add(new PointLayer(LeftOut, [.. left.Select(i => x[i])], [.. left.Select(i => y[i])], Palette.Grey, Marker.Cross));
            if (fitted is not null) layers.Add(Line(curve.IsGood ? Fitted : NotUsed, curve.Line.X, fitted, Palette.Vermillion, isPhase) with { IsDashed = !curve.IsGood });
        }
        if (!y.Any(double.IsFinite)) layers.Add(new MessageLayer("no finite point was measured here"));
        return Panel(curve, place, isPhase ? Axis.Turn(quantity, unit) : Axis.Over(quantity, unit, shown.Length > 0 ? shown : y), layers) with { Title = heading };
    }

    private static IEnumerable<double> WithoutSpikes(double[] y)
    {
        var spikes = Spikes.Of(y);
        return y.Where((_, i) => !spikes[i]);
    }

    private static Panel Residual(PixelCurve curve, Cell place)
    {
        var (kept, fitted) = (Enumerable.Range(0, curve.X.Length).Where(i => !curve.IsExcluded(i)).ToArray(), curve.Fitted!);
        double[] x = [.. kept.Select(i => curve.X[i])];
        var horizontal = Horizontal(curve);
        List<Layer> layers = [new LineLayer("", [horizontal.Min, horizontal.Max], [0, 0], Palette.Grey) { StrokeWidth = 0.8 }];
        Add(curve.Source.IsComplex ? "real" : "", z => z.Real, Palette.Blue);
        if (curve.Source.IsComplex) Add("imaginary", z => z.Imaginary, _imaginary);
        var values = layers.OfType<PointLayer>().SelectMany(points => points.Y).ToArray();
        if (!values.Any(double.IsFinite)) layers.Add(new MessageLayer("no fit"));
        return Panel(curve, place, Balanced("Residual", curve.Source.Unit, values), layers);

        void Add(string label, Func<Complex, double> of, string colour) => layers.Add(new PointLayer(label, x, [.. kept.Select(i => of(curve.Measured[i]) - of(fitted[i]))], colour));
    }

    /// <summary>An axis about zero that ends at a round number; as <c>balance</c> in the browser script.</summary>
    private static Axis Balanced(string quantity, string unit, double[] values)
    {
        var most = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        if (most <= 0) return Axis.Over(quantity, unit, [0]);
        var decade = Math.Pow(10, Math.Floor(Math.Log10(most)));
        var end = decade * _ends.First(m => m * decade >= 1.02 * most);
        return new(quantity, unit, -end, end);
    }

    /// <summary>Light to dark blue in their order; the chosen one has dots.</summary>
    private static List<Layer> Cycles(PixelCurve curve, Func<Complex, double> of, bool isPhase)
    {
        var layers = new List<Layer>();
        foreach (var (k, (label, measured)) in curve.Cycles.Index())
        {
            var along = (double)k / (curve.Cycles.Count - 1);
            var colour = "#" + string.Concat(_lightest.Zip(_darkest, (light, dark) => ((int)Math.Round(light + (dark - light) * along)).ToString("X2", CultureInfo.InvariantCulture)));
            double[] y = [.. measured.Select(z => of(z))];
            layers.Add(Line(label, curve.X, y, colour, isPhase) with { StrokeWidth = k == curve.Cycle ? 1.8 : 1.2 });
            if (k == curve.Cycle) layers.Add(new PointLayer("", curve.X, y, colour));
        }
        return layers;
    }

    private static Panel Panel(PixelCurve curve, Cell place, Axis vertical, List<Layer> layers) => new(place, Horizontal(curve), vertical, layers) { ReservedLeft = _reservedLeft, ReservedRight = _reservedRight };

    private static Axis Horizontal(PixelCurve curve) => Axis.Over(curve.Sweep.Quantity, curve.Sweep.Unit, curve.Sweep.Values, 0.02);

    private static LineLayer Line(string label, double[] x, double[] y, string colour, bool isPhase)
    {
        var (lineX, lineY) = isPhase ? PhaseLine.BrokenAtTurns(x, y) : (x, y);
        return new(label, lineX, lineY, colour);
    }
}
