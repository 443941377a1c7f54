using System.Text.Json.Nodes;
using Spm.Core.Fitting;

namespace Spm.Interactive.Views;

/// <summary>
/// The fits of an <see cref="ExplorerSample"/>'s pixels: parameters in single precision, their errors to 0.4 %, R², how the fit ended in words, which points were left
/// out, and the formula where the browser evaluates it.
/// </summary>
internal sealed class EmbeddedFits(ExplorerSample sample, FitResult result, BrowserFormula? formula)
{
    /// <summary>Bytes per pixel.</summary>
    public static int BytesPerPixel(int parameters) => 6 * parameters + 6;

    public void AddTo(JsonObject json)
    {
        int[] fits = [.. sample.Pixels.Select(p => sample.Curves.FitAt(p.Row, p.Column))];
        var parameters = result.Parameters.Count;
        string[] words = [.. fits.Select(fit => FitWords.Describe(result.Verdict[fit], result.Status[fit]))];
        var texts = words.Distinct(StringComparer.Ordinal).ToList();
        json["values"] = Packing.Float32([.. fits.SelectMany(fit => result.ParametersOf(fit).ToArray())]);
        json["errors"] = Packing.Float16([.. fits.SelectMany(fit => result.StandardErrors.AsSpan(fit * parameters, parameters).ToArray())]);
        json["rSquared"] = Packing.Float24([.. fits.Select(fit => result.RSquared[fit])]);
        json["texts"] = new JsonArray([.. texts.Select(text => (JsonNode)text)]);
        json["text"] = Convert.ToBase64String([.. words.Select(text => (byte)texts.IndexOf(text))]);
        if (result.Excluded is not null)
            json["excluded"] = Packing.Bits([.. sample.Pixels.SelectMany(p => Enumerable.Range(0, sample.Points).Select(i => sample.Curves.IsExcluded(p.Row, p.Column, i * sample.PointStep)))]);
        if (formula is not null) json["model"] = Model(formula);
    }

    /// <summary>Operation and operands; the constant that is no number, of models whose parameters have an order, is null.</summary>
    private static JsonArray Step(FitFormulaStep step) =>
        step.Operation == "constant" ? new(step.Operation, double.IsNaN(step.Value) ? null : (JsonNode)step.Value) : new([step.Operation, .. step.Operands.Select(operand => (JsonNode)operand)]);

    private JsonObject Model(BrowserFormula formula)
    {
        var json = new JsonObject { ["name"] = formula.Name, ["factor"] = formula.Factor };
        if (formula.Steps is { } steps)
        {
            json["steps"] = new JsonArray([.. steps.Steps.Select(step => (JsonNode)Step(step))]);
            json["results"] = new JsonArray([.. steps.Results.Select(step => (JsonNode)step)]);
        }
        if (formula.Falling is { } falling) json["falling"] = Packing.Bits([.. Enumerable.Range(0, sample.Points).Select(i => falling[i * sample.PointStep])]);
        return json;
    }
}
