using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>Buttons that count a value up, for animations; link it to a slider.</summary>
public sealed class Play : BoundedInput<int, DescriptionStyle>
{
    private readonly StateField<int> _step;
    private readonly StateField<int> _interval;
    private readonly StateField<bool> _playing;
    private readonly StateField<bool> _repeat;
    private readonly StateField<bool> _showRepeat;

    /// <summary>Buttons that count a value up, for animations; link it to a slider.</summary>
    /// <param name="value">The value at first.</param>
    /// <param name="min">Smallest value.</param>
    /// <param name="max">Largest value.</param>
    /// <param name="step">Distance of two values.</param>
    /// <param name="description">What stands beside it.</param>
    /// <exception cref="ArgumentException">The minimum is above the maximum.</exception>
    public Play(int value = 0, int min = 0, int max = 100, int step = 1, string description = "")
        : base(ModelIdentity.Control("Play"), StateCodec.Int, value, min, max, description)
    {
        _step = Field("step", step, StateCodec.Int);
        _interval = Field("interval", 100, StateCodec.Int);
        _playing = Field("playing", false, StateCodec.Bool);
        _repeat = Field("repeat", false, StateCodec.Bool);
        _showRepeat = Field("show_repeat", true, StateCodec.Bool);
    }

    /// <summary>Distance of two values.</summary>
    public int Step
    {
        get => _step.Value;
        set => _step.Value = value;
    }

    /// <summary>Time between two values, in milliseconds.</summary>
    public int Interval
    {
        get => _interval.Value;
        set => _interval.Value = value;
    }

    /// <summary>Whether it counts.</summary>
    public bool Playing
    {
        get => _playing.Value;
        set => _playing.Value = value;
    }

    /// <summary>Whether it begins anew at the end.</summary>
    public bool Repeat
    {
        get => _repeat.Value;
        set => _repeat.Value = value;
    }

    /// <summary>Whether a person can choose that.</summary>
    public bool ShowRepeat
    {
        get => _showRepeat.Value;
        set => _showRepeat.Value = value;
    }
}
