using System.Numerics;
using System.Runtime.InteropServices;
using Spm.Core.Fitting.Solvers;

namespace Spm.Core.Fitting;

/// <summary>
/// Fits one model to data of one abscissa on one thread, again and again, allocating nothing after construction: least squares
/// S = Σ w |y − f(x; p)|² by Levenberg–Marquardt within bounds, with exact derivatives, linear parameters eliminated (variable projection),
/// as many spectra at a time as the machine's widest vector has lanes. <see cref="ModelFitter"/> runs one of these per core.
/// Not safe for concurrent use.
/// </summary>
public sealed class ModelBatch
{
    private readonly ModelProblem _problem;
    private readonly ModelBatchSolver _solver;
    private readonly double[] _converted;

    /// <summary>Allocates the workspace.</summary>
    /// <param name="model">What is fitted.</param>
    /// <param name="x">[point], or [point × variable] for a model of several variables. A point that is not finite is left out.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <exception cref="ArgumentException">The abscissa has the wrong length or nothing finite, or an option is out of range or names no parameter.</exception>
    public ModelBatch(FitModel model, ReadOnlySpan<double> x, ModelFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        _problem = new(model, x, options ?? new());
        _solver = ModelBatchSolver.Create(_problem);
        _converted = new double[ConvertedSpectra * RowLength];
    }

    private const int ConvertedSpectra = 64;

    /// <summary>The model.</summary>
    public FitModel Model => _problem.Model;

    /// <summary>Points per spectrum.</summary>
    public int Points => _problem.Points;

    private int RowLength => _problem.Points * _problem.Channels;

    /// <summary>Fits [spectrum × point], row-major; complex data are interleaved, [spectrum × point × 2]. What the data hold never throws: it becomes a status and a verdict.</summary>
    /// <param name="y">Data; a point that is not finite is left out.</param>
    /// <param name="rows">Where the fits are written.</param>
    /// <exception cref="ArgumentException">The data are no whole number of spectra, or a span is too short.</exception>
    public void Fit(ReadOnlySpan<double> y, FitRows rows)
    {
        rows.Validate(CountSpectra(y.Length), _problem.ParameterCount, Points);
        _solver.Fit(y, rows);
    }

    /// <summary>Fits single-precision data, [spectrum × point], complex [spectrum × point × 2]; all arithmetic is double.</summary>
    /// <inheritdoc cref="Fit(ReadOnlySpan{double}, FitRows)"/>
    public void Fit(ReadOnlySpan<float> y, FitRows rows)
    {
        var count = CountSpectra(y.Length);
        rows.Validate(count, _problem.ParameterCount, Points);
        for (var first = 0; first < count; first += ConvertedSpectra)
        {
            var spectra = Math.Min(ConvertedSpectra, count - first);
            var source = y.Slice(first * RowLength, spectra * RowLength);
            for (var i = 0; i < source.Length; i++) _converted[i] = source[i];
            _solver.Fit(_converted.AsSpan(0, source.Length), rows.Slice(first, spectra, _problem.ParameterCount, Points));
        }
    }

    /// <summary>Fits complex data, [spectrum × point], in place.</summary>
    /// <inheritdoc cref="Fit(ReadOnlySpan{double}, FitRows)"/>
    public void Fit(ReadOnlySpan<Complex> y, FitRows rows)
    {
        if (!Model.IsComplex) throw new ArgumentException($"{Model.Name} is a real model; give it real data, such as the amplitude or the phase.", nameof(y));
        Fit(MemoryMarshal.Cast<Complex, double>(y), rows);
    }

    private int CountSpectra(int length)
    {
        if (length % RowLength != 0)
            throw new ArgumentException($"{length} numbers are no whole number of spectra of {Points} {(Model.IsComplex ? $"complex points ({RowLength} numbers)" : "points")}.", nameof(length));
        return length / RowLength;
    }
}
