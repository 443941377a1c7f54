using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Spm.Kernel.Notebooks.Html;

/// <summary>Where in its cell an error happened, read back from the traceback: an error output of nbformat 4.5 has no field for it.</summary>
internal static partial class ErrorPlace
{
    /// <summary>The line of the cell, from 1, or null when the traceback names none. The first place named is the innermost.</summary>
    /// <param name="error">The output.</param>
    /// <param name="executionCount">The cell's number in the traceback; frames of other cells do not count.</param>
    public static int? LineOf(JsonObject error, int? executionCount)
    {
        var traceback = error["traceback"] is JsonArray lines ? AnsiText.Plain(string.Join('\n', lines.Select(l => l?.ToString()))) : "";
        var place = InCell().Matches(traceback).FirstOrDefault(m => executionCount is not { } count || Number(m.Groups[1]) == count);
        return place is null ? null : Number(place.Groups[2]);
        static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Cell \[(\d{1,6})\], line (\d{1,6})\b")]
    private static partial Regex InCell();
}
