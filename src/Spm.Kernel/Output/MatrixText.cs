using System.Collections;
using System.Globalization;

namespace Spm.Kernel.Output;

/// <summary>Arrays of two and more dimensions, and arrays of rows of equal length, with their columns aligned. Of a big one, the first and last rows and columns.</summary>
internal static class MatrixText
{
    private const int LongestEdge = 30;
    private const int Ends = 5;
    private const int SlicesShown = 6;

    /// <summary>The text, or null for what is no matrix.</summary>
    public static string? TryOf(IEnumerable value) => value switch
    {
        Array { Rank: 2, Length: > 0 } array => $"{SequenceNames.Of(array)}\n{Of((i, j) => array.GetValue(i + array.GetLowerBound(0), j + array.GetLowerBound(1)), array.GetLength(0), array.GetLength(1))}",
        Array { Rank: > 2, Length: > 0 } array => $"{SequenceNames.Of(array)}\n{string.Join('\n', Slices(array))}",
        Array { Rank: 1, Length: > 1 } rows when IsRows(rows, out var columns) => $"{SequenceNames.Of(rows)}\n{Of((i, j) => ((Array)rows.GetValue(i)!).GetValue(j), rows.Length, columns)}",
        _ => null,
    };

    private static bool IsRows(Array rows, out int columns)
    {
        columns = 0;
        if (rows.GetType().GetElementType() is not { IsArray: true } row || row.GetArrayRank() != 1 || !ScalarText.IsNumber(row.GetElementType()!)) return false;
        var lengths = rows.Cast<Array?>().Select(r => r?.Length ?? -1).Distinct().Take(2).ToList();
        columns = lengths[0];
        return lengths is [> 0];
    }

    private static IEnumerable<string> Slices(Array array)
    {
        var outer = array.Rank - 2;
        var index = new int[array.Rank];
        var (count, total) = (0, Enumerable.Range(0, outer).Aggregate(1L, (n, d) => n * array.GetLength(d)));
        for (; count < total && count < SlicesShown; count++)
        {
            var rest = count;
            for (var d = outer - 1; d >= 0; d--) (rest, index[d]) = Math.DivRem(rest, array.GetLength(d));
            var slice = index[..outer];
            yield return $"[{string.Join(", ", slice)}, *, *]\n{Of((i, j) => array.GetValue([.. slice, i, j]), array.GetLength(outer), array.GetLength(outer + 1))}";
        }
        if (total > count) yield return $"… {(total - count).ToString("#,0", CultureInfo.InvariantCulture)} more slices";
    }

    private static string Of(Func<int, int, object?> at, int rowCount, int columnCount)
    {
        var rows = Shown(rowCount, LongestEdge);
        var columns = Shown(columnCount, LongestEdge);
        var cells = Cells(at, rows, columns);
        if (Length(cells, columns.Count) > SequenceText.Width)
        {
            // As many columns as there is room for, half of them from the end.
            var fitting = Math.Max(2, (SequenceText.Width - 5) / (cells.Max(c => c.Length) + 2));
            columns = Shown(columnCount, fitting, fitting / 2);
            cells = Cells(at, rows, columns);
        }
        var widths = Enumerable.Range(0, columns.Count).Select(j => Enumerable.Range(0, rows.Count).Max(i => cells[(i * columns.Count) + j].Length)).ToArray();
        var lines = Enumerable.Range(0, rows.Count).Select(i => rows[i] < 0
            ? "  ⋮"
            : "  " + string.Join("  ", Enumerable.Range(0, columns.Count).Select(j => cells[(i * columns.Count) + j].PadLeft(widths[j]))));
        return string.Join('\n', lines);
    }

    private static int Length(string[] cells, int columns) =>
        Enumerable.Range(0, columns).Sum(j => 2 + cells.Where((_, k) => k % columns == j).Max(c => c.Length));

    private static string[] Cells(Func<int, int, object?> at, List<int> rows, List<int> columns)
    {
        var places = rows.SelectMany(i => columns.Select(j => (i, j))).ToList();
        var values = places.Where(p => p.i >= 0 && p.j >= 0).Select(p => at(p.i, p.j)).ToList();
        var texts = values.TrueForAll(v => v is not null && ScalarText.IsNumber(v.GetType())) ? AlignedNumbers.Of(values) : [.. values.Select(v => InlineText.Of(v))];
        var next = 0;
        return [.. places.Select(p => p.i < 0 ? "" : p.j < 0 ? "…" : texts[next++])];
    }

    /// <summary>All indices, or the first and last with −1 for the gap.</summary>
    private static List<int> Shown(int count, int most, int ends = Ends) =>
        count <= most ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, ends), -1, .. Enumerable.Range(count - ends, ends)];
}
