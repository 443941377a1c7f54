namespace Spm.Interactive.Views;

/// <summary>How often a script travels with the outputs of a notebook.</summary>
public enum ScriptPolicy
{
    /// <summary>With the first output that needs it. For a notebook run from top to bottom into a new file.</summary>
    OncePerRun,

    /// <summary>
    /// With every output that needs it. For a person at the keyboard, who runs single cells again and so replaces the output that
    /// carried the script: only our own small script then travels always, a plotting library still goes once.
    /// </summary>
    Always,
}

/// <summary>
/// Decides which output carries a browser script, so that a notebook holds it once and not once per figure. The host owns one, shares it with
/// all formatters and resets it when a notebook starts. An object that got a script gets it again when it is formatted again:
/// a host may ask for each MIME type separately. Safe to call from any thread.
/// </summary>
public sealed class ScriptOnce(ScriptPolicy policy = ScriptPolicy.OncePerRun)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, WeakReference<object>> _carriers = new(StringComparer.Ordinal);

    /// <summary>How often our own script travels.</summary>
    public ScriptPolicy Policy { get; set; } = policy;

    /// <summary>True when the output of <paramref name="owner"/> must carry the script.</summary>
    /// <param name="script">Name of the script and its version.</param>
    /// <param name="owner">The object that is formatted.</param>
    /// <param name="isSmall">Whether <see cref="ScriptPolicy.Always"/> applies to it.</param>
    public bool Needed(string script, object owner, bool isSmall = true)
    {
        lock (_lock)
        {
            if (Policy == ScriptPolicy.Always && isSmall) return true;
            if (!_carriers.TryGetValue(script, out var carrier))
            {
                _carriers[script] = new(owner);
                return true;
            }
            return carrier.TryGetTarget(out var first) && ReferenceEquals(first, owner);
        }
    }

    /// <summary>Forgets everything: the next output that needs a script carries it. Called at the start of each notebook run.</summary>
    public void Reset()
    {
        lock (_lock) _carriers.Clear();
    }
}
