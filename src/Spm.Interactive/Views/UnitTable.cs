using System.Text.Json.Nodes;
using Spm.Core.Data;

namespace Spm.Interactive.Views;

/// <summary>Which prefixed spellings a unit has, as data: the browser writes quantities as <see cref="Quantity.Format"/> does without knowing what a unit is.</summary>
internal static class UnitTable
{
    /// <summary>Unit to its spellings, each <c>[symbol, factor]</c>, smallest factor first; the unit alone when it takes no prefix.</summary>
    public static JsonObject Of(IEnumerable<string> units)
    {
        var table = new JsonObject();
        foreach (var unit in units.Distinct(StringComparer.Ordinal))
        {
            var spellings = new JsonArray();
            foreach (var (symbol, factor) in Spellings(unit)) spellings.Add(new JsonArray(symbol, factor));
            table[unit] = spellings;
        }
        return table;
    }

    private static List<(string Symbol, double Factor)> Spellings(string unit) =>
        [.. Enumerable.Range(-6, 12).Select(power => Quantity.Scale(1.5 * Math.Pow(1000, power), unit)).DistinctBy(spelling => spelling.Unit).OrderBy(spelling => spelling.Factor)];
}
