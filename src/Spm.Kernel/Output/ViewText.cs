namespace Spm.Kernel.Output;

/// <summary>Views as text: aligned columns, numbers on the right.</summary>
internal static class ViewText
{
    private const int WidestCell = 40;
    private const int WidestTable = 120;

    public static string Of(ValueView view) => view switch
    {
        ValueView.Plain plain => plain.Text,
        ValueView.Pairs { OneLine: { } line } => line,
        ValueView.Pairs pairs => OfPairs(pairs),
        ValueView.Table table => OfTable(table),
        _ => throw new InvalidOperationException($"Unexpected {view.GetType()}."),
    };

    private static string OfPairs(ValueView.Pairs pairs)
    {
        var width = Math.Min(WidestCell, pairs.Rows.Max(r => r.Name.Length));
        var lines = pairs.Rows.Select(r => $"  {r.Name.PadRight(width)}  {Cut(r.Value, WidestTable - width)}");
        return string.Join('\n', (pairs.Title.Length > 0 ? lines.Prepend(pairs.Title) : lines).Concat(pairs.Note is { } note ? ["  " + note] : []));
    }

    private static string OfTable(ValueView.Table table)
    {
        var cells = table.Rows.Select(row => row.Select(c => Cut(c, WidestCell)).ToArray()).ToList();
        var widths = table.Columns.Select((c, j) => Math.Max(Cut(c.Name, WidestCell).Length, cells.Count == 0 ? 0 : cells.Max(row => row[j].Length))).ToArray();
        var shown = 0;
        for (var width = 2; shown < widths.Length && (shown == 0 || width + widths[shown] <= WidestTable); shown++) width += widths[shown] + 2;
        var lines = new List<string> { table.Title, Line([.. table.Columns.Select(c => Cut(c.Name, WidestCell))]) };
        lines.AddRange(cells.Select(Line));
        if (shown < widths.Length) lines.Add($"  … {widths.Length - shown} more columns: {Cut(string.Join(", ", table.Columns.Skip(shown).Select(c => c.Name)), WidestTable - 20)}");
        if (table.Note is { } note) lines.Add("  " + note);
        return string.Join('\n', lines);

        string Line(string[] row) =>
            ("  " + string.Join("  ", row.Take(shown).Select((c, j) => table.Columns[j].IsNumber ? c.PadLeft(widths[j]) : c.PadRight(widths[j])))).TrimEnd();
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
