using System.Globalization;
using Spm.Kernel.Widgets.Model;

namespace Spm.Kernel.Widgets;

/// <summary>A control that chooses one of several objects.</summary>
/// <typeparam name="T">Type of the objects.</typeparam>
/// <typeparam name="TStyle">The control's style.</typeparam>
public abstract class SelectionControl<T, TStyle> : InputControl<T?, TStyle>
    where TStyle : Style, new()
{
    private readonly StateField<IReadOnlyList<string>> _labels;
    private readonly StateField<int?> _index;
    private readonly HandlerList<ValueChange<T?>> _changed;
    private readonly Func<T, string> _label;
    private IReadOnlyList<T> _options;

    private protected SelectionControl(ModelIdentity model, IEnumerable<T> options, Func<T, string>? label, string description)
        : base(model, description)
    {
        _options = [.. options];
        _label = label ?? (o => Convert.ToString(o, CultureInfo.InvariantCulture) ?? "");
        _labels = Field("_options_labels", [.. _options.Select(_label)], StateCodec.Texts);
        _index = Field("index", _options.Count > 0 ? 0 : (int?)null, StateCodec.OptionalInt, InRange);
        _changed = new HandlerList<ValueChange<T?>>(this);
        _index.Changed.AddForwarding(_changed, change => new ValueChange<T?>(At(change.Old), At(change.New)));
    }

    /// <summary>What can be chosen. New options choose the first of them.</summary>
    public IReadOnlyList<T> Options
    {
        get
        {
            lock (Gate) return _options;
        }
        set
        {
            lock (Gate) _options = [.. value];
            _labels.Value = [.. value.Select(_label)];
            _index.Value = value.Count > 0 ? 0 : null;
        }
    }

    /// <summary>Place of the chosen option from 0, or null when none is.</summary>
    /// <exception cref="ArgumentException">There is no such option.</exception>
    public int? Index
    {
        get => _index.Value;
        set => _index.Value = value;
    }

    /// <summary>The chosen object itself, or the default of its type when none is.</summary>
    /// <exception cref="ArgumentException">The value is not among the options.</exception>
    public override T? Value
    {
        get => At(Index);
        set
        {
            var options = Options;
            for (var i = 0; i < options.Count; i++)
            {
                if (!EqualityComparer<T?>.Default.Equals(options[i], value)) continue;
                Index = i;
                return;
            }
            throw new ArgumentException($"«{value}» is not among the options: {string.Join(", ", options.Take(10).Select(_label))}{(options.Count > 10 ? ", …" : "")}.", nameof(value));
        }
    }

    private protected override HandlerList<ValueChange<T?>> Handlers => _changed;

    /// <inheritdoc/>
    public override string ToString()
    {
        var (options, index) = (Options, Index);
        return Described($"{(index is { } i && i < options.Count ? _label(options[i]) : "none")} (of {string.Join(", ", options.Take(10).Select(_label))}{(options.Count > 10 ? ", …" : "")})");
    }

    private T? At(int? index)
    {
        var options = Options;
        return index is { } i && i < options.Count ? options[i] : default;
    }

    private int? InRange(int? index) => index is null || (index >= 0 && index < Options.Count)
        ? index
        : throw new ArgumentException($"Index is null or 0 to {Options.Count - 1}, got {index}.", nameof(index));
}
