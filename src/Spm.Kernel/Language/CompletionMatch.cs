namespace Spm.Kernel.Language;

/// <summary>How well a name fits what was typed; better is smaller.</summary>
internal enum CompletionMatch
{
    /// <summary>Begins with it, letter for letter.</summary>
    Prefix,

    /// <summary>Begins with it but for the case of letters.</summary>
    PrefixIgnoringCase,

    /// <summary>Its humps do: <c>WL</c> or <c>wrLi</c> for <c>WriteLine</c>.</summary>
    Humps,

    /// <summary>Holds it somewhere.</summary>
    Within,

    /// <summary>Does not fit.</summary>
    None,
}

/// <summary>Matches names with what was typed.</summary>
internal static class CompletionMatching
{
    public static CompletionMatch Of(string name, string typed)
    {
        if (name.StartsWith(typed, StringComparison.Ordinal)) return CompletionMatch.Prefix;
        if (name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) return CompletionMatch.PrefixIgnoringCase;
        if (MatchesHumps(name, typed, 0, 0)) return CompletionMatch.Humps;
        return name.Contains(typed, StringComparison.OrdinalIgnoreCase) ? CompletionMatch.Within : CompletionMatch.None;
    }

    /// <summary>Names that begin with what was typed; without any, those whose humps do; without any, those that hold it.</summary>
    public static IEnumerable<(T Item, CompletionMatch Match)> Best<T>(IEnumerable<T> items, Func<T, string> name, string typed)
    {
        var matches = items.Select(i => (Item: i, Match: Of(name(i), typed))).Where(m => m.Match != CompletionMatch.None).ToList();
        if (matches.Count == 0) return matches;
        var best = matches.Min(m => m.Match);
        var worst = best == CompletionMatch.Prefix ? CompletionMatch.PrefixIgnoringCase : best;
        return matches.Where(m => m.Match <= worst);
    }

    private static bool MatchesHumps(string name, string typed, int at, int typedAt)
    {
        if (typedAt == typed.Length) return true;
        for (var start = at; start < name.Length; start++)
        {
            if (!StartsHump(name, start) || char.ToUpperInvariant(name[start]) != char.ToUpperInvariant(typed[typedAt])) continue;
            // The letters after a hump's first may go on, as far as they agree; the shortest run that lets the rest match wins.
            for (var length = 1; ; length++)
            {
                if (MatchesHumps(name, typed, start + length, typedAt + length)) return true;
                if (start + length >= name.Length || typedAt + length >= typed.Length
                    || char.ToUpperInvariant(name[start + length]) != char.ToUpperInvariant(typed[typedAt + length])) break;
            }
        }
        return false;
    }

    private static bool StartsHump(string name, int at) =>
        at == 0 || char.IsUpper(name[at]) || (char.IsDigit(name[at]) && !char.IsDigit(name[at - 1])) || (name[at - 1] == '_' && name[at] != '_');
}
