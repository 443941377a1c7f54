using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Spectroscopy;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <summary>From what a person has (spectra, loops, a fit) to the plan of the fit that is asked for, through the steps in between.</summary>
internal static class FitChain
{
    /// <summary>Fits in memory.</summary>
    public static async Task<FitResult> FitAsync(FitRequest request, object source, INotebookOutput output, CancellationToken cancel)
    {
        var plan = await PlanAsync(request, source, output, cancel).ConfigureAwait(false);
        FitSize.RequireMemory(plan);
        return await RunAsync(plan, output, cancel).ConfigureAwait(false);
    }

    /// <summary>The plan of the last step; what comes before it is fitted here, in memory.</summary>
    public static async Task<FitPlan> PlanAsync(FitRequest request, object source, INotebookOutput output, CancellationToken cancel)
    {
        if (FitPlans.Is(request.Model, SpmSession.ShoModel) && source is FitResult)
            throw new ArgumentException("sho is fitted to complex spectra, and this is already the result of a fit. Try: #!spm fit loop, or #!spm map");
        if (FitPlans.Is(request.Model, SpmSession.LoopModel)) return await LoopPlanAsync(request, source, output, cancel).ConfigureAwait(false);
        return source switch
        {
            Dataset data => FitPlans.Of(request, data),
            FitResult fit => throw new ArgumentException($"{request.ModelName} is fitted to data, and this is the result of a fit with {fit.Model}. Take one of its parameters as data: FitMaps.DatasetOf(fit, \"{fit.Parameters[0].Symbol}\")"),
            DerivedResult derived => throw new ArgumentException($"{request.ModelName} is fitted to data, and this is the result of an analysis. Take one of its quantities as data: result.DatasetOf(\"{derived.Quantities[0].Symbol}\")"),
            _ => throw new ArgumentException($"A {source.GetType().Name} cannot be fitted; give a dataset or the result of an sho fit."),
        };
    }

    private static async Task<FitPlan> LoopPlanAsync(FitRequest request, object source, INotebookOutput output, CancellationToken cancel)
    {
        switch (source)
        {
            case Dataset { IsComplex: true } spectra:
                // Without a bias no loops come of the spectra: said before they are fitted.
                _ = LoopFitter.BiasDimension(spectra);
                FitSize.RequireTwoSteps(spectra);
                var sho = await RunAsync(ShoFitter.Plan(spectra), output, cancel).ConfigureAwait(false);
                return FitPlans.Of(request, LoopProjection.Project(sho));
            case Dataset loops:
                return FitPlans.Of(request, loops);
            case FitResult { Model: SpmSession.ShoModel } fit:
                return FitPlans.Of(request, LoopProjection.Project(fit));
            case FitResult other:
                throw new ArgumentException($"loop is fitted to loops or to the result of an sho fit, and this is the result of a fit with {other.Model}.");
            default:
                throw new ArgumentException($"A {source.GetType().Name} cannot be fitted; give a dataset or the result of an sho fit.");
        }
    }

    /// <summary>Runs a plan in memory.</summary>
    public static async Task<FitResult> RunAsync(FitPlan plan, INotebookOutput output, CancellationToken cancel)
    {
        using var progress = Progress(plan, output);
        return await Task.Run(() => FitRunner.Run(plan, progress, cancel), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>A progress display that counts the fits of a plan.</summary>
    public static IWorkProgress Progress(FitPlan plan, INotebookOutput output) =>
        output.StartProgress($"fitting {plan.Model}", plan.Source.PixelCount * plan.FitsPerPixel, plan.Model == SpmSession.LoopModel ? "loops" : "spectra");
}
