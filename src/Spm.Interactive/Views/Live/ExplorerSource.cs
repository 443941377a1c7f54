using Spm.Core.Fitting;

namespace Spm.Interactive.Views.Live;

/// <summary>What the answers of one figure are made from.</summary>
/// <param name="Curves">The data.</param>
/// <param name="Result">Fits of the same curves, or null.</param>
/// <param name="Grid">Which fit belongs to a pixel; null without fits.</param>
/// <param name="Limits">What an answer may cost.</param>
internal sealed record ExplorerSource(MapCurves Curves, FitResult? Result, FitGrid? Grid, LiveLimits Limits)
{
    /// <summary>Whether there are no fitted curves although there are fits; see <see cref="FitCurves.WithoutFit"/>.</summary>
    public bool WithoutFit { get; } = Result is not null && FitCurves.WhyNot(Result, new double[Curves.Parts * Curves.PointCount]) is not null;

    /// <summary>Whether a pixel may be used, as far as that is known without reading it.</summary>
    public bool IsGood(int row, int column) => Result is null || Result.IsGood(Grid!.FitAt(row, column));
}
