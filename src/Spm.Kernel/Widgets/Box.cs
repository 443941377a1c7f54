using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A widget that holds others.</summary>
public class Box : DomWidget
{
    private readonly StateField<IReadOnlyList<Widget>> _children;
    private readonly StateField<string> _boxStyle;

    /// <summary>A box whose layout says how its children stand.</summary>
    public Box(params IEnumerable<Widget> children)
        : this("Box", children)
    {
    }

    private protected Box(string name, IEnumerable<Widget> children)
        : base(ModelIdentity.Control(name))
    {
        _children = Field("children", [.. children], StateCodec.References, WithoutItself);
        _boxStyle = Field("box_style", "", StateCodec.Text, StateCodec.Words(nameof(BoxStyle), "success", "info", "warning", "danger", ""));
    }

    /// <summary>What it holds.</summary>
    public IReadOnlyList<Widget> Children
    {
        get => _children.Value;
        set => _children.Value = value;
    }

    /// <summary><c>success</c>, <c>info</c>, <c>warning</c>, <c>danger</c> or empty.</summary>
    public string BoxStyle
    {
        get => _boxStyle.Value;
        set => _boxStyle.Value = value;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var children = string.Join('\n', Children.Select(c => c.ToString())).Replace("\n", "\n  ");
        return children.Length == 0 ? base.ToString() : $"{base.ToString()}\n  {children}";
    }

    private IReadOnlyList<Widget> WithoutItself(IReadOnlyList<Widget> children) => !children.Any(Holds)
        ? children
        : throw new ArgumentException("A box cannot hold itself, neither directly nor in one of its children.", nameof(children));

    private bool Holds(Widget widget) => ReferenceEquals(widget, this) || (widget is Box box && box.Children.Any(Holds));
}
