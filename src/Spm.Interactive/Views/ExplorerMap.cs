using System.Text.Json.Nodes;
using Spm.Core.Data;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// One map of a <see cref="LinkedMapView"/> for the browser. A map of a parameter refers to the parameters that travel anyway; maps that share
/// their bad pixels share the reasons.
/// </summary>
internal sealed record ExplorerMap(string Name, Axis Colours, MapRaster Raster, string ReasonKey, int Parameter)
{
    private const double _legendWidth = 400;

    /// <summary>Reduces a map and finds which parameter of the fit it shows, −1 for none.</summary>
    public static ExplorerMap Of(ScalarMap map, LinkedMapView view, int maxSide)
    {
        var raster = MapRaster.Of(map, maxSide);
        return new(map.Name, ColourRange.Of(map.Name, map.Unit, raster.Values, map.IsCyclic), raster, string.Join('\n', raster.Reasons), raster.Step > 1 ? -1 : ParameterOf(raster, view));
    }

    /// <summary>Bytes of all maps before base64.</summary>
    public static long Bytes(IReadOnlyList<ExplorerMap> maps, bool everyPixelHasParameters) => maps.Count == 0 ? 0 :
        maps.Sum(map => map.IsReference(everyPixelHasParameters) ? 0L : 3 * map.Raster.Values.Length) + maps.Select(map => map.ReasonKey).Distinct().Count() * (long)maps[0].Raster.Values.Length;

    public static JsonArray ToJson(IReadOnlyList<ExplorerMap> maps, bool everyPixelHasParameters)
    {
        var sets = maps.Select(map => map.ReasonKey).Distinct(StringComparer.Ordinal).ToList();
        return new([.. maps.Select(map =>
        {
            var json = new JsonObject
            {
                ["name"] = map.Name,
                ["colours"] = FigurePayload.Axis(map.Colours),
                ["bad"] = new JsonArray([.. FigureLayout.BadLegend(map.Raster.BadCounts, _legendWidth).Select(line => (JsonNode)line)]),
                ["reasonSet"] = sets.IndexOf(map.ReasonKey),
            };
            if (map.IsReference(everyPixelHasParameters)) json["parameter"] = map.Parameter;
            else json["values"] = Packing.Float24(map.Raster.Values);
            return (JsonNode)json;
        })]);
    }

    public static JsonArray ReasonSets(IReadOnlyList<ExplorerMap> maps) =>
        new([.. maps.DistinctBy(map => map.ReasonKey, StringComparer.Ordinal).Select(map => (JsonNode)FigurePayload.Reasons(map.Raster))]);

    private bool IsReference(bool everyPixelHasParameters) => everyPixelHasParameters && Parameter >= 0;

    private static int ParameterOf(MapRaster raster, LinkedMapView view)
    {
        for (var k = 0; k < view.Result.Parameters.Count; k++)
            if (Shows(k))
                return k;
        return -1;

        bool Shows(int k)
        {
            for (var i = 0; i < raster.Values.Length; i++)
            {
                if (raster.Reasons[i] is not null) continue;
                var (row, column) = raster.Source(i / raster.Columns, i % raster.Columns);
                if (!raster.Values[i].Equals(view.Result.ParametersOf(view.Grid.FitAt(row, column))[k])) return false;
            }
            return true;
        }
    }
}
