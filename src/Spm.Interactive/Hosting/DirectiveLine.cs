namespace Spm.Interactive.Hosting;

/// <summary>From what .NET Interactive gives to a handler to the line that was typed.</summary>
internal static class DirectiveLine
{
    /// <summary>
    /// The words after the prefix. The engine sorts words into named parameters, drops repeated ones and knows one argument without a name; the text of its
    /// command, <c>Directive: #!spm fit sho beps as sho</c>, still has the line as it was typed. Only a subcommand with nothing after it is missing there.
    /// </summary>
    /// <param name="command">The text of the engine's command.</param>
    /// <param name="prefix">The catalogue's prefix.</param>
    /// <param name="subcommand">The subcommand whose handler was called; empty for the directive itself.</param>
    /// <exception cref="InvalidOperationException">The text has no such directive: it comes from a version of the engine that says it otherwise.</exception>
    public static string Of(string command, string prefix, string subcommand)
    {
        var lead = $"#!{prefix}";
        var start = command.IndexOf(lead, StringComparison.Ordinal);
        if (start < 0)
            throw new InvalidOperationException($"This version of .NET Interactive does not tell the line of a directive: «{command}» has no {lead}. The last one that does is dotnet-interactive 1.0.712001.");
        var line = command[(start + lead.Length)..];
        var end = line.IndexOfAny(['\r', '\n']);
        var words = (end < 0 ? line : line[..end]).Trim();
        return words.Length == 0 ? subcommand : words;
    }
}
