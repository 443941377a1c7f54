using Spm.Core.Data;

namespace Spm.Core.Fitting;

/// <summary>
/// Fits a <see cref="FitModel"/> to every spectrum of a dataset, along one spectroscopic dimension at any position, on all cores. How a fit is
/// done: <see cref="ModelBatch"/>; what is reported: <see cref="FitResult"/>; information criteria and covariance: <see cref="FitStatistics"/>.
/// </summary>
public static class ModelFitter
{
    /// <summary>Checks that the data suit the model and gets everything ready.</summary>
    /// <param name="source">Real data for a real model, complex data for a complex one; with or without spatial dimensions.</param>
    /// <param name="model">The model. An abscissa in another prefix of a unit that the model is meant for is brought to that unit.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <exception cref="ArgumentException">The data do not suit the model, it is not clear along which dimension to fit, or an option is out of range.</exception>
    public static FitPlan Plan(Dataset source, FitModel model, ModelFitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(model);
        return new ModelPlan(source, model, options ?? new());
    }

    /// <summary>Fits in memory, reading block by block.</summary>
    /// <param name="source">See <see cref="Plan"/>.</param>
    /// <param name="model">See <see cref="Plan"/>.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Receives the number of spectra fitted so far, now and then.</param>
    /// <param name="cancel">Acts between blocks.</param>
    /// <exception cref="ArgumentException">See <see cref="Plan"/>.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static FitResult Fit(Dataset source, FitModel model, ModelFitOptions? options = null, IProgress<long>? progress = null, CancellationToken cancel = default) =>
        FitRunner.Run(Plan(source, model, options), progress, cancel);
}
