using System.Text.Json.Nodes;

namespace Spm.Kernel.Widgets.Model;

/// <summary>One attribute of a widget's state, by its name in the protocol. Its widget's lock guards it.</summary>
internal abstract class StateField(string name)
{
    public string Name => name;

    /// <summary>The value as it stands in the state; null for one that is <see cref="Binary"/>.</summary>
    public abstract JsonNode? ToJson();

    /// <summary>The value of a binary attribute, else null.</summary>
    public virtual byte[]? Binary => null;

    /// <summary>Whether other front ends are told what one has set.</summary>
    public bool IsEchoed { get; set; } = true;

    /// <summary>The widgets that the value refers to; they must be open before this attribute is sent.</summary>
    public virtual IEnumerable<Widget> References => [];

    /// <summary>Takes a value from a front end: null when it has the wrong form, else whether it was taken as it is.</summary>
    public abstract bool? TryApply(JsonNode? json);

    /// <summary>Called when the values of one message have been applied, without the lock: queues the handlers of the change.</summary>
    public abstract void PostChange();
}

/// <summary>An attribute with a typed value.</summary>
/// <param name="owner">Its widget.</param>
/// <param name="name">Its name in the protocol.</param>
/// <param name="initial">Its first value.</param>
/// <param name="codec">How it stands in the state.</param>
/// <param name="rule">What every new value goes through: it may be changed, such as into a range, or refused with an exception.</param>
internal sealed class StateField<T>(Widget owner, string name, T initial, StateCodec<T> codec, Func<T, T>? rule = null) : StateField(name)
{
    private T _value = initial;
    private T _beforeHandlers = initial;
    private bool _handlersWait;

    /// <summary>Handlers of changes.</summary>
    public HandlerList<ValueChange<T>> Changed { get; } = new(owner);

    /// <summary>Told every value that a front end sets, at once, on the thread that receives; must be quick.</summary>
    public Action<T>? Received { get; set; }

    public T Value
    {
        get
        {
            lock (owner.Gate) return _value;
        }
        set
        {
            T old;
            lock (owner.Gate)
            {
                var next = rule is null ? value : rule(value);
                old = _value;
                if (EqualityComparer<T>.Default.Equals(old, next)) return;
                _value = next;
                owner.MarkUnsent(this);
            }
            owner.SendSoon();
            Changed.Raise(new ValueChange<T>(old, Value));
        }
    }

    public override byte[]? Binary => _value as byte[];

    public override IEnumerable<Widget> References => _value switch
    {
        Widget one => [one],
        IEnumerable<Widget> many => many,
        _ => [],
    };

    public override JsonNode? ToJson() => Binary is null ? codec.ToJson(_value) : null;

    public override bool? TryApply(JsonNode? json)
    {
        if (codec.FromJson(json) is not { } parsed) return null;
        T next;
        try
        {
            next = rule is null ? parsed.Value : rule(parsed.Value);
        }
        catch (ArgumentException)
        {
            // The front end's value is refused like any other; it is sent the right one.
            return null;
        }
        if (!_handlersWait) _beforeHandlers = _value;
        _value = next;
        return EqualityComparer<T>.Default.Equals(next, parsed.Value);
    }

    public override void PostChange()
    {
        Received?.Invoke(Value);
        lock (owner.Gate)
        {
            if (_handlersWait || Changed.IsEmpty || EqualityComparer<T>.Default.Equals(_beforeHandlers, _value)) return;
            _handlersWait = true;
        }
        owner.PostHandlers(RunHandlers);
    }

    // The changes that came while the handlers waited are one change.
    private void RunHandlers()
    {
        ValueChange<T> change;
        lock (owner.Gate)
        {
            _handlersWait = false;
            change = new ValueChange<T>(_beforeHandlers, _value);
            // Who is about to say that a value came, which is this one, says nothing new.
            _beforeHandlers = _value;
        }
        if (!EqualityComparer<T>.Default.Equals(change.Old, change.New)) Changed.Run(change);
    }
}
