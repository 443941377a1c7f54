using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;
using Spm.Notebook;

namespace Spm.Kernel.Output;

/// <summary>
/// What a person registers in a cell with <see cref="Formatter"/> of Microsoft.DotNet.Interactive.Formatting comes before all that the
/// kernel knows. Its library is loaded by those who use it; as long as nobody does, looking for it costs nothing.
/// </summary>
internal static class UserFormatters
{
    private const string Library = "Microsoft.DotNet.Interactive.Formatting";
    private const string HtmlLibrary = "Microsoft.AspNetCore.Html.Abstractions";

    private static volatile bool _isLoaded;
    private static volatile bool _isHtmlLoaded;

    static UserFormatters()
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => See(loaded.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) See(assembly);
    }

    /// <summary>The bundle of a type that a person, or an extension by way of <see cref="Formatter"/>, registered; or null.</summary>
    public static MimeBundle? TryFormat(object value) => _isLoaded ? Registered(value) : null;

    /// <summary>The bundle of a piece of HTML, such as a view written with PocketView; or null.</summary>
    public static MimeBundle? TryFormatHtml(object value) => _isHtmlLoaded ? Html(value) : null;

    private static void See(System.Reflection.Assembly assembly)
    {
        // Dynamic assemblies have names as well, and compiled cells are many: one comparison each.
        var name = assembly.GetName().Name;
        if (name == Library) _isLoaded = true;
        else if (name == HtmlLibrary) _isHtmlLoaded = true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MimeBundle? Registered(object value)
    {
        var type = value.GetType();
        MimeBundle? bundle = null;
        foreach (var formatter in Formatter.RegisteredFormatters(includeDefaults: false))
        {
            if (!IsFor(formatter.Type, type) || (bundle?.Data.ContainsKey(formatter.MimeType) ?? false)) continue;
            if (BundleFormatter.IsOwn(formatter))
            {
                // The newest comes first: what is registered after an extension's own formatter replaces it, not the other way.
                if (bundle is null) return null;
                break;
            }
            var content = value.ToDisplayString(formatter);
            if (bundle is null && formatter.MimeType != MimeTypes.Text) bundle = new MimeBundle(ViewText.Of(ValueViews.Of(value)));
            bundle = bundle is null ? new MimeBundle(content) : bundle.With(formatter.MimeType, content);
        }
        return bundle;
    }

    private static bool IsFor(Type registered, Type type) =>
        registered.IsAssignableFrom(type) || (registered.IsGenericTypeDefinition && type.IsGenericType && type.GetGenericTypeDefinition() == registered);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static MimeBundle? Html(object value)
    {
        if (value is not IHtmlContent) return null;
        var html = value.ToDisplayString(HtmlFormatter.MimeType);
        return new MimeBundle(html).With(MimeTypes.Html, html);
    }
}
