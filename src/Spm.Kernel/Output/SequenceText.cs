using System.Collections;
using Microsoft.CodeAnalysis.CSharp.Scripting.Hosting;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Output;

/// <summary>
/// Text of lists, arrays, dictionaries and lazy sequences: type, length, and the first <see cref="ItemsShown"/> items. Never takes more
/// items than that, so that an endless sequence ends and a long one costs nothing.
/// </summary>
internal static class SequenceText
{
    /// <summary>Items of a sequence that are written out.</summary>
    public const int ItemsShown = 100;

    private const int DeepestNesting = 4;

    public static string Of(IEnumerable sequence) => Sequence(sequence, 0);

    private static string Sequence(IEnumerable sequence, int depth)
    {
        if (sequence is Array { Rank: > 1 } array)
            return $"{Name(array)} {Rows(array, new int[array.Rank], 0, depth)}";
        var items = new List<string>();
        foreach (var item in sequence)
        {
            if (items.Count == ItemsShown)
            {
                items.Add("…");
                break;
            }
            items.Add(Item(item, depth + 1));
        }
        return $"{Name(sequence)} {Braced(items)}";
    }

    private static string Item(object? item, int depth)
    {
        if (item is not null && item.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
            return $"[{Item(type.GetProperty("Key")!.GetValue(item), depth)}] = {Item(type.GetProperty("Value")!.GetValue(item), depth)}";
        return item switch
        {
            IEnumerable and not string when depth > DeepestNesting => "…",
            IEnumerable inner and not string => Sequence(inner, depth),
            null => "null",
            string or bool or char or IFormattable => CSharpObjectFormatter.Instance.FormatObject(item),
            _ => item.ToString() ?? "",
        };
    }

    private static string Rows(Array array, int[] index, int dimension, int depth)
    {
        var items = new List<string>();
        for (var i = 0; i < array.GetLength(dimension); i++)
        {
            if (i == (dimension == 0 ? 20 : ItemsShown))
            {
                items.Add("…");
                break;
            }
            index[dimension] = i + array.GetLowerBound(dimension);
            items.Add(dimension == array.Rank - 1 ? Item(array.GetValue(index), depth + 1) : Rows(array, index, dimension + 1, depth));
        }
        return Braced(items);
    }

    private static string Braced(List<string> items) => items.Count == 0 ? "{ }" : $"{{ {string.Join(", ", items)} }}";

    private static string Name(IEnumerable sequence)
    {
        if (sequence is Array array)
            return $"{TypeSpelling.Short(array.GetType().GetElementType()!)}[{string.Join(", ", Enumerable.Range(0, array.Rank).Select(array.GetLength))}]";
        var type = sequence.GetType();
        if (type.Name.StartsWith('<') || !type.IsVisible)
            type = type.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)) ?? typeof(IEnumerable);
        return TypeSpelling.Short(type) + (sequence is ICollection { Count: var count } ? $"({count})" : "");
    }
}
