namespace Spm.Kernel.Scripting;

/// <summary>How a type is written in C#.</summary>
internal static class TypeSpelling
{
    /// <summary>The type itself if a cell may name it, else its nearest base type or only interface that a cell may name, else <c>object</c>.</summary>
    public static Type Nameable(Type type)
    {
        for (var candidate = type; candidate is not null && candidate != typeof(object) && candidate != typeof(ValueType); candidate = candidate.BaseType)
            if (IsNameable(candidate))
                return candidate;
        var interfaces = type.GetInterfaces().Where(IsNameable).ToList();
        return interfaces.OrderByDescending(i => typeof(System.Collections.IEnumerable).IsAssignableFrom(i)).ThenByDescending(i => i.GetInterfaces().Length).FirstOrDefault() ?? typeof(object);
    }

    /// <summary>Full spelling, such as <c>global::System.Collections.Generic.List&lt;double[,]&gt;</c>.</summary>
    public static string Of(Type type)
    {
        if (type.IsArray) return ArrayOf(type, Of);
        if (type.IsGenericParameter) return type.Name;
        var arguments = type.GetGenericArguments();
        var chain = new Stack<Type>();
        for (var t = type; t is not null; t = t.DeclaringType) chain.Push(t);
        var parts = new List<string>();
        var used = 0;
        foreach (var t in chain)
        {
            var total = t.GetGenericArguments().Length;
            var name = t.Name.Split('`')[0];
            parts.Add(total > used ? $"{name}<{string.Join(", ", arguments[used..total].Select(Of))}>" : name);
            used = total;
        }
        return "global::" + (string.IsNullOrEmpty(type.Namespace) ? "" : type.Namespace + ".") + string.Join('.', parts);
    }

    /// <summary>Short spelling for people, such as <c>List&lt;double[,]&gt;</c>.</summary>
    public static string Short(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Short(inner) + "?";
        if (type.IsArray) return ArrayOf(type, Short);
        if (Keywords.TryGetValue(type, out var keyword)) return keyword;
        var name = type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Short))}>" : name;
    }

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
    };

    private static string ArrayOf(Type type, Func<Type, string> spell)
    {
        // C# writes the ranks of nested arrays from the outside in: an array of double[,] is double[][,].
        var ranks = "";
        while (type.IsArray)
        {
            ranks += $"[{new string(',', type.GetArrayRank() - 1)}]";
            type = type.GetElementType()!;
        }
        return spell(type) + ranks;
    }

    private static bool IsNameable(Type type)
    {
        if (type.IsArray) return IsNameable(type.GetElementType()!);
        if (type.IsPointer || type.IsByRef || type.Name.Contains('<')) return false;
        return type.IsVisible && type.GetGenericArguments().All(a => a.IsGenericParameter || IsNameable(a)) && !type.Assembly.IsDynamic
            && type.Assembly.Location.Length > 0;
    }
}
