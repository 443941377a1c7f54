using System.Globalization;
using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A control with a description beside it and a style.</summary>
/// <typeparam name="TStyle">Its style.</typeparam>
public abstract class Control<TStyle> : DomWidget
    where TStyle : Style, new()
{
    private readonly StateField<string> _description;
    private readonly StateField<TStyle> _style;

    private protected Control(ModelIdentity model, string description)
        : base(model)
    {
        _description = Field("description", description, StateCodec.Text);
        _style = Field("style", new TStyle(), StateCodec.Reference<TStyle>());
    }

    /// <summary>What stands beside the control, or on it.</summary>
    public string Description
    {
        get => _description.Value;
        set => _description.Value = value;
    }

    /// <summary>Colours, fonts, width of the description.</summary>
    public TStyle Style
    {
        get => _style.Value;
        set => _style.Value = value;
    }

    private protected string Described(object? value)
    {
        var name = base.ToString() + (Description.Length == 0 ? "" : $" «{Description}»");
        return value is null ? name : string.Create(CultureInfo.InvariantCulture, $"{name}: {value}");
    }
}
