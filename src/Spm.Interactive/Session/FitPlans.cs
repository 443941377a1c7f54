using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Interactive.Session;

/// <summary>From a request and data to a plan: which fitter, and options with their units.</summary>
internal static class FitPlans
{
    /// <summary>The plan.</summary>
    /// <exception cref="ArgumentException">No such model, an option that it does not take, or data that do not suit it.</exception>
    public static FitPlan Of(FitRequest request, Dataset source) => request.Model switch
    {
        FitModel model => General(request, model, source),
        string name when Is(name, SpmSession.ShoModel) => ShoFitter.Plan(source, Sho(request)),
        string name when Is(name, SpmSession.LoopModel) => LoopFitter.Plan(source, Loop(request)),
        string name => General(request, ModelCatalogue.Find(name), source),
        _ => throw new ArgumentException($"A {request.Model.GetType().Name} is no model. Give a model's name, or a variable that holds a FitModel: #!spm fit @decay data"),
    };

    /// <summary>True when a request is for the fitter of that name.</summary>
    public static bool Is(object model, string name) => model is string given && given.Trim().Equals(name, StringComparison.OrdinalIgnoreCase);

    private static ShoFitOptions Sho(FitRequest request)
    {
        RefuseGeneral(request, "sho", "it finds the frequency and its own guess; sho+constant takes such options");
        var treatment = (request.Loss?.ToLowerInvariant(), request.Outliers?.ToLowerInvariant()) switch
        {
            (null, null or "exclude") => OutlierTreatment.Exclude,
            (null, _) => OutlierTreatment.None,
            ("huber", null or "keep") => OutlierTreatment.Huber,
            ("cauchy", null or "keep") => OutlierTreatment.Cauchy,
            _ => throw new ArgumentException($"--loss {request.Loss} keeps outliers and weighs them down, --outliers exclude leaves them out: give one of the two."),
        };
        return new() { Outliers = treatment };
    }

    private static LoopFitOptions Loop(FitRequest request)
    {
        RefuseGeneral(request, "loop", "it finds the bias and its own starts");
        if (request.Loss is not null) throw new ArgumentException("loop takes no --loss: its fit is robust already, and leaves out outliers (--outliers keep to keep them).");
        return request.Outliers?.ToLowerInvariant() == "keep" ? new() { OutlierThreshold = double.PositiveInfinity } : new();
    }

    private static FitPlan General(FitRequest request, FitModel model, Dataset source)
    {
        if (request.Outliers?.ToLowerInvariant() == "exclude")
            throw new ArgumentException($"{model.Name} leaves out no points but those that are not finite; --loss huber or --loss cauchy weighs outliers down.");
        var options = new ModelFitOptions
        {
            Along = request.Along,
            Loss = request.Loss is null ? FitLoss.Squares : Enum.Parse<FitLoss>(request.Loss, ignoreCase: true),
            Noise = request.Noise is { } noise ? Quantity.Parse(noise, source.Unit, "the noise (--noise)") : null,
        };
        var plan = ModelFitter.Plan(source, model, options);
        return request.Start.Count + request.Bounds.Count + request.Fix.Count == 0 ? plan : ModelFitter.Plan(source, model, options with
        {
            Start = ParameterTexts.Values(request.Start, "--start", model, plan.Parameters),
            Bounds = ParameterTexts.Ranges(request.Bounds, "--bounds", model, plan.Parameters),
            Fixed = ParameterTexts.Values(request.Fix, "--fix", model, plan.Parameters),
        });
    }

    private static void RefuseGeneral(FitRequest request, string model, string why)
    {
        if (request.GeneralOptions.FirstOrDefault() is { } option)
            throw new ArgumentException($"{model} takes no {option}: {why}.");
    }
}
