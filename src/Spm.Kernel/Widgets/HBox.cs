
namespace Spm.Kernel.Widgets;

/// <summary>A box whose children stand side by side.</summary>
public sealed class HBox(params IEnumerable<Widget> children) : Box("HBox", children);
