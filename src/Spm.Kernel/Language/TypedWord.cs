namespace Spm.Kernel.Language;

/// <summary>
/// The word at the cursor and what stands around it. Roslyn's proposals are for the place, not for the letters: while a person types on
/// within one word, they need not be asked for again.
/// </summary>
/// <param name="Before">The code before the word.</param>
/// <param name="After">The code after the cursor.</param>
/// <param name="Length">How many letters were typed.</param>
/// <param name="Version">State of the session.</param>
internal sealed record TypedWord(string Before, string After, int Length, int Version)
{
    public static TypedWord Of(string code, int cursor, int version)
    {
        var start = cursor;
        while (start > 0 && (char.IsLetterOrDigit(code[start - 1]) || code[start - 1] == '_')) start--;
        // A number is no word; what could follow it is another question with each digit.
        if (start < cursor && char.IsDigit(code[start])) start = cursor;
        return new TypedWord(code[..start], code[cursor..], cursor - start, version);
    }

    /// <summary>Where it begins.</summary>
    public int Start => Before.Length;

    /// <summary>True when another word is the same one with more or fewer letters. Without any letter only a dot says what is to follow.</summary>
    public bool GoesOnAs(TypedWord other) =>
        ((Length > 0 && other.Length > 0) || Length == other.Length || Before.EndsWith('.')) && this with { Length = 0 } == other with { Length = 0 };
}
