using System.Reflection;
using System.Text.RegularExpressions;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>
/// The browser script that makes figures interactive (<c>Assets/*.js</c>, concatenated) with the colour maps put in, so that the browser
/// draws the same colours as the static picture. No network, no module loader, one global named after its version.
/// </summary>
public static partial class ViewScript
{
    /// <summary>The script's name for <see cref="ScriptOnce"/>: a new version travels beside an old one.</summary>
    public const string Name = "spm-view-2";

    /// <summary>Class of the containers that this version wakes; an older script on the same page does not know it.</summary>
    public const string ContainerClass = "spm-view-2";

    /// <summary>
    /// Run by every figure: says that there is something to do; the script does it now, or when it arrives. The root is passed on because
    /// some front ends keep an output in a shadow tree, where a search from the document would not find it.
    /// </summary>
    public const string Bootstrap = "<script>(function(w,s){(w.__spmPending2=w.__spmPending2||[]).push(s?s.getRootNode():document);w.__spmView2&&w.__spmView2.drain()})(window,document.currentScript)</script>";

    private const string _folder = "Spm.Interactive.Assets.", _opens = "open.js", _closes = "wake.js";

    private static readonly Lazy<string> _source = new(Load);

    /// <summary>The script element, without comments, indentation, and spaces beside punctuation outside of strings.</summary>
    public static string Element => $"<script>{_source.Value}</script>";

    /// <summary>The files in the order in which they are one script: what opens the closure, all others by name, what closes it.</summary>
    private static IEnumerable<string> Files(Assembly assembly) => assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(_folder, StringComparison.Ordinal) && name.EndsWith(".js", StringComparison.Ordinal))
        .OrderBy(name => name == _folder + _opens ? 0 : name == _folder + _closes ? 2 : 1).ThenBy(name => name, StringComparer.Ordinal);

    private static string Load()
    {
        var assembly = typeof(ViewScript).Assembly;
        return string.Concat(Files(assembly).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return StringOrPunctuation().Replace(CommentOrIndentation().Replace(reader.ReadToEnd(), ""), "$1$2");
        }))
            .Replace("@sequential@", Convert.ToBase64String(ColourMap.Sequential.ToBytes()), StringComparison.Ordinal)
            .Replace("@cyclic@", Convert.ToBase64String(ColourMap.Cyclic.ToBytes()), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^[ \t]*(//[^\n]*)?(\n|\z)|^[ \t]+", RegexOptions.Multiline)]
    private static partial Regex CommentOrIndentation();

    [GeneratedRegex("""("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|[ \t]*([=*?:<>&|,{}();])[ \t]*""")]
    private static partial Regex StringOrPunctuation();
}
