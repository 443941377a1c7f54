using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>
/// Fits the simple harmonic oscillator to every band-excitation spectrum of a dataset: maximum likelihood for complex Gaussian noise,
/// by variable projection (only f0 and Q are iterated, c = A e^{iφ} f0² follows), with standard errors, R², a status and a verdict per spectrum.
/// Formula and conventions: <see cref="ShoModel"/>.
/// </summary>
public static class ShoFitter
{
    /// <summary>The same fit as <see cref="Fit(Dataset, ShoFitOptions?, IProgress{long}?, CancellationToken)"/>, checked and ready to run block by block.</summary>
    /// <exception cref="ArgumentException">The data are real or empty, there is no frequency dimension, or an option is out of range.</exception>
    public static FitPlan Plan(Dataset source, ShoFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ShoPlan(source, options ?? new());
    }

    /// <summary>Fits along the spectroscopic dimension that is a frequency; all others number the fits. Reads block by block, uses all cores.</summary>
    /// <param name="source">Complex spectra; the frequency dimension may be anywhere among the spectroscopic ones, in Hz, kHz or MHz.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Receives the number of spectra fitted so far, now and then.</param>
    /// <param name="cancel">Acts between blocks.</param>
    /// <exception cref="ArgumentException">The data are real or empty, there is no frequency dimension, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FitResult Fit(Dataset source, ShoFitOptions? options = null, IProgress<long>? progress = null, CancellationToken cancel = default) =>
        FitRunner.Run(Plan(source, options), progress, cancel);

    /// <summary>Fits spectra in memory ([spectrum × bin], row-major) on this thread. For many calls keep a <see cref="ShoBatch"/>.</summary>
    /// <exception cref="ArgumentException">See <see cref="ShoBatch"/>.</exception>
    public static void Fit(ReadOnlySpan<Complex> spectra, ReadOnlySpan<double> frequenciesHz, FitRows output, ShoFitOptions? options = null) =>
        new ShoBatch(frequenciesHz, options).Fit(spectra, output);
}
