using System.Text.Json.Nodes;
using Spm.Core.Data;

namespace Spm.Interactive.Views;

/// <summary>
/// The lists by which one of several curves of a pixel is chosen. Curves are numbered row-major over <see cref="ExplorerCurves.Others"/>, whether they are embedded or
/// only a kernel has them.
/// </summary>
internal sealed class ExplorerChoices(ExplorerSample sample)
{
    private const int _mostExact = 2048;

    private ExplorerCurves Curves => sample.Curves;

    private bool IsAllEmbedded => sample.Embedded.Count == Curves.CurveCount;

    /// <summary>Which curves are embedded, for people; empty when all are.</summary>
    public string Words => IsAllEmbedded ? "" : $"Embedded is {string.Join(", ", Curves.Others.Index().Where(o => !IsEmbedded(o.Item)).Select(o => Step(o.Item, StepOf(Curves.FirstCurve, o.Index))))} only.";

    /// <summary>The lists.</summary>
    public JsonArray ToJson() => new([.. Curves.Others.Index().Where(o => o.Item.Length > 1).Select(o =>
    {
        var json = Values(o.Item);
        (json["stride"], json["isEmbedded"]) = (Stride(o.Index, _ => true), IsEmbedded(o.Item));
        if (ExplorerCurves.IsCycle(o.Item)) json["isCycle"] = true;
        return (JsonNode)json;
    })]);

    /// <summary>Adds the numbers of the embedded curves, the position of the first that is shown, and which are drawn together.</summary>
    public void AddTo(JsonObject json)
    {
        (json["curves"], json["choice"]) = (sample.Embedded.Count, sample.First);
        if (!IsAllEmbedded) json["numbers"] = new JsonArray([.. sample.Embedded.Select(number => (JsonNode)number)]);
        foreach (var (position, cycles) in Curves.Others.Index())
            if (ExplorerCurves.IsCycle(cycles) && cycles.Length is > 1 and <= CurvePanels.MostCycles && IsEmbedded(cycles))
                json["overlay"] = new JsonObject { ["stride"] = Stride(position, IsEmbedded), ["labels"] = new JsonArray([.. Enumerable.Range(1, cycles.Length).Select(k => (JsonNode)$"cycle {k}")]) };
    }

    /// <summary>What an axis is and its values: long ones by their ends where they are even, else in single precision.</summary>
    public static JsonObject Values(Dimension axis)
    {
        var json = new JsonObject { ["quantity"] = axis.Quantity, ["unit"] = axis.Unit, ["count"] = axis.Length };
        var even = Dimension.Linear(axis.Values[0], axis.Values[^1], axis.Length);
        if (axis.Length <= _mostExact) json["values"] = Packing.Float64(axis.Values);
        else if (axis.Values.Zip(even).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * Math.Abs(even[^1] - even[0]))) (json["first"], json["last"]) = (even[0], even[^1]);
        else json["singles"] = Packing.Float32(axis.Values);
        return json;
    }

    private static string Step(Dimension axis, int step) => $"{axis.Quantity} {Minus.Typeset(Quantity.Format(axis.Values[step], axis.Unit))} ({step + 1} of {axis.Length})";

    private bool IsEmbedded(Dimension axis) => IsAllEmbedded || (sample.Embedded.Count > 1 && ExplorerCurves.IsCycle(axis));

    /// <summary>How far apart the steps of an axis lie among those curves that differ in axes which count.</summary>
    private int Stride(int position, Func<Dimension, bool> counts) => Curves.Others.Skip(position + 1).Where(counts).Aggregate(1, (product, axis) => product * axis.Length);

    private int StepOf(int curve, int position) => curve / Stride(position, _ => true) % Curves.Others[position].Length;
}
