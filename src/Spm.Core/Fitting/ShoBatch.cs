using System.Numerics;
using System.Runtime.InteropServices;
using Spm.Core.Fitting.Models;
using Spm.Core.Fitting.Solvers;

namespace Spm.Core.Fitting;

/// <summary>
/// Fits spectra of one frequency axis on one thread, again and again, allocating nothing after construction.
/// Millions of spectra per second: <see cref="ShoFitter"/> runs one of these per core. Not safe for concurrent use.
/// </summary>
public sealed class ShoBatch
{
    private readonly ShoBatchSolver _solver;

    /// <summary>Allocates the workspace.</summary>
    /// <exception cref="ArgumentException">A frequency is not finite or not positive, all are equal, there are none, or an option is out of range.</exception>
    public ShoBatch(ReadOnlySpan<double> frequenciesHz, ShoFitOptions? options = null)
        : this(ShoAxis.Create(frequenciesHz, options ??= new()), options)
    {
    }

    /// <summary>As the public one, sharing what several threads only read.</summary>
    internal ShoBatch(ShoAxis axis, ShoFitOptions options)
    {
        Bins = axis.Bins;
        _solver = ShoBatchSolver.Create(axis, options);
    }

    /// <summary>Bins per spectrum.</summary>
    public int Bins { get; }

    /// <summary>Fits [spectrum × bin], row-major. What a spectrum holds never throws; it becomes a status and a verdict.</summary>
    /// <exception cref="ArgumentException">The spectra are not a whole number of rows, or an output span is too short.</exception>
    public void Fit(ReadOnlySpan<Complex> spectra, FitRows output)
    {
        Check(spectra.Length, 1, output, nameof(spectra));
        _solver.Fit(MemoryMarshal.Cast<Complex, double>(spectra), output);
    }

    /// <summary>
    /// Fits spectra stored in single precision, [spectrum × bin × (real, imaginary)], row-major, as files keep them (complex64).
    /// Numbers are widened as they are loaded; there is no copy of the set. The arithmetic is that of double precision.
    /// </summary>
    /// <exception cref="ArgumentException">The spectra are not a whole number of rows, or an output span is too short.</exception>
    public void Fit(ReadOnlySpan<float> interleaved, FitRows output)
    {
        Check(interleaved.Length, 2, output, nameof(interleaved));
        _solver.Fit(interleaved, output);
    }

    private void Check(int length, int numbersPerBin, in FitRows output, string name)
    {
        if (length % (numbersPerBin * Bins) != 0)
            throw new ArgumentException($"{length} {(numbersPerBin == 1 ? "samples" : "interleaved numbers")} are no whole number of spectra of {Bins} bins{(numbersPerBin == 1 ? "" : $" (2 × {Bins} numbers each)")}.", name);
        output.Validate(length / (numbersPerBin * Bins), ShoModel.ParameterCount, Bins);
    }
}
