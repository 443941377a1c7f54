namespace Spm.Notebook;

/// <summary>The MIME types a result may carry.</summary>
public static class MimeTypes
{
    /// <summary>Always present.</summary>
    public const string Text = "text/plain";

    /// <summary>Rich, self-contained, without network.</summary>
    public const string Html = "text/html";

    /// <summary>Markdown.</summary>
    public const string Markdown = "text/markdown";

    /// <summary>LaTeX.</summary>
    public const string Latex = "text/latex";

    /// <summary>Static vector picture.</summary>
    public const string Svg = "image/svg+xml";

    /// <summary>Static raster picture; base64 in a bundle.</summary>
    public const string Png = "image/png";

    /// <summary>Photograph; base64 in a bundle.</summary>
    public const string Jpeg = "image/jpeg";

    /// <summary>Moving raster picture; base64 in a bundle.</summary>
    public const string Gif = "image/gif";

    /// <summary>A program that the front end runs when it shows the output.</summary>
    public const string JavaScript = "application/javascript";

    /// <summary>Plotly figure for front ends that have a renderer.</summary>
    public const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>Structured data.</summary>
    public const string Json = "application/json";
}
