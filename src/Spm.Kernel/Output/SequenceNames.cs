using System.Collections;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Output;

/// <summary>What a type is called above its contents: <c>double[3, 4]</c>, <c>List&lt;int&gt;(5)</c>, nothing for an anonymous type.</summary>
internal static class SequenceNames
{
    /// <summary>Type and length, where it can be known without counting.</summary>
    public static string Of(IEnumerable sequence)
    {
        if (sequence is Array array) return Of(array);
        var type = sequence.GetType();
        if (type.Name.StartsWith('<') || !(type.IsGenericType ? type.GetGenericTypeDefinition() : type).IsVisible)
            type = Interface(type, typeof(IDictionary<,>)) ?? Interface(type, typeof(IList<>)) ?? Interface(type, typeof(IEnumerable<>)) ?? typeof(IEnumerable);
        // What a group has in common says more than its type.
        if (Interface(sequence.GetType(), typeof(IGrouping<,>)) is { } group)
            return $"{InlineText.Of(group.GetProperty(nameof(IGrouping<,>.Key))!.GetValue(sequence))}:{(Count(sequence) is { } members ? $" ({members})" : "")}";
        return Spelled(type) + (Count(sequence) is { } count ? $"({count})" : "");
    }

    /// <summary>The type; nothing for an anonymous one.</summary>
    public static string Of(Type type) => IsAnonymous(type) ? "" : Spelled(type);

    private static bool IsAnonymous(Type type) => type.Name.StartsWith("<>f__Anonymous", StringComparison.Ordinal);

    /// <summary>As in C#, tuples in parentheses and anonymous types by the names of their properties.</summary>
    private static string Spelled(Type type)
    {
        if (IsAnonymous(type)) return $"{{ {string.Join(", ", type.GetProperties().Select(p => p.Name))} }}";
        if (!type.IsGenericType || Nullable.GetUnderlyingType(type) is not null) return TypeSpelling.Short(type);
        var arguments = string.Join(", ", type.GetGenericArguments().Select(Spelled));
        return type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true ? $"({arguments})" : $"{type.Name.Split('`')[0]}<{arguments}>";
    }

    /// <summary>The number of items, where nothing need be enumerated to know it.</summary>
    public static int? Count(IEnumerable sequence) => sequence switch
    {
        ICollection collection => collection.Count,
        _ when Interface(sequence.GetType(), typeof(IReadOnlyCollection<>)) is { } readable => (int?)readable.GetProperty("Count")!.GetValue(sequence),
        _ when Interface(sequence.GetType(), typeof(ICollection<>)) is { } writable => (int?)writable.GetProperty("Count")!.GetValue(sequence),
        _ => null,
    };

    /// <summary>The interface of a generic kind that a type has, or null.</summary>
    public static Type? Interface(Type type, Type open) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == open ? type : Array.Find(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == open);

    /// <summary>The type of the items, as far as it is declared.</summary>
    public static Type ItemType(IEnumerable sequence) =>
        sequence.GetType() is { IsArray: true } array ? array.GetElementType()! : Interface(sequence.GetType(), typeof(IEnumerable<>))?.GetGenericArguments()[0] ?? typeof(object);

    private static string Of(Array array)
    {
        // Lengths are known of the outer array only: double[3][] of double[].
        var item = array.GetType().GetElementType()!;
        var inner = "";
        while (item.IsArray)
        {
            inner += $"[{new string(',', item.GetArrayRank() - 1)}]";
            item = item.GetElementType()!;
        }
        return $"{Spelled(item)}[{string.Join(", ", Enumerable.Range(0, array.Rank).Select(array.GetLength))}]{inner}";
    }
}
