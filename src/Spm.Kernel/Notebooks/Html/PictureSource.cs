using System.Text.Json.Nodes;

namespace Spm.Kernel.Notebooks.Html;

/// <summary>Pictures named in Markdown, as <c>data:</c> addresses, so that the report is one file.</summary>
internal static class PictureSource
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".svg"] = "image/svg+xml",
    };

    /// <summary>The picture's <c>data:</c> address, or null when it is neither an attachment of the cell nor a picture file below the folder.</summary>
    public static string? Embed(string? address, JsonObject? attachments, string? folder)
    {
        const string scheme = "attachment:";
        if (address is null) return null;
        if (address.StartsWith(scheme, StringComparison.Ordinal))
        {
            var bundle = attachments?[Uri.UnescapeDataString(address[scheme.Length..])] as JsonObject;
            return bundle?.FirstOrDefault() is { Key: { } type, Value: { } content } ? $"data:{type};base64,{MultilineText.Shown(content).ReplaceLineEndings("")}" : null;
        }
        if (folder is null || address.Contains(':') || Path.IsPathRooted(address) || !Types.TryGetValue(Path.GetExtension(address), out var mime)) return null;
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        var file = Path.GetFullPath(Path.Combine(root, Uri.UnescapeDataString(address)));
        return file.StartsWith(root, StringComparison.Ordinal) && File.Exists(file) ? $"data:{mime};base64,{Convert.ToBase64String(File.ReadAllBytes(file))}" : null;
    }
}
