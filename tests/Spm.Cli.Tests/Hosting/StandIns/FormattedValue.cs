namespace Microsoft.DotNet.Interactive.Formatting;

public sealed class FormattedValue(string mimeType, string value)
{
    public string MimeType { get; } = mimeType;

    public string Value { get; } = value;
}
