using System.Text.Json.Nodes;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Session;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>The main numbers of each result, for programs.</summary>
internal static class JsonSummaries
{
    private static readonly (string Name, double Fraction)[] Fractions = [("p05", 0.05), ("p25", 0.25), ("median", 0.5), ("p75", 0.75), ("p95", 0.95)];

    public static void Register()
    {
        JsonSummary.Register<FitResult>(Of);
        JsonSummary.Register<Dataset>(Of);
        JsonSummary.Register<ScanImages>(scan => new JsonObject { ["channels"] = new JsonArray([.. scan.Channels.Select(c => (JsonNode)Of(c))]) });
        JsonSummary.Register<LinkedMapView>(view => Of(view.Maps[0]));
        JsonSummary.Register<ScalarMap>(Of);
    }

    /// <summary>Counts per status and verdict, quantiles of R² and of each parameter over the good fits, time and rate.</summary>
    private static JsonObject Of(FitResult result)
    {
        var seconds = result.Elapsed.TotalSeconds;
        var good = Enumerable.Range(0, result.Count).Where(result.IsGood).ToArray();
        return new JsonObject
        {
            ["model"] = result.Model,
            ["source"] = result.Source.Name,
            ["fits"] = result.Count,
            ["points_per_fit"] = result.FitDimension.Length,
            ["seconds"] = seconds,
            ["fits_per_second"] = seconds > 0 ? result.Count / seconds : null,
            ["status"] = Counts(result.Status),
            ["verdict"] = Counts(result.Verdict),
            ["r_squared"] = Quantile(result.RSquared),
            ["fraction_r_squared_at_least_0.9"] = (double)result.RSquared.Count(r => r >= 0.9) / result.Count,
            ["fraction_of_points_excluded"] = result.Excluded is { Length: > 0 } points ? (double)points.Count(e => e) / points.Length : 0,
            ["parameters"] = new JsonArray([.. result.Parameters.Select((p, k) => (JsonNode)new JsonObject
            {
                ["symbol"] = p.Symbol,
                ["name"] = p.Name,
                ["unit"] = p.Unit,
                ["good_fits"] = Quantile(good.Select(fit => result.ParametersOf(fit)[k])),
            })]),
        };
    }

    private static JsonObject Of(Dataset data) => new()
    {
        ["name"] = data.Name,
        ["quantity"] = data.Quantity,
        ["unit"] = data.Unit,
        ["complex"] = data.IsComplex,
        ["dimensions"] = new JsonArray([.. data.Dimensions.Select(d => (JsonNode)new JsonObject
        {
            ["name"] = d.Name,
            ["quantity"] = d.Quantity,
            ["unit"] = d.Unit,
            ["kind"] = d.Kind == DimensionKind.Spatial ? "spatial" : "spectroscopic",
            ["points"] = d.Length,
            ["first"] = Number(d.Values.FirstOrDefault(double.NaN)),
            ["last"] = Number(d.Values.LastOrDefault(double.NaN)),
        })]),
    };

    private static JsonObject Of(ScalarMap map)
    {
        var bad = map.BadReasons.Cast<string?>().Where(reason => reason is not null).GroupBy(reason => reason!);
        return new JsonObject
        {
            ["name"] = map.Name,
            ["unit"] = map.Unit,
            ["columns"] = map.Horizontal.Length,
            ["rows"] = map.Vertical.Length,
            ["values"] = Quantile(map.Values.Cast<double>()),
            ["bad_pixels"] = new JsonObject(bad.Select(g => KeyValuePair.Create(g.Key, (JsonNode?)g.Count()))),
        };
    }

    private static JsonObject Counts<T>(IEnumerable<T> values)
        where T : struct, Enum =>
        new(values.GroupBy(v => v).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => KeyValuePair.Create(g.Key.ToString(), (JsonNode?)g.Count())));

    private static JsonObject Quantile(IEnumerable<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        return new JsonObject(Fractions.Select(f => KeyValuePair.Create(f.Name, Number(Quantiles.Of(sorted, f.Fraction)))));
    }

    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;
}
