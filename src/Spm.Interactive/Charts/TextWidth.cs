namespace Spm.Interactive.Charts;

/// <summary>
/// How wide text will be, estimated: an SVG is laid out before anyone knows the viewer's fonts. Errs to the wide side for the usual sans-serif fonts.
/// </summary>
internal static class TextWidth
{
    public static double Of(string text, double fontSize) => fontSize * text.Sum(CharacterWidth);

    /// <summary>The text, or its beginning and an ellipsis where it is too wide.</summary>
    public static string Fit(string text, double fontSize, double width)
    {
        if (Of(text, fontSize) <= width) return text;
        var (used, length) = (fontSize, 0);
        while (length < text.Length && used + fontSize * CharacterWidth(text[length]) <= width) used += fontSize * CharacterWidth(text[length++]);
        if (length > 0 && char.IsHighSurrogate(text[length - 1])) length--;
        return text[..length] + "…";
    }

    /// <summary>At most so many lines no wider than <paramref name="width"/>, the last one cut where there is more.</summary>
    public static IReadOnlyList<string> Wrap(string text, double fontSize, double width, int most)
    {
        var lines = Wrap(text, fontSize, width);
        if (lines.Count <= most) return lines;
        var taken = lines.Take(most - 1).Sum(line => line.Split(' ').Length);
        return [.. lines.Take(most - 1), Fit(string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(taken)), fontSize, width)];
    }

    /// <summary>Lines no wider than <paramref name="width"/>, broken at spaces; a longer word stays alone and is cut.</summary>
    public static IReadOnlyList<string> Wrap(string text, double fontSize, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length == 0 || Of(longer, fontSize) <= width) line = longer;
            else (line, _) = (word, Add(line));
        }
        Add(line);
        return lines;

        bool Add(string finished)
        {
            if (finished.Length > 0) lines.Add(Fit(finished, fontSize, width));
            return true;
        }
    }

    private static double CharacterWidth(char c) => c switch
    {
        'i' or 'l' or 'j' or '.' or ',' or ':' or ';' or '|' or '\'' or ' ' or 'I' => 0.32,
        'f' or 't' or 'r' or '(' or ')' or '-' or '/' => 0.42,
        'm' or 'w' or 'M' or 'W' or '…' => 0.92,
        >= 'A' and <= 'Z' => 0.70,
        >= '\u2E80' => 1.0,
        _ => 0.60,
    };
}
