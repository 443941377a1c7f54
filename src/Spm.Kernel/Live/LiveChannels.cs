using Spm.Kernel.Comms;
using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Live;

/// <summary>
/// The channels of a session's figures. A front end does not tell when an output is cleared, so the number is bounded instead: the newest
/// <see cref="MostOpen"/> answer, older ones tell their figure that its cell must be run again. Any thread may use it.
/// </summary>
internal sealed class LiveChannels(CommRegistry comms) : ILiveChannels
{
    /// <summary>Figures that are answered at the same time.</summary>
    public const int MostOpen = 50;

    private readonly Lock _gate = new();
    private readonly List<LiveBridge> _open = [];

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
        if (comms.Host is NoFrontEnd || CellScope.Current is null) return null;
        var bridge = new LiveBridge(comms, comms.Host.NewId(), answer, Forget);
        LiveBridge? oldest = null;
        lock (_gate)
        {
            _open.Add(bridge);
            if (_open.Count > MostOpen)
            {
                oldest = _open[0];
                _open.RemoveAt(0);
            }
        }
        oldest?.Retire($"Only the {MostOpen} newest figures are connected with the kernel. Run this cell again to connect it.");
        return bridge.Channel;
    }

    /// <summary>Closes all: the session that answered has ended.</summary>
    public void Close()
    {
        LiveBridge[] open;
        lock (_gate) open = [.. _open];
        foreach (var bridge in open) bridge.Retire("The session that made this figure has ended. Run the cell again to connect it.");
    }

    private void Forget(LiveBridge bridge)
    {
        lock (_gate) _open.Remove(bridge);
    }
}
