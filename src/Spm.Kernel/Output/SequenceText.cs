using System.Collections;
using System.Globalization;

namespace Spm.Kernel.Output;

/// <summary>
/// Text of lists, arrays and lazy sequences: in one line where it fits, else wrapped, numbers in aligned columns. Of more than a thousand
/// numbers the first and the last three, as NumPy has it. Takes few items, so that an endless sequence ends and a long one costs nothing.
/// </summary>
internal static class SequenceText
{
    /// <summary>Numbers written out in full; of more, the ends.</summary>
    public const int NumbersShown = 1000;

    /// <summary>Items of other kinds, and of sequences without a known length, that are written out.</summary>
    public const int ItemsShown = 100;

    /// <summary>Columns of a line.</summary>
    public const int Width = 100;

    private const int Ends = 3;

    public static string Of(IEnumerable sequence)
    {
        var name = SequenceNames.Of(sequence);
        var isNumbers = ScalarText.IsNumber(SequenceNames.ItemType(sequence));
        if (isNumbers && sequence is IList { Count: > NumbersShown } list) return $"{name} {{ {string.Join(", ", TwoEnds(list).Select(AlignedNumbers.Trimmed))} }}";
        var (items, isWhole) = Take(sequence, isNumbers && SequenceNames.Count(sequence) is not null ? NumbersShown : ItemsShown);
        return Of(sequence, items, isWhole);
    }

    /// <summary>The text of a sequence whose first items are known.</summary>
    public static string Of(IEnumerable sequence, IReadOnlyList<object?> items, bool isWhole)
    {
        var name = SequenceNames.Of(sequence);
        var isNumbers = ScalarText.IsNumber(SequenceNames.ItemType(sequence));
        if (items.Count == 0) return $"{name} {{ }}";
        var texts = isNumbers ? AlignedNumbers.Of(items) : [.. items.Select(i => InlineText.Of(i))];
        var rest = isWhole ? "" : SequenceNames.Count(sequence) is { } count ? $"… {(count - items.Count).ToString("#,0", CultureInfo.InvariantCulture)} more" : "…";
        var oneLine = $"{name} {{ {string.Join(", ", (isNumbers ? texts.Select(AlignedNumbers.Trimmed) : texts).Concat(isWhole ? [] : [rest]))} }}";
        if (oneLine.Length <= Width && !oneLine.Contains('\n')) return oneLine;
        if (!isNumbers && texts.Any(t => t.Length > Width / 3)) return string.Join('\n', texts.Prepend(name).Concat(isWhole ? [] : [rest]).Select((t, i) => i == 0 ? t : "  " + t));
        return $"{name}\n{(isNumbers ? Columns(texts) : Wrapped(texts))}{(isWhole ? "" : "\n  " + rest)}";
    }

    /// <summary>The first items, and whether they are all. Stops as soon as it knows.</summary>
    public static (List<object?> Items, bool IsWhole) Take(IEnumerable sequence, int most)
    {
        var items = new List<object?>();
        foreach (var item in sequence)
        {
            if (items.Count == most) return (items, false);
            items.Add(item);
        }
        return (items, true);
    }

    private static IEnumerable<string> TwoEnds(IList list)
    {
        var texts = AlignedNumbers.Of([.. Enumerable.Range(0, Ends).Concat(Enumerable.Range(list.Count - Ends, Ends)).Select(i => list[i])]);
        return [.. texts[..Ends], "…", .. texts[Ends..]];
    }

    /// <summary>Each line starts with the number of its first item.</summary>
    private static string Columns(string[] texts)
    {
        var width = texts.Max(t => t.Length) + 2;
        var label = texts.Length.ToString(CultureInfo.InvariantCulture).Length + 2;
        var perLine = Math.Max(1, (Width - label - 2) / width);
        // Tens are easier to count.
        if (perLine > 10) perLine = perLine / 10 * 10;
        return string.Join('\n', texts.Chunk(perLine).Select((line, i) =>
            $"  {$"[{(i * perLine).ToString(CultureInfo.InvariantCulture)}]".PadLeft(label)}{string.Concat(line.Select(t => t.PadLeft(width)))}"));
    }

    private static string Wrapped(string[] texts)
    {
        var lines = new List<string> { "  " };
        foreach (var (i, text) in texts.Index())
        {
            var item = i < texts.Length - 1 ? text + "," : text;
            if (lines[^1].Length > 2 && lines[^1].Length + 1 + item.Length > Width) lines.Add("  ");
            lines[^1] += (lines[^1].Length > 2 ? " " : "") + item;
        }
        return string.Join('\n', lines);
    }
}
