using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Output;

/// <summary>
/// Any value in one line, for the cells of tables, the items of lists and the properties of objects: cut where it is long, deep or comes
/// back to itself. Takes no more items of a sequence than it shows.
/// </summary>
internal sealed class InlineText
{
    private const int DeepestNesting = 4;
    private const int LongestText = 400;
    private const int ItemsShown = 20;

    private readonly HashSet<object> _open = new(ReferenceEqualityComparer.Instance);

    /// <summary>The line.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="isBare">Text without quotes, as in a table.</param>
    /// <param name="owner">The object it is a part of, or null; met again, it is «itself».</param>
    public static string Of(object? value, bool isBare = false, object? owner = null)
    {
        var inline = new InlineText();
        if (owner is not null) inline._open.Add(owner);
        var text = isBare && value is string s ? s.ReplaceLineEndings(" ") : inline.Text(value, 0);
        return text.Length <= LongestText ? text : text[..LongestText] + "…";
    }

    /// <summary>What stands in the place of a value whose own code failed.</summary>
    public static string Failure(Exception thrown)
    {
        var exception = thrown is TargetInvocationException { InnerException: { } inner } ? inner : thrown;
        return $"(threw {TypeSpelling.Short(exception.GetType())}: {exception.Message.ReplaceLineEndings(" ")})";
    }

    private string Text(object? value, int depth)
    {
        if (value is null) return "null";
        if (SpecialText.TryOf(value) is { } special) return FirstLine(special);
        if (value is string s) return s.Length > LongestText ? ScalarText.Quoted(s[..LongestText]) + "…" : ScalarText.Quoted(s);
        if (ScalarText.TryOf(value) is { } scalar) return FirstLine(scalar);
        if (!value.GetType().IsValueType && !_open.Add(value)) return "(itself)";
        try
        {
            return value switch
            {
                ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => Text(tuple[i], depth + 1)))})",
                _ when IsPair(value.GetType()) => Pair(value, depth),
                _ when ValueMembers.HasOwnText(value.GetType()) => FirstLine(value.ToString() ?? ""),
                IEnumerable sequence => Sequence(sequence, depth),
                _ => Object(value, depth),
            };
        }
        finally
        {
            _open.Remove(value);
        }
    }

    private string Object(object value, int depth)
    {
        var name = SequenceNames.Of(value.GetType());
        var members = ValueMembers.Of(value.GetType());
        if (members.Count == 0) return name;
        if (depth >= DeepestNesting) return $"{name} {{ … }}";
        var shown = members.Take(ItemsShown).Select(m => $"{m.Name} = {Member(value, m, depth)}");
        return $"{name}{(name.Length > 0 ? " " : "")}{{ {string.Join(", ", shown)}{(members.Count > ItemsShown ? ", …" : "")} }}";
    }

    private string Member(object value, ValueMembers.Member member, int depth)
    {
        object? content;
        try
        {
            content = member.Read(value);
        }
        catch (TargetInvocationException e) when (e.InnerException is not (OperationCanceledException or ThreadInterruptedException))
        {
            // The property's own code failed: that is what it has to show.
            return Failure(e);
        }
        return Text(content, depth + 1);
    }

    private string Sequence(IEnumerable sequence, int depth)
    {
        var name = SequenceNames.Of(sequence);
        if (depth >= DeepestNesting) return $"{name} {{ … }}";
        if (sequence is Array { Rank: > 1 } array) return $"{name} {Rows(array, new int[array.Rank], 0, depth)}";
        var items = new List<string>();
        foreach (var item in sequence)
        {
            if (items.Count == ItemsShown)
            {
                items.Add("…");
                break;
            }
            items.Add(Text(item, depth + 1));
        }
        return $"{name} {Braced(items)}";
    }

    private string Rows(Array array, int[] index, int dimension, int depth)
    {
        var items = new List<string>();
        for (var i = 0; i < array.GetLength(dimension); i++)
        {
            if (i == ItemsShown)
            {
                items.Add("…");
                break;
            }
            index[dimension] = i + array.GetLowerBound(dimension);
            items.Add(dimension == array.Rank - 1 ? Text(array.GetValue(index), depth + 1) : Rows(array, index, dimension + 1, depth));
        }
        return Braced(items);
    }

    private string Pair(object pair, int depth)
    {
        var members = ValueMembers.Of(pair.GetType());
        return $"[{Text(members[0].Read(pair), depth + 1)}] = {Text(members[1].Read(pair), depth + 1)}";
    }

    /// <summary>True for an entry of a dictionary.</summary>
    public static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    private static string Braced(List<string> items) => items.Count == 0 ? "{ }" : $"{{ {string.Join(", ", items)} }}";

    private static string FirstLine(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end] + " …";
    }
}
