using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Interactive.Views;

/// <summary>One spectrum and, if there is one, its fit.</summary>
internal sealed record SpectrumCurve
{
    private const int _mostFine = 4000;

    /// <summary>What the spectrum is called.</summary>
    public required string Title { get; init; }

    /// <summary>The swept quantity and its unit.</summary>
    public (string Quantity, string Unit) Abscissa { get; init; } = ("Frequency", "Hz");

    /// <summary>The measured quantity and its unit.</summary>
    public required (string Quantity, string Unit) Response { get; init; }

    public required double[] X { get; init; }

    /// <summary>Real data have no imaginary part.</summary>
    public required Complex[] Measured { get; init; }

    public required bool IsComplex { get; init; }

    /// <summary>Where the fit is known; empty without a fit.</summary>
    public double[] FitX { get; init; } = [];

    public Complex[] Fitted { get; init; } = [];

    /// <summary>The fit at the measured places, for the residual; empty without a fit.</summary>
    public Complex[] FittedAtX { get; init; } = [];

    /// <summary>Standard error of each point (of each part of a complex one); null when unknown.</summary>
    public double[]? Errors { get; init; }

    /// <summary>Points the fit did not use.</summary>
    public bool[] LeftOut { get; init; } = [];

    /// <summary>Name of the fit in the legend.</summary>
    public string FitLabel { get; init; } = CurvePanels.Fitted;

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>From arrays.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or there is no point.</exception>
    public static SpectrumCurve Of(double[] x, Complex[] measured, bool isComplex, (string, string) response, (string, string) abscissa, Complex[]? fitted, double[]? errors)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(measured);
        SameLength.Require("A spectrum has one value for each frequency", ("frequencies", x.Length), ("values", measured.Length), ("fitted", fitted?.Length), ("errors", errors?.Length));
        return new() { Title = "", Abscissa = abscissa, Response = response, X = x, Measured = measured, IsComplex = isComplex, FitX = fitted is null ? [] : x, Fitted = fitted ?? [], FittedAtX = fitted ?? [], Errors = errors };
    }

    /// <summary>One fit of a result; the fitted curve is drawn eight times as fine as the data.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such fit.</exception>
    public static SpectrumCurve Of(FitResult result, int fit)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (fit < 0 || fit >= result.Count) throw new ArgumentOutOfRangeException(nameof(fit), $"There is no fit {fit}: they are numbered 0 to {result.Count - 1}.");
        var curves = new FitCurves(result);
        var (measured, fitted) = (new Complex[curves.PointCount], new Complex[curves.PointCount]);
        curves.ReadMeasured(fit, measured);
        curves.ReadFitted(fit, fitted);
        var x = result.FitDimension.Values;
        var fine = FineAxis.Of(x, _mostFine);
        return new()
        {
            Title = $"{result.Source.Name}, fit {fit}",
            Abscissa = (result.FitDimension.Quantity, result.FitDimension.Unit),
            Response = (result.Source.Quantity, result.Source.Unit),
            X = x,
            Measured = measured,
            IsComplex = curves.IsComplex,
            FitX = fine,
            Fitted = curves.Fitted(fit, fine),
            FittedAtX = fitted,
            LeftOut = [.. Enumerable.Range(0, x.Length).Select(i => curves.IsExcluded(fit, i))],
            FitLabel = result.IsGood(fit) ? CurvePanels.Fitted : CurvePanels.NotUsed,
            Notes = [ParameterNotes.Of(result, fit)],
        };
    }

    /// <summary>The last dimension of a dataset at one pixel, at the first step of all others.</summary>
    /// <exception cref="ArgumentException">Nothing was swept.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pixel.</exception>
    public static SpectrumCurve Of(Dataset data, long pixel)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.SpectroscopicDimensions.Count == 0) throw new ArgumentException($"'{data.Name}' has no spectroscopic dimension: nothing was swept at its pixels. Show it with Plot.Topography.", nameof(data));
        if (pixel < 0 || pixel >= data.PixelCount) throw new ArgumentOutOfRangeException(nameof(pixel), $"'{data.Name}' has {data.PixelCount} pixels, 0 to {data.PixelCount - 1}; got {pixel}.");
        var axis = data.Dimensions[^1];
        var measured = new Complex[axis.Length];
        data.Samples.Read(pixel * data.PointsPerPixel, measured);
        return new() { Title = $"{data.Name}, pixel {pixel}", Abscissa = (axis.Quantity, axis.Unit), Response = (data.Quantity, data.Unit), X = axis.Values, Measured = measured, IsComplex = data.IsComplex, Notes = Steps(data) };
    }

    /// <summary>At which step of the other swept dimensions; nothing where there are none.</summary>
    private static string[] Steps(Dataset data)
    {
        Dimension[] others = [.. data.SpectroscopicDimensions.SkipLast(1).Where(d => d.Length > 1)];
        return others.Length == 0 ? [] : [$"At the first step of {string.Join(", ", others.Select(d => $"{d.Length:N0} of {d.Quantity.ToLowerInvariant()}: {Quantity.Format(d.Values[0], d.Unit)}"))}."];
    }
}
