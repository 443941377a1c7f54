using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Core.IO.Usid;

/// <summary>The function of a saved fit, found by the model's name.</summary>
internal static class SavedModel
{
    /// <summary>Parameters of one fit and abscissa values in the unit of the fitted dimension to the model's values.</summary>
    public static Action<ReadOnlySpan<double>, ReadOnlySpan<double>, Span<double>> Evaluate(string model, Dimension fitted) => model switch
    {
        "sho" => Sho(fitted.Unit),
        "loop" => LoopModel.Evaluate,
        _ => ModelCatalogue.FindOrNull(model) is { } known ? Of(known, fitted.Unit)
            : (_, _, _) => throw new InvalidOperationException($"The model '{model}' is none of the library but was defined in a notebook; fit the data with it again to draw it."),
    };

    private static Action<ReadOnlySpan<double>, ReadOnlySpan<double>, Span<double>> Of(FitModel model, string unit)
    {
        var factor = model.AbscissaUnits.Contains(unit) ? 1 : model.AbscissaUnits.Select(u => Quantity.TryParse($"1{unit}", u, out var f) ? f : double.NaN).FirstOrDefault(double.IsFinite, 1);
        return Scaled(factor, model.Evaluate);
    }

    private static Action<ReadOnlySpan<double>, ReadOnlySpan<double>, Span<double>> Sho(string unit) =>
        Scaled(Quantity.TryParse($"1{unit}", "Hz", out var hz) ? hz : 1, ShoModel.Evaluate);

    private static Action<ReadOnlySpan<double>, ReadOnlySpan<double>, Span<double>> Scaled(double factor, Action<ReadOnlySpan<double>, ReadOnlySpan<double>, Span<double>> evaluate) =>
        (parameters, abscissa, values) =>
        {
            var x = new double[abscissa.Length];
            for (var k = 0; k < x.Length; k++) x[k] = abscissa[k] * factor;
            evaluate(parameters, x, values);
        };
}
