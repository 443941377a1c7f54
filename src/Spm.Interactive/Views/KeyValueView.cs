namespace Spm.Interactive.Views;

/// <summary>A short record as name and value, such as the status of an instrument.</summary>
/// <param name="Title">Headline.</param>
/// <param name="Rows">Name and value, in order; values are text with units.</param>
public sealed record KeyValueView(string Title, IReadOnlyList<(string Name, string Value)> Rows);
