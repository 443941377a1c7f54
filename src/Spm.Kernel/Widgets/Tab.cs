
namespace Spm.Kernel.Widgets;

/// <summary>Pages with tabs: <c>new Tab(("Map", map), ("Loop", loop))</c>.</summary>
public sealed class Tab(params IEnumerable<(string Title, Widget Child)> pages) : TitledBox("Tab", pages, 0);
