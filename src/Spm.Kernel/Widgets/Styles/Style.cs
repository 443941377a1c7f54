using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>How a control looks; null leaves the front end's own.</summary>
public abstract class Style : Widget
{
    private protected Style(string name)
        : base(ModelIdentity.Style(name))
    {
    }

    private protected StateField<string?> Optional(string name) => Field(name, null, StateCodec.OptionalText);
}
