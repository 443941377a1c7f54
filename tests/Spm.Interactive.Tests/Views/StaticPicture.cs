using System.Text;
using System.Text.RegularExpressions;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

/// <summary>The drawing in a bundle, which for a map is SVG in its HTML only: its static picture is a PNG.</summary>
internal static partial class StaticPicture
{
    /// <summary>The SVG that the HTML shows, or null for a bundle without a picture.</summary>
    public static string? TrySvgOf(MimeBundle bundle) => Address().Match((string)bundle.Data[MimeTypes.Html]) is { Success: true } match ? Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value)) : null;

    public static string SvgOf(MimeBundle bundle) => TrySvgOf(bundle) ?? throw new InvalidOperationException("The bundle's HTML shows no picture.");

    [GeneratedRegex("src=\"data:image/svg\\+xml;base64,([^\"]*)\"")]
    private static partial Regex Address();
}
