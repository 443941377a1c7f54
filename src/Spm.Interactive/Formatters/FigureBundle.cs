using Spm.Interactive.Charts;
using Spm.Interactive.Charts.Skia;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A bundle of text, an interactive figure with words around it, and the figure's static picture.</summary>
internal static class FigureBundle
{
    /// <summary>What the bundle of an object has whose picture is of lines, of maps, or of the one or the other.</summary>
    public static readonly string[] LineTypes = [MimeTypes.Html, MimeTypes.Svg], MapTypes = [MimeTypes.Html, MimeTypes.Png], Types = [MimeTypes.Html, MimeTypes.Png, MimeTypes.Svg];

    private const int _wordsWidth = 640, _wordsHeight = 80;

    /// <summary>Pixels of a static picture for one of the layout: more would make a notebook with thirty maps larger than 12 MB.</summary>
    internal const double PngScale = 1.5;

    public static MimeBundle Of(string text, Figure figure, object owner, ScriptOnce once, string before = "", string after = "")
    {
        var layout = FigureLayout.Of(figure);
        var svg = SvgRenderer.Render(layout);
        var picture = StaticPicture(figure, svg);
        return new MimeBundle(text).With(MimeTypes.Html, before + FigureHtml.Of(layout, svg, owner, once) + after).With(picture);
    }

    /// <summary>
    /// The figure's static picture: PNG, three pixels for two, where there is a map; SVG where there are only lines, and on a machine that Skia does not run on. A PNG takes as long as all the
    /// rest, so it is made on another core while the caller makes that.
    /// </summary>
    public static Task<(string MimeType, string Content)> StaticPicture(Figure figure, string svg) => figure.Panels.All(panel => panel.Raster is null)
        ? Task.FromResult((MimeTypes.Svg, svg))
        : Task.Run(() => SkiaPicture.IsAvailable ? (MimeTypes.Png, Convert.ToBase64String(SkiaPicture.Png(svg, PngScale))) : (MimeTypes.Svg, svg));

    /// <summary>The bundle with a static picture, when that is made.</summary>
    public static MimeBundle With(this MimeBundle bundle, Task<(string MimeType, string Content)> picture)
    {
        var (mimeType, content) = picture.GetAwaiter().GetResult();
        return bundle.With(mimeType, content);
    }

    /// <summary>What cannot be drawn: the reason in words, in the picture too.</summary>
    public static MimeBundle Words(string words)
    {
        var figure = new Figure("", _wordsWidth, _wordsHeight, [], words) { Notes = [words] };
        return new MimeBundle(words).With(MimeTypes.Html, Heading(words)).With(MimeTypes.Svg, SvgRenderer.Render(figure));
    }

    public static string Heading(string words) => $"<div style=\"font-weight:600;margin:4px 0\">{SvgWriter.Encode(Minus.Typeset(words))}</div>";

    /// <summary>What is said below a picture or a table.</summary>
    public static string Sentence(string words) => $"<div style=\"font-size:13px;margin:4px 0\">{SvgWriter.Encode(Minus.Typeset(words))}</div>";

    /// <summary>A part that opens on a click, for what is long.</summary>
    public static string Folded(string summary, string html) =>
        $"<details style=\"margin:4px 0\"><summary style=\"cursor:pointer;display:list-item;list-style-position:inside\">{SvgWriter.Encode(summary)}</summary>{html}</details>";
}
