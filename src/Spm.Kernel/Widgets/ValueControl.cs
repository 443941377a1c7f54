using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A control that holds a value.</summary>
internal interface IValueControl
{
    /// <summary>The value, boxed.</summary>
    object? BoxedValue { get; }

    /// <summary>Calls back after every change.</summary>
    void OnAnyChange(Func<Task> handler);
}

/// <summary>A control that holds a value.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <typeparam name="TStyle">Its style.</typeparam>
public abstract class ValueControl<T, TStyle> : Control<TStyle>, IValueControl
    where TStyle : Style, new()
{
    private readonly StateField<bool> _descriptionAllowHtml;

    private protected ValueControl(ModelIdentity model, string description)
        : base(model, description) => _descriptionAllowHtml = Field("description_allow_html", false, StateCodec.Bool);

    /// <summary>The value. In the middle of a loop it is what the person has set by now.</summary>
    public abstract T Value { get; set; }

    /// <summary>Whether the description is HTML.</summary>
    public bool DescriptionAllowHtml
    {
        get => _descriptionAllowHtml.Value;
        set => _descriptionAllowHtml.Value = value;
    }

    object? IValueControl.BoxedValue => Value;

    private protected abstract HandlerList<ValueChange<T>> Handlers { get; }

    /// <summary>
    /// The value changed. After a change in the browser handlers run between cells, or while the running cell awaits, and changes that came
    /// meanwhile are one; what they show goes to the cell that added them. After a change by code they run at once, as a part of that code.
    /// </summary>
    public event Action<ValueChange<T>>? Changed
    {
        add => Handlers.Add(value);
        remove => Handlers.Remove(value);
    }

    /// <summary>Adds a handler that awaits.</summary>
    public void OnChange(Func<ValueChange<T>, Task> handler) => Handlers.Add(handler);

    void IValueControl.OnAnyChange(Func<Task> handler) => Handlers.Add(_ => handler());

    /// <inheritdoc/>
    public override string ToString() => Described(Value);
}

/// <summary>A control whose value a person can change.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <typeparam name="TStyle">Its style.</typeparam>
public abstract class InputControl<T, TStyle> : ValueControl<T, TStyle>
    where TStyle : Style, new()
{
    private readonly StateField<bool> _disabled;

    private protected InputControl(ModelIdentity model, string description)
        : base(model, description) => _disabled = Field("disabled", false, StateCodec.Bool);

    /// <summary>True when the person cannot use it.</summary>
    public bool Disabled
    {
        get => _disabled.Value;
        set => _disabled.Value = value;
    }
}
