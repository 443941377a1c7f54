using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A box that shows one of its children at a time, with a title for each.</summary>
public abstract class TitledBox : Box
{
    private readonly StateField<IReadOnlyList<string>> _titles;
    private readonly StateField<int?> _selectedIndex;

    private protected TitledBox(string name, IEnumerable<(string Title, Widget Child)> pages, int? selected)
        : this(name, [.. pages], selected)
    {
    }

    private TitledBox(string name, (string Title, Widget Child)[] pages, int? selected)
        : base(name, pages.Select(p => p.Child))
    {
        _titles = Field("titles", [.. pages.Select(p => p.Title)], StateCodec.Texts);
        _selectedIndex = Field("selected_index", pages.Length > 0 ? selected : null, StateCodec.OptionalInt);
    }

    /// <summary>A title for each child.</summary>
    public IReadOnlyList<string> Titles
    {
        get => _titles.Value;
        set => _titles.Value = value;
    }

    /// <summary>Which child is shown, from 0; null for none.</summary>
    public int? SelectedIndex
    {
        get => _selectedIndex.Value;
        set => _selectedIndex.Value = value;
    }

    /// <summary>A person, or code, chose another child.</summary>
    public event Action<ValueChange<int?>>? Selected
    {
        add => _selectedIndex.Changed.Add(value);
        remove => _selectedIndex.Changed.Remove(value);
    }
}
