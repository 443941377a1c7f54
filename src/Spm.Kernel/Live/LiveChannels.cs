using Spm.Kernel.Comms;
using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Live;

/// <summary>
/// The channels of a session's figures. A front end does not tell when an output is cleared, so those of a cell end when it is run again or, as far as the front
/// end says which cells there are, deleted; and the number is bounded: the newest <see cref="MostOpen"/> answer, older ones tell their figure that its cell must be
/// run again. A channel keeps the data of its figure in memory. Any thread may use it.
/// </summary>
internal sealed class LiveChannels(CommRegistry comms) : ILiveChannels
{
    /// <summary>Figures that are answered at the same time.</summary>
    public const int MostOpen = 50;

    private readonly Lock _gate = new();
    private readonly List<(LiveBridge Bridge, CellRun? Cell)> _open = [];

    /// <summary>Number of open channels.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _open.Count;
        }
    }

    /// <inheritdoc/>
    public LiveChannel? Open(LiveAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        // Outside a cell there is no output in which the bridge could stand.
        if (comms.Host is NoFrontEnd || CellScope.Current is not { } scope) return null;
        var (bridge, cell) = (new LiveBridge(comms, comms.Host.NewId(), answer, Forget), scope.Display.Cell);
        LiveBridge[] gone;
        LiveBridge? oldest;
        lock (_gate)
        {
            gone = [.. _open.Where(open => IsGone(open.Cell, cell)).Select(open => open.Bridge)];
            _open.RemoveAll(open => gone.Contains(open.Bridge));
            oldest = _open.Count == MostOpen ? _open[0].Bridge : null;
            if (oldest is not null) _open.RemoveAt(0);
            _open.Add((bridge, cell));
        }
        foreach (var one in gone) one.Retire("The cell of this figure was run again or deleted.");
        oldest?.Retire($"Only the {MostOpen} newest figures are connected with the kernel. Run this cell again to connect it.");
        return bridge.Channel;
    }

    /// <summary>Closes all: the session that answered has ended.</summary>
    public void Close()
    {
        LiveBridge[] open;
        lock (_gate) open = [.. _open.Select(one => one.Bridge)];
        foreach (var bridge in open) bridge.Retire("The session that made this figure has ended. Run the cell again to connect it.");
    }

    /// <summary>Whether a cell's output is gone, as far as a run that began after it knows.</summary>
    private static bool IsGone(CellRun? then, CellRun? now) => then is not null && now is not null && !now.StillShows(then) && then.Latest.GetValueOrDefault(now.Id) != now.Run;

    private void Forget(LiveBridge bridge)
    {
        lock (_gate) _open.RemoveAll(open => open.Bridge == bridge);
    }
}
