using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Spm.Kernel.Output;

/// <summary>From a value to what is shown of it. Each property is read once, each sequence enumerated once and only as far as it is shown.</summary>
internal static class ValueViews
{
    /// <summary>Rows of a table that are shown.</summary>
    public const int RowsShown = 20;

    private const int PairsShown = 100;
    private const int ColumnsShown = 30;

    public static ValueView Of(object value)
    {
        var type = value.GetType();
        if (SpecialText.TryOf(value) is { } special) return new ValueView.Plain(special);
        if (value is ITuple || InlineText.IsPair(type)) return new ValueView.Plain(InlineText.Of(value));
        if (type.FullName == "System.Data.DataTable") return DataTableView.Of(value);
        if (type.IsGenericType && SequenceOfMemory(value, type) is { } memory) return new ValueView.Plain(SequenceText.Of(memory));
        if (ValueMembers.HasOwnText(type)) return new ValueView.Plain(value.ToString() ?? "");
        return value switch
        {
            IDictionary dictionary => OfDictionary(dictionary, dictionary.Count),
            IEnumerable sequence => OfSequence(sequence),
            _ => OfObject(value),
        };
    }

    private static ValueView OfSequence(IEnumerable sequence)
    {
        if (MatrixText.TryOf(sequence) is { } matrix) return new ValueView.Plain(matrix);
        var item = SequenceNames.ItemType(sequence);
        if (item.IsGenericType && item.GetGenericTypeDefinition() == typeof(KeyValuePair<,>)) return OfDictionary(sequence, SequenceNames.Count(sequence));
        if (ScalarText.IsScalar(item)) return new ValueView.Plain(SequenceText.Of(sequence));
        var (items, isWhole) = SequenceText.Take(sequence, SequenceText.ItemsShown);
        return TableOf(sequence, items, isWhole) ?? (ValueView)new ValueView.Plain(SequenceText.Of(sequence, items, isWhole));
    }

    /// <summary>A table when all items are objects of one type that has properties to show.</summary>
    private static ValueView.Table? TableOf(IEnumerable sequence, List<object?> items, bool isWhole)
    {
        if (items.Count == 0 || items.Any(i => i is null)) return null;
        var type = items[0]!.GetType();
        if (items.Any(i => i!.GetType() != type) || !IsRow(type)) return null;
        var members = ValueMembers.Of(type);
        if (members.Count == 0) return null;
        var rows = items.Take(RowsShown).ToList();
        var columns = members.Take(ColumnsShown).Select(m => (m.Name, IsNumber: ScalarText.IsNumber(m.Type), Texts: Column(m, rows))).ToList();
        var count = SequenceNames.Count(sequence) ?? (isWhole ? items.Count : (int?)null);
        var notes = new List<string>();
        if (count is null || count > rows.Count)
            notes.Add($"… {(count is { } n ? $"{(n - rows.Count).ToString("#,0", CultureInfo.InvariantCulture)} more rows" : "more rows")}; see them with .Skip({rows.Count}).Take({RowsShown})");
        if (members.Count > ColumnsShown) notes.Add($"… {members.Count - ColumnsShown} more columns");
        return new ValueView.Table(SequenceNames.Of(sequence), [.. columns.Select(c => (c.Name, c.IsNumber))],
            [.. Enumerable.Range(0, rows.Count).Select(i => columns.Select(c => c.Texts[i]).ToArray())], notes.Count == 0 ? null : string.Join("; ", notes));
    }

    private static bool IsRow(Type type) =>
        !ScalarText.IsScalar(type) && !typeof(IEnumerable).IsAssignableFrom(type) && !typeof(Delegate).IsAssignableFrom(type) && !typeof(Task).IsAssignableFrom(type) && !typeof(Exception).IsAssignableFrom(type)
        && (typeof(ITuple).IsAssignableFrom(type) || !ValueMembers.HasOwnText(type));

    private static string[] Column(ValueMembers.Member member, List<object?> rows)
    {
        var values = rows.ConvertAll(row => Read(member, row!));
        return ScalarText.IsNumber(member.Type) && values.TrueForAll(v => v is not Unreadable) ? AlignedNumbers.Of(values) : [.. values.Select(v => v is Unreadable u ? u.Text : InlineText.Of(v, isBare: true))];
    }

    private static ValueView OfObject(object value)
    {
        var title = SequenceNames.Of(value.GetType());
        var members = ValueMembers.Of(value.GetType());
        if (members.Count == 0) return new ValueView.Plain(title);
        var rows = members.Take(PairsShown).Select(m => (m.Name, Value: Read(m, value) is var v && v is Unreadable u ? u.Text : InlineText.Of(v, owner: value))).ToList();
        var oneLine = $"{title}{(title.Length > 0 ? " " : "")}{{ {string.Join(", ", rows.Select(r => $"{r.Name} = {r.Value}"))} }}";
        return new ValueView.Pairs(title, Short(oneLine), rows, members.Count > PairsShown ? $"… {members.Count - PairsShown} more" : null);
    }

    private static ValueView OfDictionary(IEnumerable dictionary, int? count)
    {
        var rows = new List<(string, string)>();
        string? note = null;
        foreach (var entry in dictionary)
        {
            if (rows.Count == PairsShown)
            {
                note = count is { } n ? $"… {(n - rows.Count).ToString("#,0", CultureInfo.InvariantCulture)} more" : "… more";
                break;
            }
            var (key, content) = entry is DictionaryEntry e ? (e.Key, e.Value) : (ValueMembers.Of(entry!.GetType())[0].Read(entry), ValueMembers.Of(entry.GetType())[1].Read(entry));
            rows.Add((InlineText.Of(key), InlineText.Of(content)));
        }
        var title = SequenceNames.Of(dictionary);
        if (rows.Count == 0) return new ValueView.Plain($"{title} {{ }}");
        return new ValueView.Pairs(title, note is null ? Short($"{title} {{ {string.Join(", ", rows.Select(r => $"[{r.Item1}] = {r.Item2}"))} }}") : null, rows, note);
    }

    private static string? Short(string line) => line.Length <= SequenceText.Width ? line : null;

    /// <summary>What a property shows that throws.</summary>
    private sealed record Unreadable(string Text);

    private static object? Read(ValueMembers.Member member, object owner)
    {
        try
        {
            return member.Read(owner);
        }
        catch (TargetInvocationException e) when (e.InnerException is not (OperationCanceledException or ThreadInterruptedException))
        {
            // The property's own code failed: that is what it has to show.
            return new Unreadable(InlineText.Failure(e));
        }
    }

    private static IEnumerable? SequenceOfMemory(object value, Type type)
    {
        var open = type.GetGenericTypeDefinition();
        return open == typeof(Memory<>) || open == typeof(ReadOnlyMemory<>) ? (IEnumerable)type.GetMethod("ToArray")!.Invoke(value, null)! : null;
    }
}
