
namespace Spm.Kernel.Widgets;

/// <summary>A box whose children stand in a grid: set <c>Layout.GridTemplateColumns</c>.</summary>
public sealed class GridBox(params IEnumerable<Widget> children) : Box("GridBox", children);
