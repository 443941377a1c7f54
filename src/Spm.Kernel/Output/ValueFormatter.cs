using System.Collections;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp.Scripting.Hosting;
using Microsoft.DotNet.Interactive.Formatting;
using Spm.Notebook;

namespace Spm.Kernel.Output;

/// <summary>
/// From any value to its bundle: a registered bundle formatter first; then text, always; and HTML by the formatters of
/// Microsoft.DotNet.Interactive.Formatting for objects that gain by it. Numbers, text and lists of them stay text.
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
            if (BundleFormatter.TryFormat(value) is { } registered) return registered;
            var text = new MimeBundle(Text(value));
            return GainsByHtml(value) ? text.With(MimeTypes.Html, Html(value)) : text;
        }
        catch (Exception e) when (e is not (OperationCanceledException or ThreadInterruptedException))
        {
            // The value's own code (a property, an enumerator, ToString) failed: the cell did not, so it is told, not thrown.
            return new MimeBundle($"{value.GetType().Name} (cannot be shown: {e.GetType().Name}: {e.Message})");
        }
    }

    private static string Text(object value)
    {
        var text = value switch
        {
            string s => s.Contains('\n') || s.Length > 1000 ? s : CSharpObjectFormatter.Instance.FormatObject(s),
            Exception e => e.ToString(),
            bool or char or IFormattable => CSharpObjectFormatter.Instance.FormatObject(value),
            _ when HasOwnText(value.GetType()) => value.ToString() ?? "",
            IEnumerable sequence => SequenceText.Of(sequence),
            _ => CSharpObjectFormatter.Instance.FormatObject(value),
        };
        return text.Length <= MaximumCharacters
            ? text
            : $"{text.AsSpan(0, MaximumCharacters)}\n… ({text.Length.ToString("#,0", CultureInfo.InvariantCulture)} characters, the first {MaximumCharacters.ToString("#,0", CultureInfo.InvariantCulture)} shown)";
    }

    private static bool HasOwnText(Type type) =>
        type.GetMethod(nameof(ToString), Type.EmptyTypes)?.DeclaringType is { } declaring && declaring != typeof(object) && declaring != typeof(ValueType);

    private static bool GainsByHtml(object value) =>
        !IsScalar(value.GetType()) && value is not (Exception or Type or Delegate) && !IsListOfScalars(value.GetType());

    private static bool IsScalar(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || typeof(IFormattable).IsAssignableFrom(type)
        || (Nullable.GetUnderlyingType(type) is { } inner && IsScalar(inner));

    private static bool IsListOfScalars(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>) && IsScalar(i.GetGenericArguments()[0]));

    private static string Html(object value) => value.ToDisplayString(HtmlFormatter.MimeType);
}
