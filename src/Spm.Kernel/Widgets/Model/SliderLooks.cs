namespace Spm.Kernel.Widgets.Model;

/// <summary>The attributes that all sliders share.</summary>
internal sealed class SliderLooks
{
    public SliderLooks(Widget slider, string readoutFormat)
    {
        ContinuousUpdate = slider.Add(new StateField<bool>(slider, "continuous_update", true, StateCodec.Bool));
        Orientation = slider.Add(new StateField<string>(slider, "orientation", "horizontal", StateCodec.Text, StateCodec.Words("Orientation", "horizontal", "vertical")));
        Readout = slider.Add(new StateField<bool>(slider, "readout", true, StateCodec.Bool));
        ReadoutFormat = slider.Add(new StateField<string>(slider, "readout_format", readoutFormat, StateCodec.Text));
        Behavior = slider.Add(new StateField<string>(slider, "behavior", "drag-tap", StateCodec.Text, StateCodec.Words("Behavior", "drag-tap", "drag-snap", "tap", "drag", "snap")));
    }

    public StateField<bool> ContinuousUpdate { get; }

    public StateField<string> Orientation { get; }

    public StateField<bool> Readout { get; }

    public StateField<string> ReadoutFormat { get; }

    public StateField<string> Behavior { get; }
}
