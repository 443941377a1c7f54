using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A widget that is seen.</summary>
public abstract class DomWidget : Widget
{
    private readonly StateField<IReadOnlyList<string>> _classes;
    private readonly StateField<Layout> _layout;
    private readonly StateField<bool?> _tabbable;
    private readonly StateField<string?> _tooltip;

    private protected DomWidget(ModelIdentity model)
        : base(model)
    {
        _classes = Field("_dom_classes", [], StateCodec.Texts);
        _layout = Field("layout", new Layout(), StateCodec.Reference<Layout>());
        _tabbable = Field("tabbable", null, StateCodec.OptionalBool);
        _tooltip = Field("tooltip", null, StateCodec.OptionalText);
    }

    /// <summary>CSS classes that are added to the control.</summary>
    public IReadOnlyList<string> Classes
    {
        get => _classes.Value;
        set => _classes.Value = value;
    }

    /// <summary>Size and place; one layout may serve several widgets.</summary>
    public Layout Layout
    {
        get => _layout.Value;
        set => _layout.Value = value;
    }

    /// <summary>Whether the tab key reaches it; null for the browser's default.</summary>
    public bool? Tabbable
    {
        get => _tabbable.Value;
        set => _tabbable.Value = value;
    }

    /// <summary>Shown while the pointer rests on it.</summary>
    public string? Tooltip
    {
        get => _tooltip.Value;
        set => _tooltip.Value = value;
    }
}
