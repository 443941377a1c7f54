using Spm.Notebook;

namespace Spm.Interactive.Views;

/// <summary>How often a script travels with the outputs of a notebook.</summary>
public enum ScriptPolicy
{
    /// <summary>With the first output that needs it. For a notebook run from top to bottom into a new file.</summary>
    OncePerRun,

    /// <summary>
    /// With the outputs of one cell, and of another once that one has been run again or deleted. For a person at the keyboard, who runs single cells
    /// again and so replaces the output that carried the script. A front end that does not say which cell is running gets our own
    /// small script with every output that needs it, a plotting library still once.
    /// </summary>
    OneCell,
}

/// <summary>
/// Decides which output carries a browser script, so that a notebook holds it once and not once per figure. The host owns one, shares it with
/// all formatters and resets it when a notebook starts. An object that got a script gets it again when it is formatted again:
/// a host may ask for each MIME type separately. Safe to call from any thread.
/// </summary>
public sealed class ScriptOnce(ScriptPolicy policy = ScriptPolicy.OncePerRun)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (WeakReference<object> Owner, CellRun? Cell)> _carriers = new(StringComparer.Ordinal);

    /// <summary>Says which cell is running, or null where nobody knows.</summary>
    public Func<CellRun?> Cell { get; set; } = () => null;

    /// <summary>True when the output of <paramref name="owner"/> must carry the script.</summary>
    /// <param name="script">Name of the script and its version.</param>
    /// <param name="owner">The object that is formatted.</param>
    /// <param name="isSmall">Whether it may travel always where the running cell is not known.</param>
    public bool Needed(string script, object owner, bool isSmall = true)
    {
        var cell = policy == ScriptPolicy.OneCell ? Cell() : null;
        if (policy == ScriptPolicy.OneCell && cell is null && isSmall) return true;
        lock (_lock)
        {
            if (_carriers.TryGetValue(script, out var carrier) && !IsGone(carrier.Cell, cell))
                return (cell is not null && carrier.Cell?.Run == cell.Run) || (carrier.Owner.TryGetTarget(out var first) && ReferenceEquals(first, owner));
            _carriers[script] = (new(owner), cell);
            return true;
        }
    }

    /// <summary>Forgets everything: the next output that needs a script carries it. Called at the start of each notebook run.</summary>
    public void Reset()
    {
        lock (_lock) _carriers.Clear();
    }

    private static bool IsGone(CellRun? carrier, CellRun? now) => carrier is not null && now?.StillShows(carrier) == false;
}
