namespace Spm.Interactive.Views;

/// <summary>Where a fitted curve is drawn: at the measured places and between them, so that it bends where the model does.</summary>
internal static class FineAxis
{
    /// <summary>Most points of the curve in a panel that the browser draws anew under the pointer.</summary>
    public const int MostInExplorer = 600;

    private const int _mostParts = 8;

    /// <summary>The values, and up to seven between two of them at equal distances, as many as keep the number of points below <paramref name="most"/>; as <c>fineModel</c> in the browser script.</summary>
    public static double[] Of(double[] x, int most)
    {
        var parts = Math.Clamp(most / Math.Max(x.Length, 1), 1, _mostParts);
        return [.. Enumerable.Range(0, Math.Max((x.Length - 1) * parts + 1, 0)).Select(i => i % parts == 0 ? x[i / parts] : x[i / parts] + (x[i / parts + 1] - x[i / parts]) * (i % parts) / parts)];
    }
}
