using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Spectroscopy;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <summary>From what a person has (spectra, loops, a fit) to the fit that is asked for, through the steps in between.</summary>
internal static class FitChain
{
    public static async Task<FitResult> FitAsync(string model, object source, INotebookOutput output, CancellationToken cancel) => (model, source) switch
    {
        (SpmSession.ShoModel, Dataset spectra) => await ShoAsync(spectra, output, cancel).ConfigureAwait(false),
        (SpmSession.ShoModel, FitResult) => throw new ArgumentException("sho is fitted to complex spectra, and this is already the result of a fit. Try: #!spm fit loop, or #!spm map"),
        (SpmSession.LoopModel, Dataset { IsComplex: true } spectra) => await LoopsOfAsync(await ShoAsync(WithBias(spectra), output, cancel).ConfigureAwait(false), output, cancel).ConfigureAwait(false),
        (SpmSession.LoopModel, Dataset loops) => await LoopAsync(loops, output, cancel).ConfigureAwait(false),
        (SpmSession.LoopModel, FitResult { Model: SpmSession.ShoModel } sho) => await LoopsOfAsync(sho, output, cancel).ConfigureAwait(false),
        (SpmSession.LoopModel, FitResult other) => throw new ArgumentException($"loop is fitted to loops or to the result of an sho fit, and this is the result of a {other.Model} fit."),
        (SpmSession.ShoModel or SpmSession.LoopModel, _) => throw new ArgumentException($"A {source.GetType().Name} cannot be fitted; give a dataset or the result of an sho fit."),
        _ => throw new ArgumentException($"There is no model «{model}». Models: {SpmSession.ShoModel}, {SpmSession.LoopModel}.", nameof(model)),
    };

    // Without a bias no loops come of the spectra: said before they are fitted.
    private static Dataset WithBias(Dataset spectra)
    {
        _ = LoopFitter.BiasDimension(spectra);
        return spectra;
    }

    private static Task<FitResult> LoopsOfAsync(FitResult sho, INotebookOutput output, CancellationToken cancel) =>
        LoopAsync(LoopProjection.Project(sho), output, cancel);

    private static Task<FitResult> ShoAsync(Dataset spectra, INotebookOutput output, CancellationToken cancel) =>
        RunAsync("fitting spectra", "spectra", spectra, ["Hz", "kHz", "MHz"], output, progress => ShoFitter.Fit(spectra, null, progress, cancel));

    private static Task<FitResult> LoopAsync(Dataset loops, INotebookOutput output, CancellationToken cancel) =>
        RunAsync("fitting loops", "loops", loops, ["V", "mV", "kV"], output, progress => LoopFitter.Fit(loops, null, progress, cancel));

    private static async Task<FitResult> RunAsync(string label, string unit, Dataset source, string[] fitUnits, INotebookOutput output, Func<IProgress<long>, FitResult> fit)
    {
        var along = source.SpectroscopicDimensions.FirstOrDefault(d => fitUnits.Contains(d.Unit))?.Length ?? 1;
        using var progress = output.StartProgress(label, source.Samples.Length / Math.Max(1, along), unit);
        return await Task.Run(() => fit(progress)).ConfigureAwait(false);
    }
}
