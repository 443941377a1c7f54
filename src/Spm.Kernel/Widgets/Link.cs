using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>
/// Keeps an attribute of two widgets equal in the browser, without the kernel: <c>new Link((play, "value"), (slider, "value"))</c>. The names are those of the protocol.
/// </summary>
public sealed class Link : Widget
{
    /// <summary>Links two attributes; it works from then on, until it is closed.</summary>
    /// <param name="source">A widget and the name of its attribute.</param>
    /// <param name="target">Another.</param>
    /// <param name="oneWay">True when only the target follows.</param>
    /// <exception cref="ArgumentException">A widget has no such attribute.</exception>
    public Link((Widget Widget, string Attribute) source, (Widget Widget, string Attribute) target, bool oneWay = false)
        : base(ModelIdentity.Link(oneWay ? "DirectionalLink" : "Link"))
    {
        foreach (var (widget, attribute) in new[] { source, target })
            if (!widget.Has(attribute)) throw new ArgumentException($"{widget.GetType().Name} has no attribute «{attribute}». Attributes: {string.Join(", ", widget.Attributes)}.", nameof(source));
        Add(new LinkEnd("source", source.Widget, source.Attribute));
        Add(new LinkEnd("target", target.Widget, target.Attribute));
        if (Registry is { } comms) Open(comms);
    }
}
