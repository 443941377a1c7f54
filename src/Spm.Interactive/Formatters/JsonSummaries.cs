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
        JsonSummary.Register<FitResult>(result => Of(FitSummary.Of(result)));
        JsonSummary.Register<FitSummary>(Of);
        JsonSummary.Register<Dataset>(Of);
        JsonSummary.Register<ScanImages>(scan => new JsonObject { ["channels"] = new JsonArray([.. scan.Channels.Select(c => (JsonNode)Of(c))]) });
        JsonSummary.Register<PathImages>(scan => new JsonObject
        {
            ["path"] = scan.Samples.Path.Title,
            ["points"] = scan.Samples.Points.Count,
            ["seconds"] = scan.Samples.TimesS[^1] + scan.Samples.Path.DwellS,
            ["channels"] = new JsonArray([.. scan.Samples.Channels.Select(c => (JsonNode)Of(c))]),
            ["images"] = new JsonArray([.. scan.Images.Select(image => (JsonNode)Of(image.Map))]),
        });
        JsonSummary.Register<LinkedMapView>(view => Of(view.Maps[0]));
        JsonSummary.Register<ExplorerView>(view => Of(view.Data));
        JsonSummary.Register<ScalarMap>(Of);
    }

    /// <summary>Counts per status and verdict, quantiles of R² and of each parameter over the good fits, time and rate.</summary>
    private static JsonObject Of(FitSummary fit) => new()
    {
        ["model"] = fit.Model,
        ["source"] = fit.Source,
        ["file"] = fit.Path,
        ["fits"] = fit.Fits,
        ["fits_found_finished"] = fit.FitsFoundFinished,
        ["points_per_fit"] = fit.PointsPerFit,
        ["seconds"] = fit.Elapsed.TotalSeconds,
        ["fits_per_second"] = Number(fit.FitsPerSecond),
        ["status"] = Counts(fit.Status.Select(s => (s.Status.ToString(), s.Count))),
        ["verdict"] = Counts(fit.Verdict.Select(v => (v.Verdict.ToString(), v.Count))),
        ["r_squared"] = Named(fit.RSquared),
        ["fraction_r_squared_at_least_0.9"] = fit.Fits > 0 ? (double)fit.RSquaredAtLeast09 / fit.Fits : 0,
        ["points_excluded"] = fit.PointsExcluded,
        ["fraction_of_points_excluded"] = fit.Fits > 0 ? (double)fit.PointsExcluded / fit.Fits / fit.PointsPerFit : 0,
        ["quantiles_over_every"] = fit.QuantilesOverEvery,
        ["parameters"] = new JsonArray([.. fit.Parameters.Select(p => (JsonNode)new JsonObject
        {
            ["symbol"] = p.Parameter.Symbol,
            ["name"] = p.Parameter.Name,
            ["unit"] = p.Parameter.Unit,
            ["good_fits"] = Named(p.Quantiles),
            ["median_standard_error"] = Number(p.MedianStandardError),
        })]),
    };

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

    private static JsonObject Counts(IEnumerable<(string Name, long Count)> counts) => new(counts.Select(c => KeyValuePair.Create(c.Name, (JsonNode?)c.Count)));

    private static JsonObject Named(IReadOnlyList<double> quantiles) => new(Fractions.Zip(quantiles, (f, q) => KeyValuePair.Create(f.Name, Number(q))));

    private static JsonObject Quantile(IEnumerable<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        return new JsonObject(Fractions.Select(f => KeyValuePair.Create(f.Name, Number(Quantiles.Of(sorted, f.Fraction)))));
    }

    private static JsonNode? Number(double value) => double.IsFinite(value) ? value : null;
}
