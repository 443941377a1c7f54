
namespace Spm.Kernel.Widgets;

/// <summary>Pages that open and close: <c>new Accordion(("Details", table))</c>.</summary>
public sealed class Accordion(params IEnumerable<(string Title, Widget Child)> pages) : TitledBox("Accordion", pages, null);
