namespace Spm.Core.IO;

/// <summary>A data file that cannot be read or written: which file, what was expected there, what was found, and at which byte where that is known.</summary>
public sealed class DataFileException : IOException
{
    /// <summary>Makes the error; the message is <c>PATH: expected …, found … (at byte N).</c></summary>
    public DataFileException(string path, long? offset, string expected, string found, Exception? innerException = null)
        : base($"{path}: expected {Printable(expected)}, found {Printable(found)}{(offset is null ? "" : $" (at byte {offset})")}.", innerException) =>
        (Path, Offset, Expected, Found) = (path, offset, Printable(expected), Printable(found));

    private DataFileException(string message, (string Path, string Expected, string Found) facts)
        : base(message) =>
        (Path, Expected, Found) = facts;

    /// <summary>An error that is told better in a sentence of its own than by what was expected and found; the message is <c>PATH: SENTENCE</c>.</summary>
    internal static DataFileException Sentence(string path, string sentence, string expected, string found) =>
        new($"{path}: {Printable(sentence)}", (path, expected, found));

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Byte offset of the fault; null when it has none or the reader cannot tell.</summary>
    public long? Offset { get; }

    /// <summary>What would have been right.</summary>
    public string Expected { get; }

    /// <summary>What was there.</summary>
    public string Found { get; }

    /// <summary>Names from a damaged file may hold anything; a terminal should not get it.</summary>
    private static string Printable(string text) => string.Create(text.Length, text, (target, source) =>
    {
        for (var k = 0; k < target.Length; k++) target[k] = char.IsControl(source[k]) ? '?' : source[k];
    });
}
