using System.Text.Json.Nodes;
using Spm.Core.Fitting;

namespace Spm.Interactive.Views.Live;

/// <summary>The curve of one pixel: as it was measured, with every point that can be seen on a screen, and its fit.</summary>
internal static class PixelAnswer
{
    private const int _mostPoints = 1 << 24;

    /// <summary>
    /// <c>title, x, parts, fit, line, excluded, isGood, parameters</c> of a pixel: the fit at the points, and as a finer curve to be drawn, and where its cycles are drawn together <c>overlays</c>, of which <c>overlay</c> is the
    /// number of the one that was asked for.
    /// </summary>
    public static JsonObject Of(ExplorerSource source, int row, int column)
    {
        var (curves, result) = (source.Curves, source.Result);
        if (curves.PointCount > _mostPoints)
            throw new ArgumentException($"A curve of {curves.PointCount:N0} points is too long to be looked at as a whole; the most is {_mostPoints:N0}. Take a part of it.");
        var curve = new double[curves.PointCount * curves.Parts];
        curves.Read(row, column, curve);
        var fit = source.Grid?.FitAt(row, column) ?? -1;
        var excluded = result?.Excluded is { } all ? all.AsSpan(fit * curves.PointCount, curves.PointCount) : [];
        var shown = ScreenPoints.Of(curve, curves.Parts, excluded);
        double[] x = [.. shown.Select(i => curves.Curve.Values[i])];
        var isFinite = curve.AsSpan().ContainsAnyInRange(double.MinValue, double.MaxValue);
        var where = $"pixel ({column}, {row})";
        var heading = result is null ? where : CurvePanels.Heading(result, fit, where);
        var answer = new JsonObject
        {
            ["title"] = heading + (isFinite ? "" : " · no finite value") + ScreenPoints.Words(curves.PointCount, excluded),
            ["x"] = Packing.Float32(x),
            ["parts"] = Parts(curve, curves.Parts, shown),
            ["fit"] = result is null || source.WithoutFit ? null : Fitted(result, fit, x, curves.Parts),
            ["line"] = result is null || source.WithoutFit ? null : Line(result, fit, FineAxis.Of(x, FineAxis.MostInExplorer), curves.Parts),
            ["excluded"] = excluded.Contains(true) ? Excluded(excluded, shown) : null,
            ["isGood"] = isFinite && (result is null || result.IsGood(fit)),
            ["parameters"] = result is null ? null : Parameters(result, fit),
        };
        if (result is null && curves.Cycles is { Count: > 0 } cycles) (answer["overlays"], answer["overlay"]) = (Overlays(cycles, row, column), curves.Cycle);
        return answer;
    }

    /// <summary>The curve of each cycle, with points of its own where it is thinned.</summary>
    private static JsonArray Overlays(IReadOnlyList<MapCurves> cycles, int row, int column) => new([.. cycles.Select((cycle, k) =>
    {
        var curve = new double[cycle.PointCount * cycle.Parts];
        cycle.Read(row, column, curve);
        var shown = ScreenPoints.Of(curve, cycle.Parts, []);
        return (JsonNode)new JsonObject { ["label"] = $"cycle {k + 1}", ["x"] = Packing.Float32([.. shown.Select(i => cycle.Curve.Values[i])]), ["parts"] = Parts(curve, cycle.Parts, shown) };
    })]);

    /// <summary>The parts of chosen points as base64, one after the other.</summary>
    public static JsonArray Parts(ReadOnlySpan<double> curve, int parts, int[] shown)
    {
        var array = new JsonArray();
        var values = new double[shown.Length];
        for (var part = 0; part < parts; part++)
        {
            for (var k = 0; k < shown.Length; k++) values[k] = curve[shown[k] * parts + part];
            array.Add((JsonNode)Packing.Float32(values));
        }
        return array;
    }

    private static JsonObject Line(FitResult result, int fit, double[] x, int parts) => new() { ["x"] = Packing.Float32(x), ["parts"] = Fitted(result, fit, x, parts) };

    private static JsonArray Fitted(FitResult result, int fit, double[] x, int parts)
    {
        var fitted = new double[x.Length * parts];
        result.Evaluate(result.ParametersOf(fit), x, fitted);
        return Parts(fitted, parts, [.. Enumerable.Range(0, x.Length)]);
    }

    private static string Excluded(ReadOnlySpan<bool> excluded, int[] shown)
    {
        var flags = new byte[shown.Length];
        for (var k = 0; k < shown.Length; k++) flags[k] = excluded[shown[k]] ? (byte)1 : (byte)0;
        return Convert.ToBase64String(flags);
    }

    /// <summary>[parameter] pairs of value and standard error.</summary>
    public static JsonArray Parameters(FitResult result, int fit)
    {
        var values = result.ParametersOf(fit);
        var errors = result.StandardErrors.AsSpan(fit * values.Length, values.Length);
        var pairs = new JsonArray();
        for (var k = 0; k < values.Length; k++) pairs.Add((JsonNode)new JsonArray(Number(values[k]), Number(errors[k])));
        return pairs;
    }

    /// <summary>JSON has neither NaN nor infinities.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;
}
