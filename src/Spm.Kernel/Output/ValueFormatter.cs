using System.Globalization;
using Spm.Notebook;

namespace Spm.Kernel.Output;

/// <summary>
/// From any value to its bundle. What a person registered comes first, then what extensions registered, then the kernel's own: text for
/// everything, and HTML for objects, dictionaries and lists of objects, which gain by it.
/// </summary>
internal static class ValueFormatter
{
    /// <summary>Longest text of one value.</summary>
    public const int MaximumCharacters = 100_000;

    public static MimeBundle Format(object? value)
    {
        if (value is null) return new MimeBundle("null");
        if (value is MimeBundle bundle) return bundle;
        try
        {
            if ((UserFormatters.TryFormat(value) ?? BundleFormatter.TryFormat(value) ?? UserFormatters.TryFormatHtml(value)) is { } registered) return registered;
            if (ScalarText.TryOf(value) is { } scalar) return new MimeBundle(Cut(scalar));
            var view = ValueViews.Of(value);
            var text = new MimeBundle(Cut(ViewText.Of(view)));
            return ViewHtml.TryOf(view) is { } html ? text.With(MimeTypes.Html, html) : text;
        }
        catch (Exception e) when (e is not (OperationCanceledException or ThreadInterruptedException))
        {
            // The value's own code (a property, an enumerator, ToString) failed: the cell did not, so it is told, not thrown.
            return new MimeBundle($"{SequenceNames.Of(value.GetType())} (cannot be shown: {e.GetType().Name}: {e.Message})");
        }
    }

    private static string Cut(string text) => text.Length <= MaximumCharacters
        ? text
        : $"{text.AsSpan(0, MaximumCharacters)}\n… ({text.Length.ToString("#,0", CultureInfo.InvariantCulture)} characters, the first {MaximumCharacters.ToString("#,0", CultureInfo.InvariantCulture)} shown)";
}
