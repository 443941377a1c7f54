using System.Collections.Concurrent;
using Microsoft.DotNet.Interactive.Formatting;

namespace Spm.Notebook;

/// <summary>
/// From an object to its MIME bundle. A registration serves our kernel (one call per object) and .NET Interactive
/// (through <see cref="Formatter"/>, one call per MIME type).
/// </summary>
public static class BundleFormatter
{
    private static readonly ConcurrentDictionary<Type, Func<object, MimeBundle>> Registered = new();

    // Holds formatters of a library that is loaded only when something is registered.
    private static readonly ConcurrentDictionary<object, bool> Own = new(ReferenceEqualityComparer.Instance);

    /// <summary>Registers how a type and the types derived from it look. <paramref name="mimeTypes"/> are those the bundle will have besides text.</summary>
    public static void Register<T>(Func<T, MimeBundle> format, params string[] mimeTypes)
        where T : notnull
    {
        Registered[typeof(T)] = value => format((T)value);
        foreach (var mimeType in mimeTypes.Append(MimeTypes.Text))
        {
            Formatter.Register<T>((value, writer) => writer.Write(format(value).Data.GetValueOrDefault(mimeType)?.ToString()), mimeType);
            Own[Formatter.RegisteredFormatters(includeDefaults: false).First()] = true;
        }
        Formatter.SetPreferredMimeTypesFor(typeof(T), [.. mimeTypes, MimeTypes.Text]);
    }

    /// <summary>True for a formatter of Microsoft.DotNet.Interactive.Formatting that <see cref="Register"/> made; a person's own comes before it.</summary>
    public static bool IsOwn(object formatter) => Own.ContainsKey(formatter);

    /// <summary>Whether objects of a type have a look of their own: the type's registration, a base type's or an interface's.</summary>
    public static bool IsRegistered(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        for (var own = type; own is not null; own = own.BaseType)
            if (Registered.ContainsKey(own)) return true;
        return type.GetInterfaces().Any(Registered.ContainsKey);
    }

    /// <summary>The bundle of a registered type (its own, a base type's or an interface's registration), or null.</summary>
    public static MimeBundle? TryFormat(object value)
    {
        for (var type = value.GetType(); type is not null; type = type.BaseType)
            if (Registered.TryGetValue(type, out var format))
                return format(value);
        foreach (var type in value.GetType().GetInterfaces())
            if (Registered.TryGetValue(type, out var format))
                return format(value);
        return null;
    }
}
