using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Spm.Kernel.Notebooks.Html;

/// <summary>Where in its cell an error happened, read back from the traceback: an error output of nbformat 4.5 has no field for it.</summary>
internal static partial class ErrorPlace
{
    /// <summary>The line of the cell, from 1, or null when the traceback names none. The first place named is the innermost.</summary>
    public static int? LineOf(JsonObject error)
    {
        var traceback = error["traceback"] is JsonArray lines ? AnsiText.Plain(string.Join('\n', lines.Select(l => l?.ToString()))) : "";
        var match = InCell().Match(traceback);
        return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"Cell \[\d+\], line (\d{1,6})\b")]
    private static partial Regex InCell();
}
