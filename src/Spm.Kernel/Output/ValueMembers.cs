using System.Reflection;
using System.Runtime.CompilerServices;

namespace Spm.Kernel.Output;

/// <summary>What an object shows of itself: its public properties and fields.</summary>
internal static class ValueMembers
{
    private static readonly ConditionalWeakTable<Type, IReadOnlyList<Member>> Known = [];

    /// <summary>One of them.</summary>
    internal sealed record Member(string Name, Type Type, Func<object, object?> Read);

    /// <summary>Those of a type, in the order of their declaration.</summary>
    public static IReadOnlyList<Member> Of(Type type) => Known.GetValue(type, static t => [.. Find(t)]);

    /// <summary>True when the type's own author says how it is written; what the compiler writes for records does not count.</summary>
    public static bool HasOwnText(Type type)
    {
        if (type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)) return false;
        var text = type.GetMethod(nameof(ToString), BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes);
        return text?.DeclaringType is { } declaring && declaring != typeof(object) && declaring != typeof(ValueType) && !text.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
    }

    private static IEnumerable<Member> Find(Type type)
    {
        const BindingFlags flags = BindingFlags.Public | BindingFlags.Instance;
        var properties = type.GetProperties(flags)
            .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0 && CanBeRead(p.PropertyType))
            .Select(p => (p.DeclaringType, p.MetadataToken, Member: new Member(p.Name, p.PropertyType, p.GetValue)));
        var fields = type.GetFields(flags).Where(f => CanBeRead(f.FieldType))
            .Select(f => (f.DeclaringType, f.MetadataToken, Member: new Member(f.Name, f.FieldType, f.GetValue)));
        // Those of base types first, then as declared; a property hides one of the same name in a base type.
        return properties.Concat(fields).OrderBy(m => Depth(m.DeclaringType)).GroupBy(m => m.Member.Name).Select(g => g.Last().Member);
    }

    private static int Depth(Type? type)
    {
        var depth = 0;
        for (var t = type; t is not null; t = t.BaseType) depth++;
        return depth;
    }

    private static bool CanBeRead(Type type) => !type.IsByRef && !type.IsByRefLike && !type.IsPointer && !type.IsFunctionPointer;
}
