using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Interactive.Views;

/// <summary>A current against the bias, there and back, and what was fitted to it.</summary>
internal sealed record CurrentVoltageCurve
{
    private const int _finePoints = 600;

    public required string Title { get; init; }

    public required (string Quantity, string Unit) Bias { get; init; }

    public required (string Quantity, string Unit) Current { get; init; }

    public required double[] X { get; init; }

    public required double[] Forward { get; init; }

    /// <summary>The way back in the order of the way there; null without one.</summary>
    public double[]? Backward { get; init; }

    /// <summary>Standard error of each point, null when not known.</summary>
    public double[]? Errors { get; init; }

    /// <summary>What <see cref="Errors"/> are.</summary>
    public string ErrorName { get; init; } = "standard error";

    /// <summary>Points the fit did not use, as they were measured; empty without any.</summary>
    public (double X, double Y)[] LeftOut { get; init; } = [];

    public double[] FitX { get; init; } = [];

    public double[] Fitted { get; init; } = [];

    public double[] FittedAtX { get; init; } = [];

    public string FitLabel { get; init; } = CurvePanels.Fitted;

    public IReadOnlyList<string> Notes { get; init; } = [];

    public static CurrentVoltageCurve Of(Dataset data, double? error)
    {
        ArgumentNullException.ThrowIfNull(data);
        var bias = data.Dimensions.Count > 0 ? data.Dimensions[^1] : null;
        if (data.IsComplex || bias is null || bias.Kind != DimensionKind.Spectroscopic || !bias.Unit.EndsWith('V'))
            throw new ArgumentException($"A current–voltage curve is a real quantity over a bias in V; '{data.Name}' is {(data.IsComplex ? "complex " : "")}{data.Quantity} over {(bias is null ? "nothing" : string.Join(", ", data.Dimensions))}.", nameof(data));
        var ways = data.Samples.Length / bias.Length;
        if (ways > 2) throw new ArgumentException($"'{data.Name}' holds {ways} sweeps ({string.Join(", ", data.Dimensions)}); a current–voltage curve is one way there and one back. Plot.LoopFamily draws many.", nameof(data));
        var samples = new double[data.Samples.Length];
        data.Samples.Read(0, samples);
        return new()
        {
            Title = data.Name,
            Bias = (bias.Quantity, bias.Unit),
            Current = (data.Quantity, data.Unit),
            X = bias.Values,
            Forward = samples[..bias.Length],
            Backward = ways == 2 ? samples[bias.Length..] : null,
            Errors = error is { } sigma ? [.. Enumerable.Repeat(sigma, bias.Length)] : null,
        };
    }

    public static CurrentVoltageCurve Of(FitResult result, int fit)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (fit < 0 || fit >= result.Count) throw new ArgumentOutOfRangeException(nameof(fit), $"There is no fit {fit}: they are numbered 0 to {result.Count - 1}.");
        var (curves, x) = (new FitCurves(result), result.FitDimension.Values);
        // The last dimension beside the bias is the direction of a sweep there and back.
        var isBothWays = result.Dimensions.Count > 0 && result.Dimensions[^1].Length == 2 && result.Dimensions[^1].Name == "Direction";
        var (fitted, fine) = (new Complex[x.Length], Dimension.Linear(x.Min(), x.Max(), _finePoints));
        curves.ReadFitted(fit, fitted);
        var line = new double[fine.Length];
        result.Evaluate(result.ParametersOf(fit), fine, line);
        return new()
        {
            Title = $"{result.Source.Name}, fit {fit}",
            Bias = (result.FitDimension.Quantity, result.FitDimension.Unit),
            Current = (result.Source.Quantity, result.Source.Unit),
            X = x,
            Forward = Kept(isBothWays ? fit / 2 * 2 : fit),
            Backward = isBothWays ? Kept(fit / 2 * 2 + 1) : null,
            Errors = Deviation() is { } sigma ? [.. Enumerable.Repeat(sigma, x.Length)] : null,
            ErrorName = "standard deviation of the residuals",
            LeftOut = [.. Measured(fit).Select((y, i) => (x[i], y)).Where((_, i) => curves.IsExcluded(fit, i))],
            FitX = fine,
            Fitted = line,
            FittedAtX = [.. fitted.Select(z => z.Real)],
            FitLabel = result.IsGood(fit) ? isBothWays ? $"fit of {(fit % 2 == 0 ? "forward" : "backward")}" : CurvePanels.Fitted : CurvePanels.NotUsed,
            Notes = [ParameterNotes.Of(result, fit)],
        };

        // √(Σr²/(n − p)) over the points that were used; weights that the fit may have had do not enter.
        double? Deviation()
        {
            double[] residuals = [.. Kept(fit).Zip(fitted, (y, z) => y - z.Real).Where(double.IsFinite)];
            var freedom = residuals.Length - result.Parameters.Count;
            return freedom > 0 ? Math.Sqrt(residuals.Sum(r => r * r) / freedom) : null;
        }

        double[] Kept(int number) => [.. Measured(number).Select((y, i) => number == fit && curves.IsExcluded(fit, i) ? double.NaN : y)];

        double[] Measured(int number)
        {
            var samples = new Complex[x.Length];
            curves.ReadMeasured(number, samples);
            return [.. samples.Select(z => z.Real)];
        }
    }
}
