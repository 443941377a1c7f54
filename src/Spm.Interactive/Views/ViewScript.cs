using System.Text.RegularExpressions;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// The browser script that makes figures interactive (<c>Assets/spm-view.js</c>) with the colour maps put in, so that the browser
/// draws the same colours as the static picture. No network, no module loader, one global named after its version.
/// </summary>
public static partial class ViewScript
{
    /// <summary>The script's name for <see cref="ScriptOnce"/>: a new version travels beside an old one.</summary>
    public const string Name = "spm-view-1";

    /// <summary>
    /// Run by every figure: says that there is something to do; the script does it now, or when it arrives. The root is passed on because
    /// some front ends keep an output in a shadow tree, where a search from the document would not find it.
    /// </summary>
    public const string Bootstrap = "<script>(function(w,s){(w.__spmPending=w.__spmPending||[]).push(s?s.getRootNode():document);w.__spmView1&&w.__spmView1.drain()})(window,document.currentScript)</script>";

    private static readonly Lazy<string> _source = new(Load);

    /// <summary>The script element, without comments and indentation.</summary>
    public static string Element => $"<script>{_source.Value}</script>";

    private static string Load()
    {
        return CommentOrIndentation().Replace(Asset("spm-view.js").Replace("//@spm-live.js", Asset("spm-live.js"), StringComparison.Ordinal), "")
            .Replace("@sequential@", Convert.ToBase64String(ColourMap.Sequential.ToBytes()), StringComparison.Ordinal)
            .Replace("@cyclic@", Convert.ToBase64String(ColourMap.Cyclic.ToBytes()), StringComparison.Ordinal);
    }

    private static string Asset(string name)
    {
        using var stream = typeof(ViewScript).Assembly.GetManifestResourceStream($"Spm.Interactive.Assets.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^[ \t]*(//[^\n]*)?(\n|\z)|^[ \t]+", RegexOptions.Multiline)]
    private static partial Regex CommentOrIndentation();
}
