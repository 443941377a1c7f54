using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spm.Kernel.Notebooks.Html;

/// <summary>A saved widget on a page without scripts: what it is called and what it holds.</summary>
/// <param name="models">The saved models by their ids.</param>
/// <param name="output">HTML of an output of nbformat, for output areas.</param>
internal sealed class WidgetMarkup(JsonObject? models, Func<JsonObject, string> output)
{
    private const int DeepestNesting = 20;

    /// <summary>HTML of the widget that a view refers to, or null when its state was not saved.</summary>
    public string? ToHtml(JsonNode? view) =>
        view is JsonObject && view["model_id"]?.ToString() is { } id && models?[id] is JsonObject model ? $"<div class=\"out widget\">{Model(model, 0)}</div>" : null;

    private string Model(JsonObject model, int depth)
    {
        if (model["state"] is not JsonObject state || depth > DeepestNesting) return "";
        var name = (model["model_name"]?.ToString() ?? "").Replace("Model", "", StringComparison.Ordinal);
        return name switch
        {
            "HTML" or "HTMLMath" => Labelled(state, state["value"]?.ToString() ?? ""),
            "Image" => Picture(model, state),
            "Output" => string.Concat((state["outputs"] as JsonArray ?? []).OfType<JsonObject>().Select(output)),
            "Button" => $"<button type=\"button\" disabled>{Text(state["description"])}</button>",
            "Checkbox" or "ToggleButton" => Labelled(state, $"<input type=\"checkbox\" disabled{(state["value"]?.GetValueKind() == JsonValueKind.True ? " checked" : "")}>"),
            "IntProgress" or "FloatProgress" => Labelled(state, Bar(state)),
            "IntSlider" or "FloatSlider" or "FloatLogSlider" or "BoundedIntText" or "BoundedFloatText" => Labelled(state, $"<b>{Text(state["value"])}</b> <small>({Text(state["min"])} to {Text(state["max"])}{(name == "FloatLogSlider" ? ", exponents" : "")})</small>"),
            "IntRangeSlider" or "FloatRangeSlider" => Labelled(state, $"<b>{Text(state["value"]?[0])} to {Text(state["value"]?[1])}</b> <small>({Text(state["min"])} to {Text(state["max"])})</small>"),
            "Password" => Labelled(state, "<b>•••</b>"),
            "Play" => "",
            _ when state["children"] is JsonArray children => Box(name, state, children, depth),
            _ when state["_options_labels"] is JsonArray labels => Labelled(state, $"<b>{Text(Chosen(labels, state["index"]))}</b> <small>(of {WebUtility.HtmlEncode(string.Join(", ", labels))})</small>"),
            _ => Labelled(state, $"<b>{Text(state["value"])}</b>"),
        };
    }

    private string Box(string name, JsonObject state, JsonArray children, int depth)
    {
        var html = new StringBuilder(name == "HBox" ? "<div style=\"display:flex;flex-wrap:wrap;gap:.3em 1.5em\">" : "<div>");
        foreach (var (i, child) in children.Index())
        {
            if (child?.ToString() is not { } reference || models?[reference.Replace("IPY_MODEL_", "", StringComparison.Ordinal)] is not JsonObject model) continue;
            if (state["titles"] is JsonArray titles && i < titles.Count) html.Append($"<p><b>{Text(titles[i])}</b></p>");
            html.Append("<div>").Append(Model(model, depth + 1)).Append("</div>");
        }
        return html.Append("</div>").ToString();
    }

    private static string Labelled(JsonObject state, string value) => Text(state["description"]) is { Length: > 0 } description ? $"<label>{description} {value}</label>" : value;

    private static string Bar(JsonObject state)
    {
        var (min, max, value) = (Number(state["min"]), Number(state["max"]), Number(state["value"]));
        return max > min ? $"<progress value=\"{value - min}\" max=\"{max - min}\"></progress> <small>{value} of {max}</small>" : Text(state["value"]);
    }

    private static string Picture(JsonObject model, JsonObject state)
    {
        var data = (model["buffers"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault()?["data"]?.ToString() ?? "";
        return $"<img alt=\"picture\" src=\"data:image/{Text(state["format"])};base64,{Text(data)}\">";
    }

    private static JsonNode? Chosen(JsonArray labels, JsonNode? index) => index is JsonValue v && v.TryGetValue<int>(out var i) && i >= 0 && i < labels.Count ? labels[i] : "none";

    private static double Number(JsonNode? node) => node is JsonValue v && v.TryGetValue<double>(out var number) ? number : node is JsonValue w && w.TryGetValue<int>(out var whole) ? whole : 0;

    private static string Text(JsonNode? node) => WebUtility.HtmlEncode(node?.ToString() ?? "");
}
