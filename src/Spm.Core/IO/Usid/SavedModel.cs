using Spm.Core.Data;
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
        _ => (_, _, _) => throw new InvalidOperationException($"The model '{model}' is not one of the library; define it again to draw it."),
    };

    private static Action<ReadOnlySpan<double>, ReadOnlySpan<double>, Span<double>> Sho(string unit)
    {
        var hzPerUnit = Quantity.TryParse($"1{unit}", "Hz", out var hz) ? hz : 1;
        return (parameters, abscissa, interleaved) =>
        {
            var frequencies = new double[abscissa.Length];
            for (var k = 0; k < frequencies.Length; k++) frequencies[k] = abscissa[k] * hzPerUnit;
            ShoModel.Evaluate(parameters, frequencies, interleaved);
        };
    }
}
