using System.Numerics;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// Imaginary against real part, to scale. A resonance of amplitude A and quality Q is nearly a circle of diameter A·Q through 0, passed fastest at its
/// far end: H(f0) = i A Q e^{iφ}.
/// </summary>
internal static class NyquistPanel
{
    private const int _mostPoints = 4000;
    private const double _margin = 1.08;

    public static Panel Of(SpectrumCurve curve, Cell cell, List<string> notes)
    {
        var every = (curve.X.Length + _mostPoints - 1) / _mostPoints;
        if (every > 1) notes.Add($"Nyquist: every {every:N0}th of {curve.X.Length:N0} points is drawn.");
        int[] shown = [.. Enumerable.Range(0, curve.X.Length).Where(i => i % every == 0 && Complex.IsFinite(curve.Measured[i]) && !(i < curve.LeftOut.Length && curve.LeftOut[i]))];
        Complex[] points = [.. shown.Select(i => curve.Measured[i])], fitted = [.. curve.Fitted.Where(Complex.IsFinite)];
        Complex[] all = [.. points, .. curve.FitLabel == CurvePanels.Fitted ? fitted : [], .. points.Length > 0 ? [Complex.Zero] : Array.Empty<Complex>()];
        var (x, y) = Square(curve, all);
        List<Layer> layers =
        [
            new LineLayer("", [x.Min, x.Max, double.NaN, 0, 0], [0, 0, double.NaN, y.Min, y.Max], "#AAAAAA") { StrokeWidth = 1 },
            new PointLayer("measured", [.. points.Select(z => z.Real)], [.. points.Select(z => z.Imaginary)], Palette.Blue) { Radius = points.Length > 200 ? 1.3 : 2.2 },
        ];
        if (fitted.Length > 0)
            layers.Add(new LineLayer(curve.FitLabel, [.. fitted.Select(z => z.Real)], [.. fitted.Select(z => z.Imaginary)], Palette.Vermillion) { StrokeWidth = 1.6, IsDashed = curve.FitLabel != CurvePanels.Fitted });
        var line = fitted.Length > 0 ? fitted : points;
        if (line.Length > 0)
        {
            var top = line.MaxBy(z => z.Magnitude);
            layers.Add(new PointLayer("greatest magnitude", [top.Real], [top.Imaginary], "#222222", Marker.Star));
        }
        else layers.Add(new MessageLayer("no finite point"));
        return new(cell, x, y, layers) { IsToScale = true };
    }

    /// <summary>Axes of equal length around all points and 0.</summary>
    private static (Axis X, Axis Y) Square(SpectrumCurve curve, Complex[] points)
    {
        var (name, unit) = curve.Response;
        if (points.Length == 0) return (new($"Re {name}", unit, -1, 1), new($"Im {name}", unit, -1, 1));
        // Numbers beyond have no difference that is one.
        static double Near(double v) => Math.Clamp(v, -1e300, 1e300);
        var (left, right, low, high) = (Near(points.Min(z => z.Real)), Near(points.Max(z => z.Real)), Near(points.Min(z => z.Imaginary)), Near(points.Max(z => z.Imaginary)));
        var half = _margin * Math.Max(right - left, high - low) / 2;
        var size = new[] { left, right, low, high }.Max(Math.Abs);
        if (!(half > Math.Max(1e-9 * size, 1e-290))) half = size > 1e-290 ? 0.1 * size : 1;
        return (new($"Re {name}", unit, (left + right) / 2 - half, (left + right) / 2 + half), new($"Im {name}", unit, (low + high) / 2 - half, (low + high) / 2 + half));
    }
}
