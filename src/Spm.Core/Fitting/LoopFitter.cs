using Spm.Core.Data;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>
/// Fits the nine-parameter loop of <see cref="LoopModel"/> to every hysteresis loop of a dataset. Outliers are found by the
/// robust scale of the residuals and left out, then the rest is fitted by least squares; every loop gets a status and a verdict.
/// </summary>
public static class LoopFitter
{
    /// <summary>The dimension that <see cref="Fit"/> would fit along: the spectroscopic one in V, mV or kV.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one; the message lists the dimensions there are.</exception>
    public static Dimension BiasDimension(Dataset source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Dimensions[BiasAxis.Find(source)];
    }

    /// <summary>The same fit as <see cref="Fit"/>, checked and ready to run block by block.</summary>
    /// <exception cref="ArgumentException">The data are complex or empty, there is no bias dimension or more than one, or it is not one cycle.</exception>
    public static FitPlan Plan(Dataset source, LoopFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new LoopPlan(source, options ?? new());
    }

    /// <summary>Fits along the spectroscopic dimension whose unit is V, which must hold one cycle of the bias; one in mV or kV is brought to V.</summary>
    /// <param name="source">Real data with a bias dimension at any position among the spectroscopic ones.</param>
    /// <param name="options">Solver and judgement; defaults when null.</param>
    /// <param name="progress">Told the number of loops done, after each block.</param>
    /// <param name="cancel">Honoured between blocks.</param>
    /// <returns>Model <c>loop</c>, parameters a0..a4, b0..b3 in the source's units, one fit per bias cycle.</returns>
    /// <exception cref="ArgumentException">The data are complex or empty, there is no bias dimension or more than one, or it is not one cycle.</exception>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    public static FitResult Fit(Dataset source, LoopFitOptions? options = null, IProgress<long>? progress = null, CancellationToken cancel = default) =>
        FitRunner.Run(Plan(source, options), progress, cancel);
}
