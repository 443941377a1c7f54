using System.Numerics;
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
    {
        options ??= new();
        options.Validate();
        Bins = frequenciesHz.Length;
        _solver = ShoBatchSolver.Create(new ShoAxis(frequenciesHz, options), options);
    }

    /// <summary>Bins per spectrum.</summary>
    public int Bins { get; }

    /// <summary>Fits [spectrum × bin], row-major. What a spectrum holds never throws; it becomes a status and a verdict.</summary>
    /// <exception cref="ArgumentException">The spectra are not a whole number of rows, or an output span is too short.</exception>
    public void Fit(ReadOnlySpan<Complex> spectra, ShoFitOutput output)
    {
        if (spectra.Length % Bins != 0)
            throw new ArgumentException($"{spectra.Length} samples are no whole number of spectra of {Bins} bins.", nameof(spectra));
        output.Validate(spectra.Length / Bins, Bins);
        _solver.Fit(System.Runtime.InteropServices.MemoryMarshal.Cast<Complex, double>(spectra), output);
    }
}
