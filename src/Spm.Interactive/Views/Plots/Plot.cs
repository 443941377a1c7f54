namespace Spm.Interactive.Views;

/// <summary>
/// Pictures by the name the field has for them. Each takes our own objects, or plain arrays with their quantity and unit, and gives a
/// <see cref="Charts.Figure"/>, whose description says in numbers what is seen. Arrays that belong together and differ in length are refused; values that
/// are not finite are left out, and what was thinned or clipped is in the notes.
/// </summary>
public static partial class Plot;
