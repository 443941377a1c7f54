namespace Spm.Notebook.Commands;

/// <summary>One proposal for a word, before it is quoted.</summary>
internal readonly record struct ValueProposal(string Text, string Kind, string Description);

/// <summary>The word that is being typed.</summary>
/// <param name="Text">Its text so far, without quotes.</param>
/// <param name="Start">Where a proposal would be inserted.</param>
/// <param name="Quote">The quote it began with, or 0.</param>
internal sealed record StartedWord(string Text, int Start, char Quote)
{
    /// <summary>The word that ends at the cursor, maybe empty, and those before it; null inside a comment.</summary>
    public static StartedWord? Of(string line, int cursor, out List<string> before)
    {
        var tokens = CommandLine.Split(line[..cursor], allowOpenQuote: true);
        before = [.. tokens.Select(t => t.Text)];
        if (tokens.Count == 0 || tokens[^1].End < cursor || !IsInside(line, tokens[^1], cursor))
            return IsComment(line, tokens.Count == 0 ? 0 : tokens[^1].End, cursor) ? null : new StartedWord("", cursor, '\0');
        before.RemoveAt(before.Count - 1);
        var first = line[tokens[^1].Start];
        return new StartedWord(tokens[^1].Text, tokens[^1].Start, first is '"' or '\'' ? first : '\0');
    }

    /// <summary>For <c>--option=val</c>: the option, and the value as a word of its own.</summary>
    public bool AfterEquals(out string option, out StartedWord value)
    {
        var equals = Quote == '\0' && Text.StartsWith('-') ? Text.IndexOf('=', StringComparison.Ordinal) : -1;
        (option, value) = equals < 0 ? ("", this) : (Text[..equals], new StartedWord(Text[(equals + 1)..], Start + equals + 1, '\0'));
        return equals >= 0;
    }

    /// <summary>The part after the last comma of a list.</summary>
    public StartedWord AfterComma() =>
        Quote == '\0' && Text.LastIndexOf(',') is >= 0 and var comma ? new StartedWord(Text[(comma + 1)..], Start + comma + 1, '\0') : this;

    /// <summary>A proposal as it must be written; a folder's quote stays open for what is in it.</summary>
    public string Quoted(string text)
    {
        var quote = Quote != '\0' ? Quote : text.AsSpan().IndexOfAny(" \t'\"") < 0 ? '\0' : text.Contains('"', StringComparison.Ordinal) ? '\'' : '"';
        return quote == '\0' ? text : $"{quote}{text}{(text.EndsWith('/') ? "" : quote)}";
    }

    private static bool IsInside(string line, CommandToken word, int cursor) => word.End == cursor && (!char.IsWhiteSpace(line[cursor - 1]) || IsQuoteOpen(line[word.Start..cursor]));

    private static bool IsQuoteOpen(string word)
    {
        var open = '\0';
        foreach (var c in word)
        {
            if (open == '\0' && c is '"' or '\'') open = c;
            else if (c == open) open = '\0';
        }
        return open != '\0';
    }

    private static bool IsComment(string line, int from, int cursor) => line[from..cursor].TrimStart().StartsWith('#');
}
