
namespace Spm.Kernel.Widgets;

/// <summary>A box whose children stand one below the other.</summary>
public class VBox(params IEnumerable<Widget> children) : Box("VBox", children);
