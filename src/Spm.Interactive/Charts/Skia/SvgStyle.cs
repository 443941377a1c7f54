using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace Spm.Interactive.Charts.Skia;

/// <summary>The presentation attributes that an element of an SVG has, its own before those it inherits. Source: SVG 2, sections 6.5 and 13.</summary>
internal sealed class SvgStyle
{
    private static readonly string[] _notInherited = ["opacity", "transform", "clip-path", "overflow", "x", "y", "width", "height"];
    private readonly Dictionary<string, string> _values;

    private SvgStyle(Dictionary<string, string> values) => _values = values;

    /// <summary>What holds outside every element.</summary>
    public static SvgStyle Initial { get; } = new(new(StringComparer.Ordinal) { ["fill"] = "#000000", ["font-size"] = "16" });

    /// <summary>The style of an element within this one: its attributes, then the declarations of its <c>style</c>.</summary>
    public SvgStyle Of(XElement element)
    {
        var values = _values.Where(pair => !_notInherited.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var attribute in element.Attributes()) values[attribute.Name.LocalName] = attribute.Value;
        if (element.Attribute("style") is { } style)
            foreach (var declaration in style.Value.Split(';', StringSplitOptions.RemoveEmptyEntries))
                if (declaration.IndexOf(':') is > 0 and var colon)
                    values[declaration[..colon].Trim()] = declaration[(colon + 1)..].Trim();
        return new(values);
    }

    public string Text(string name, string otherwise = "") => _values.GetValueOrDefault(name, otherwise);

    public float Number(string name, float otherwise = 0) => _values.TryGetValue(name, out var text) ? Parse(text, name) : otherwise;

    /// <summary>The identifier in <c>url(#id)</c>, or null.</summary>
    public string? Reference(string name) => Text(name) is var value && value.StartsWith("url(#", StringComparison.Ordinal) ? value[5..^1] : null;

    /// <summary>What fills a shape; null for nothing.</summary>
    public SKPaint? Fill() => Paint("fill", "fill-opacity");

    /// <summary>What draws an outline; null for nothing.</summary>
    public SKPaint? Stroke()
    {
        if (Number("stroke-width", 1) is var width && width <= 0 || Paint("stroke", "stroke-opacity") is not { } paint) return null;
        (paint.Style, paint.StrokeWidth) = (SKPaintStyle.Stroke, width);
        paint.StrokeJoin = Text("stroke-linejoin") switch { "round" => SKStrokeJoin.Round, "bevel" => SKStrokeJoin.Bevel, _ => SKStrokeJoin.Miter };
        paint.StrokeCap = Text("stroke-linecap") switch { "round" => SKStrokeCap.Round, "square" => SKStrokeCap.Square, _ => SKStrokeCap.Butt };
        paint.StrokeMiter = Number("stroke-miterlimit", 4);
        if (Text("stroke-dasharray", "none") is not "none" and { Length: > 0 } dashes)
        {
            var lengths = Numbers(dashes);
            paint.PathEffect = SKPathEffect.CreateDash(lengths.Length % 2 == 0 ? lengths : [.. lengths, .. lengths], Number("stroke-dashoffset"));
        }
        return paint;
    }

    /// <summary>Numbers between spaces and commas.</summary>
    public static float[] Numbers(string text) => [.. text.Split([' ', ',', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(number => Parse(number, "a list"))];

    private SKPaint? Paint(string name, string opacity)
    {
        var value = Text(name, "none");
        if (value is "none" or "transparent" || Reference(name) is not null) return null;
        var colour = Colour(value);
        return new() { IsAntialias = true, Color = colour.WithAlpha((byte)MathF.Round(colour.Alpha * Math.Clamp(Number(opacity, 1), 0, 1))) };
    }

    private static SKColor Colour(string value) => value switch
    {
        "black" or "currentColor" => SKColors.Black,
        "white" => SKColors.White,
        _ => value.StartsWith('#') && SKColor.TryParse(value, out var colour) ? colour
            : throw new NotSupportedException($"The colour «{value}» of an SVG is not understood; write it as #RRGGBB."),
    };

    private static float Parse(string text, string name) =>
        float.TryParse(text.EndsWith("px", StringComparison.Ordinal) ? text[..^2] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : throw new NotSupportedException($"«{text}» for {name} in an SVG is not a number.");
}
