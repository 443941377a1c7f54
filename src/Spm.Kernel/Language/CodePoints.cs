namespace Spm.Kernel.Language;

/// <summary>Cursor positions: the protocol counts code points, .NET strings UTF-16 units.</summary>
internal static class CodePoints
{
    /// <summary>Index in the string of a cursor; clamped to the text.</summary>
    public static int ToIndex(string text, int codePoints)
    {
        var index = 0;
        for (var n = 0; n < codePoints && index < text.Length; n++) index += index + 1 < text.Length && char.IsSurrogatePair(text, index) ? 2 : 1;
        return index;
    }

    /// <summary>Number of code points before an index.</summary>
    public static int FromIndex(string text, int index)
    {
        var n = 0;
        for (var at = 0; at < Math.Min(index, text.Length); n++) at += at + 1 < text.Length && char.IsSurrogatePair(text, at) ? 2 : 1;
        return n;
    }
}
