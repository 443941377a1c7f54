namespace Spm.Interactive.Views.Live;

/// <summary>
/// The indices of a session. Figures of the same curves share one, at most <see cref="MostIndices"/> are kept (the one asked longest ago goes first, and is
/// made anew when it is asked again), and one that no open figure uses is let go, its pass with it, also when its only figure shows other curves before it is
/// finished. Any thread may use it.
/// </summary>
internal sealed class SweepIndices
{
    /// <summary>Indices in memory, each of at most <see cref="LiveLimits.IndexBytes"/>.</summary>
    public const int MostIndices = 4;

    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    /// <summary>The index of curves, begun when there is none; <paramref name="user"/> uses it until <see cref="Leave"/>.</summary>
    public SweepIndex Of(MapCurves curves, LiveLimits limits, object user)
    {
        lock (_gate)
        {
            var entry = _entries.Find(e => e.Key == curves.Key && e.Limits == limits);
            if (entry is null)
            {
                entry = new(curves.Key, limits, new SweepIndex(curves, limits), []);
                if (_entries.Count == MostIndices) Drop(_entries[0]);
                entry.Index.Start();
            }
            // The one asked last stands last.
            _entries.Remove(entry);
            _entries.Add(entry);
            entry.Users.Add(user);
            Drop(_entries.Where(other => other != entry && !other.Index.IsFinished && other.Users.Remove(user) && other.Users.Count == 0));
            return entry.Index;
        }
    }

    /// <summary>A figure is closed.</summary>
    public void Leave(object user)
    {
        lock (_gate)
            Drop(_entries.Where(e => e.Users.Remove(user) && e.Users.Count == 0));
    }

    private void Drop(IEnumerable<Entry> entries)
    {
        foreach (var entry in entries.ToArray()) Drop(entry);
    }

    private void Drop(Entry entry)
    {
        entry.Index.Stop();
        _entries.Remove(entry);
    }

    private sealed record Entry(MapCurves.Place Key, LiveLimits Limits, SweepIndex Index, HashSet<object> Users);
}
