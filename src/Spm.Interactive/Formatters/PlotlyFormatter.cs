using System.Text.Json.Nodes;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;
using GenericChart = Plotly.NET.GenericChart;

namespace Spm.Interactive.Formatters;

/// <summary>
/// A Plotly.NET chart: its JSON for front ends that draw Plotly, HTML that draws itself with the plotly.js that Plotly.NET carries
/// (once per notebook), and a static picture of the common kinds of trace.
/// </summary>
public static class PlotlyFormatter
{
    private const string _scriptName = "plotly-2.28.0", _resource = "Plotly.NET.plotly-2.28.0.min.js";
    private static readonly Lazy<string> _plotly = new(LoadPlotly);

    /// <summary>Formats a chart.</summary>
    public static MimeBundle Format(GenericChart chart, ScriptOnce once)
    {
        var json = JsonNode.Parse(GenericChart.toFigureJson(chart))!.AsObject();
        var figure = PlotlyFigure.Of(json);
        var svg = SvgRenderer.Render(figure);
        var picture = FigureBundle.StaticPicture(figure, svg);
        var library = once.Needed(_scriptName, chart, isSmall: false) ? $"<script>{_plotly.Value}</script>" : "";
        var data = new JsonObject { ["kind"] = "plotly", ["figure"] = json.DeepClone() };
        var html = library + FigureHtml.Wrap($"{FigureHtml.Picture(figure, svg)}<div data-spm-plot=\"1\" style=\"display:none;width:{figure.Width}px;max-width:100%;height:{figure.Height}px\"></div>", data, chart, once);
        return new MimeBundle(figure.Description).With(MimeTypes.Plotly, json).With(MimeTypes.Html, html).With(picture);
    }

    /// <summary>The static picture of a chart.</summary>
    public static Figure FigureOf(GenericChart chart) => PlotlyFigure.Of(JsonNode.Parse(GenericChart.toFigureJson(chart))!.AsObject());

    /// <summary>The script with module loaders out of its sight: one that is on the page (Classic Notebook) would take the library for itself.</summary>
    private static string LoadPlotly()
    {
        using var stream = typeof(GenericChart).Assembly.GetManifestResourceStream(_resource)
            ?? throw new InvalidOperationException($"Plotly.NET {typeof(GenericChart).Assembly.GetName().Version} carries no {_resource}.");
        using var reader = new StreamReader(stream);
        return $"window.Plotly||(function(define,module,exports){{{reader.ReadToEnd()}\n}}).call(window);";
    }
}
