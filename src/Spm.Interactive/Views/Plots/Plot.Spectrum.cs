using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <content>Spectra.</content>
public static partial class Plot
{
    private const int _nyquistSide = 520;

    /// <summary>
    /// A measured spectrum with its fit. Complex: magnitude, phase, real and imaginary part, Nyquist. Real: the values and the residual. Parameters with
    /// their errors are in the notes.
    /// </summary>
    /// <param name="result">The fits.</param>
    /// <param name="fit">Which one, from 0.</param>
    /// <param name="isLogarithmic">Magnitude (or value) on a logarithmic axis.</param>
    /// <param name="isAbscissaLogarithmic">Frequency on a logarithmic axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such fit.</exception>
    public static Figure Spectrum(FitResult result, int fit = 0, bool isLogarithmic = false, bool isAbscissaLogarithmic = false) =>
        SpectrumFigure.Of(SpectrumCurve.Of(result, fit), isLogarithmic, isAbscissaLogarithmic);

    /// <summary>What was swept last at one pixel of a dataset, real or complex, at the first step of its other spectroscopic dimensions.</summary>
    /// <param name="data">The data.</param>
    /// <param name="pixel">Which pixel, row-major from 0.</param>
    /// <param name="isLogarithmic">Magnitude (or value) on a logarithmic axis.</param>
    /// <param name="isAbscissaLogarithmic">Frequency on a logarithmic axis.</param>
    /// <exception cref="ArgumentException">Nothing was swept.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pixel.</exception>
    public static Figure Spectrum(Dataset data, long pixel = 0, bool isLogarithmic = false, bool isAbscissaLogarithmic = false) =>
        SpectrumFigure.Of(SpectrumCurve.Of(data, pixel), isLogarithmic, isAbscissaLogarithmic);

    /// <summary>A complex spectrum from arrays: magnitude, phase, real and imaginary part, Nyquist.</summary>
    /// <param name="frequencyHz">[point] in Hz.</param>
    /// <param name="response">[point].</param>
    /// <param name="quantity">What was measured.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="fitted">[point]: the fit.</param>
    /// <param name="errors">[point]: standard error of real and imaginary part, drawn as a band about the fit, or about the data without one.</param>
    /// <param name="isLogarithmic">Magnitude on a logarithmic axis.</param>
    /// <param name="isAbscissaLogarithmic">Frequency on a logarithmic axis.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is no point.</exception>
    public static Figure Spectrum(double[] frequencyHz, Complex[] response, string quantity = "Response", string unit = "", Complex[]? fitted = null, double[]? errors = null, bool isLogarithmic = false, bool isAbscissaLogarithmic = false) =>
        SpectrumFigure.Of(SpectrumCurve.Of(frequencyHz, response, true, (quantity, unit), ("Frequency", "Hz"), fitted, errors), isLogarithmic, isAbscissaLogarithmic);

    /// <summary>A real spectrum from arrays, with the residual of its fit.</summary>
    /// <param name="x">[point]: frequency, wave number, energy …</param>
    /// <param name="values">[point].</param>
    /// <param name="quantity">What was measured.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="abscissa">What was swept.</param>
    /// <param name="abscissaUnit">Its unit.</param>
    /// <param name="fitted">[point]: the fit.</param>
    /// <param name="errors">[point]: standard errors, drawn as a band.</param>
    /// <param name="isLogarithmic">Values on a logarithmic axis; those not above 0 are not drawn.</param>
    /// <param name="isAbscissaLogarithmic">Abscissa on a logarithmic axis.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is no point.</exception>
    public static Figure Spectrum(double[] x, double[] values, string quantity = "Response", string unit = "", string abscissa = "Frequency", string abscissaUnit = "Hz", double[]? fitted = null, double[]? errors = null, bool isLogarithmic = false, bool isAbscissaLogarithmic = false)
    {
        ArgumentNullException.ThrowIfNull(values);
        return SpectrumFigure.Of(SpectrumCurve.Of(x, Parts(values), false, (quantity, unit), (abscissa, abscissaUnit), fitted is null ? null : Parts(fitted), errors), isLogarithmic, isAbscissaLogarithmic);

        static Complex[] Parts(double[] reals) => Array.ConvertAll(reals, v => new Complex(v, 0));
    }

    /// <summary>Imaginary against real part of a fitted complex spectrum, to scale.</summary>
    /// <param name="result">The fits.</param>
    /// <param name="fit">Which one, from 0.</param>
    /// <exception cref="ArgumentException">The data are real.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such fit.</exception>
    public static Figure Nyquist(FitResult result, int fit = 0) => Nyquist(SpectrumCurve.Of(result, fit));

    /// <summary>Imaginary against real part of a complex spectrum, to scale.</summary>
    /// <param name="frequencyHz">[point] in Hz.</param>
    /// <param name="response">[point].</param>
    /// <param name="quantity">What was measured.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="fitted">[point]: the fit.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is no point.</exception>
    public static Figure Nyquist(double[] frequencyHz, Complex[] response, string quantity = "Response", string unit = "", Complex[]? fitted = null) =>
        Nyquist(SpectrumCurve.Of(frequencyHz, response, true, (quantity, unit), ("Frequency", "Hz"), fitted, null));

    private static Figure Nyquist(SpectrumCurve curve)
    {
        if (!curve.IsComplex) throw new ArgumentException($"'{curve.Title}' is real where complex data are expected: a Nyquist plot is imaginary against real part. Show it with Plot.Spectrum.");
        var notes = new List<string>(curve.Notes);
        return new(curve.Title, _nyquistSide, _nyquistSide, [NyquistPanel.Of(curve, Cell.Whole, notes)], SpectrumFigure.Describe(curve)) { Notes = [.. notes.Select(Minus.Typeset)] };
    }
}
