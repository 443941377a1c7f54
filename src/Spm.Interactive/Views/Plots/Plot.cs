namespace Spm.Interactive.Views;

/// <summary>The pictures of the field by their usual names, each a <see cref="Charts.Figure"/> from the session's own objects or from plain arrays with quantity and unit.</summary>
public static partial class Plot;
