using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Spm.Kernel.Engine;
using Spm.Kernel.Widgets.Model;
using Spm.Notebook;

namespace Spm.Kernel.Comms;

/// <summary>All open comms of a session and the targets that front ends may open. Any thread may use it.</summary>
internal sealed class CommRegistry : IComms
{
    private readonly ConcurrentDictionary<string, Comm> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Action<IComm, CommMessage>> _targets = new(StringComparer.Ordinal);

    public CommRegistry(HandlerQueue handlers)
    {
        Handlers = handlers;
        Widgets = new OpenWidgets();
        Register(OpenWidgets.ControlTarget, Widgets.AnswerControl);
    }

    /// <summary>Where messages go; nowhere until a server says otherwise.</summary>
    public ICommHost Host { get; set; } = new NoFrontEnd();

    /// <summary>Runs event handlers on the thread of the cells.</summary>
    public HandlerQueue Handlers { get; }

    /// <summary>The widgets that have been shown.</summary>
    public OpenWidgets Widgets { get; }

    public IComm Open(string targetName, JsonObject data, JsonObject? metadata = null, IReadOnlyList<byte[]>? buffers = null) =>
        Open(Host.NewId(), targetName, data, metadata, buffers);

    /// <summary>Opens a channel. What is attached before the front ends are told misses none of their answers.</summary>
    public Comm Open(string id, string targetName, JsonObject data, JsonObject? metadata, IReadOnlyList<byte[]>? buffers, Action<Comm>? attach = null)
    {
        var comm = new Comm(this, id, targetName);
        attach?.Invoke(comm);
        _open[id] = comm;
        Host.Send(CommMessageKind.Open, comm, data, metadata ?? [], buffers ?? []);
        return comm;
    }

    public void Register(string targetName, Action<IComm, CommMessage> opened) => _targets[targetName] = opened;

    public Task RunInCell(Func<Task> work)
    {
        var home = CellScope.Current;
        return Handlers.Post(() => Handlers.Run(home, work));
    }

    public bool IsOpen(Comm comm) => _open.TryGetValue(comm.Id, out var known) && ReferenceEquals(known, comm);

    public bool Remove(Comm comm) => _open.TryRemove(KeyValuePair.Create(comm.Id, comm));

    /// <summary>The open comms, of one target or all: the content of <c>comm_info_reply</c>.</summary>
    public JsonObject Info(string? targetName)
    {
        var found = _open.Values.Where(c => targetName is null || c.TargetName == targetName);
        return new JsonObject(found.Select(c => KeyValuePair.Create(c.Id, (JsonNode?)new JsonObject { ["target_name"] = c.TargetName })));
    }

    /// <summary>A front end opens a channel. One that nobody here knows is closed again.</summary>
    public void OnOpen(string id, string targetName, CommMessage message)
    {
        var comm = new Comm(this, id, targetName);
        if (!_targets.TryGetValue(targetName, out var opened) || !_open.TryAdd(id, comm))
        {
            Host.Send(CommMessageKind.Close, comm, [], [], []);
            return;
        }
        try
        {
            opened(comm, message);
        }
        catch
        {
            // Whatever the target's code throws: the front end must not believe that the channel works. The caller logs it.
            comm.Close();
            throw;
        }
    }

    /// <summary>A message from a front end; for a channel that is not open (any more) it is dropped, as the specification says.</summary>
    public void OnMessage(string id, CommMessage message)
    {
        if (_open.TryGetValue(id, out var comm)) comm.OnReceived(message);
    }

    /// <summary>A front end closes a channel.</summary>
    public void OnClose(string id)
    {
        if (_open.TryRemove(id, out var comm)) comm.OnClosed();
    }
}
