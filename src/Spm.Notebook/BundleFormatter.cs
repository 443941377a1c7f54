using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;

namespace Spm.Notebook;

/// <summary>
/// From an object to its MIME bundle. A registration serves our kernel (one call per object) and .NET Interactive
/// (through <see cref="Formatter"/>, one call per MIME type).
/// </summary>
public static class BundleFormatter
{
    private static readonly ConcurrentDictionary<Type, (Func<object, MimeBundle> Format, string[] MimeTypes)> Registered = new();

    /// <summary>Registers how a type and the types derived from it look. <paramref name="mimeTypes"/> are those the bundle will have besides text.</summary>
    public static void Register<T>(Func<T, MimeBundle> format, params string[] mimeTypes)
        where T : notnull
    {
        Registered[typeof(T)] = (value => format((T)value), mimeTypes);
        foreach (var mimeType in mimeTypes.Append(MimeTypes.Text)) Offer(typeof(T), mimeType, value => format((T)value).Data.GetValueOrDefault(mimeType)?.ToString());
        Formatter.SetPreferredMimeTypesFor(typeof(T), [.. mimeTypes, MimeTypes.Text]);
    }

    /// <summary>
    /// For a host that asks for every MIME type of a type one by one and passes on an empty text for one that the object in hand has not (.NET Interactive): objects that may have the one
    /// or the other picture have one kind there, PNG, beside HTML and text.
    /// </summary>
    /// <param name="pngOfSvg">From an SVG to base64 of a PNG; null where none is made, and all pictures are SVG.</param>
    public static void OnePicture(Func<string, string>? pngOfSvg)
    {
        foreach (var (type, (format, mimeTypes)) in Registered)
        {
            if (!mimeTypes.Contains(MimeTypes.Png)) continue;
            if (pngOfSvg is not null) Offer(type, MimeTypes.Png, value => PngOf(format(value).Data, pngOfSvg));
            Formatter.SetPreferredMimeTypesFor(type, MimeTypes.Html, pngOfSvg is null ? MimeTypes.Svg : MimeTypes.Png, MimeTypes.Text);
        }
    }

    /// <summary>True for a formatter of Microsoft.DotNet.Interactive.Formatting that <see cref="Register"/> made; a person's own comes before it.</summary>
    public static bool IsOwn(object formatter) => formatter is OwnFormatter;

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
            if (Registered.TryGetValue(type, out var own))
                return own.Format(value);
        foreach (var type in value.GetType().GetInterfaces())
            if (Registered.TryGetValue(type, out var own))
                return own.Format(value);
        return null;
    }

    private static string? PngOf(IReadOnlyDictionary<string, object> data, Func<string, string> pngOfSvg) =>
        data.TryGetValue(MimeTypes.Png, out var png) ? (string)png : data.TryGetValue(MimeTypes.Svg, out var svg) ? pngOfSvg((string)svg) : null;

    private static void Offer(Type type, string mimeType, Func<object, string?> text) => Formatter.Register(new OwnFormatter(type, mimeType, text));

    /// <summary>Our kernel knows no culture; a host that has one would put its decimal comma into drawings.</summary>
    private static string? Invariantly(Func<string?> text)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return text();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private sealed class OwnFormatter(Type type, string mimeType, Func<object, string?> text) : ITypeFormatter
    {
        public string MimeType => mimeType;

        public Type Type => type;

        public bool Format(object instance, FormatContext context)
        {
            context.Writer.Write(Invariantly(() => text(instance)));
            return true;
        }
    }
}
