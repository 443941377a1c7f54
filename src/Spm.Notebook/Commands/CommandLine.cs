namespace Spm.Notebook.Commands;

/// <summary>One word of a command line and where it stands.</summary>
/// <param name="Text">The word without its quotes.</param>
/// <param name="Start">Index of its first character, a quote included.</param>
/// <param name="End">One past its last character.</param>
public readonly record struct CommandToken(string Text, int Start, int End);

/// <summary>Splits a line into words: white space separates, quotes (<c>"</c> or <c>'</c>) hold together, <c># …</c> after white space is a comment.</summary>
public static class CommandLine
{
    /// <summary>The words of a line.</summary>
    /// <param name="line">The line without the prefix.</param>
    /// <param name="allowOpenQuote">For completion: a quote without its partner ends at the line's end.</param>
    /// <exception cref="CommandException">A quote has no partner.</exception>
    public static IReadOnlyList<CommandToken> Split(string line, bool allowOpenQuote = false)
    {
        var tokens = new List<CommandToken>();
        var at = 0;
        while (true)
        {
            while (at < line.Length && char.IsWhiteSpace(line[at])) at++;
            if (at >= line.Length || line[at] == '#') return tokens;
            var start = at;
            var text = new System.Text.StringBuilder();
            while (at < line.Length && !char.IsWhiteSpace(line[at]))
            {
                if (line[at] is '"' or '\'')
                {
                    var close = line.IndexOf(line[at], at + 1);
                    if (close < 0 && !allowOpenQuote)
                        throw new CommandException($"The quote that opens at column {at + 1} is not closed: {line[at..]}");
                    if (close < 0) close = line.Length;
                    text.Append(line, at + 1, close - at - 1);
                    at = Math.Min(close + 1, line.Length);
                }
                else
                {
                    text.Append(line[at++]);
                }
            }
            tokens.Add(new CommandToken(text.ToString(), start, at));
        }
    }
}
