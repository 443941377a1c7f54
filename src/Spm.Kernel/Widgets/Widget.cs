using System.Diagnostics;
using System.Text.Json.Nodes;
using Spm.Kernel.Comms;
using Spm.Kernel.Engine;
using Spm.Kernel.Widgets.Model;
using Spm.Notebook;

namespace Spm.Kernel.Widgets;

/// <summary>
/// A model of the Jupyter widgets protocol (version 2.1) with its kernel side here and its browser side in every front end. It is opened when it
/// is first shown. Any thread may read and set its properties: what a person does in the browser is there at once, even while a cell runs;
/// what code sets reaches the browser at most fifty times a second, the last value always.
/// </summary>
public abstract class Widget : IDisposable
{
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);
    private static readonly JsonObject NoState = [];

    private readonly List<StateField> _fields = [];
    private readonly HashSet<StateField> _unsent = [];
    private CommRegistry? _registry;
    private Comm? _comm;
    private bool _opening;
    private bool _timerSet;
    private long _sentAt;

    private protected Widget(ModelIdentity model)
    {
        Model = model;
        ModelId = Home?.Comms?.Host.NewId() ?? Guid.NewGuid().ToString("N");
    }

    /// <summary>The identifier of this model in the front ends.</summary>
    public string ModelId { get; }

    internal ModelIdentity Model { get; }

    internal Lock Gate { get; } = new();

    /// <summary>The cell that made this widget.</summary>
    internal CellScope? Home { get; } = CellScope.Current;

    /// <summary>Where it is, or will be, open.</summary>
    internal CommRegistry? Registry => _registry ?? Home?.Comms;

    internal string Reference => "IPY_MODEL_" + ModelId;

    /// <summary>Shortest time between two messages of this widget.</summary>
    private protected virtual TimeSpan RestBetweenMessages => Rest;

    /// <summary>What the control is and holds, for a terminal.</summary>
    public override string ToString() => GetType().Name.Split('`')[0];

    /// <summary>Removes the widget from every front end. It can be shown again.</summary>
    public void Close()
    {
        Comm? comm;
        lock (Gate) (comm, _comm) = (_comm, null);
        if (comm is null) return;
        Registry?.Widgets.Remove(this);
        comm.Close();
    }

    /// <summary><see cref="Close"/>.</summary>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private protected StateField<T> Field<T>(string name, T initial, StateCodec<T> codec, Func<T, T>? rule = null) => Add(new StateField<T>(this, name, initial, codec, rule));

    /// <summary>The models that this one refers to.</summary>
    internal IEnumerable<Widget> References() => _fields.SelectMany(f => f.References);

    internal bool Has(string attribute) => _fields.Exists(f => f.Name == attribute);

    internal IEnumerable<string> Attributes => _fields.Select(f => f.Name);

    internal TField Add<TField>(TField field)
        where TField : StateField
    {
        _fields.Add(field);
        return field;
    }

    /// <summary>The browser side sent something that is not state.</summary>
    private protected virtual void OnCustom(JsonObject content)
    {
    }

    internal void Open(CommRegistry comms)
    {
        lock (Gate)
        {
            if (_comm is not null || _opening) return;
            (_opening, _registry) = (true, comms);
            try
            {
                OpenReferences(_fields, comms);
                var state = WholeState();
                comms.Widgets.Add(this);
                comms.Open(ModelId, OpenWidgets.Target, state.Message(null), new JsonObject { ["version"] = "2.1.0" }, state.Bytes, Attach);
            }
            finally
            {
                _opening = false;
            }
        }
    }

    internal WidgetState WholeState()
    {
        lock (Gate)
        {
            var state = new WidgetState();
            Model.WriteTo(state.Json);
            foreach (var field in _fields) state.Add(field);
            return state;
        }
    }

    /// <summary>Notes that a value must be sent; with <see cref="Gate"/> held. Before the widget is open there is nobody to send it to.</summary>
    internal void MarkUnsent(StateField field)
    {
        if (_comm is not null) _unsent.Add(field);
    }

    /// <summary>Sends what is unsent, at once when the widget has rested, else when it has.</summary>
    internal void SendSoon()
    {
        lock (Gate)
        {
            if (_unsent.Count == 0 || _timerSet) return;
            var rest = RestBetweenMessages - Stopwatch.GetElapsedTime(_sentAt);
            if (rest <= TimeSpan.Zero)
            {
                Flush();
                return;
            }
            _timerSet = true;
            // The delay must not carry the cell's execution context: it belongs to nobody.
            using (ExecutionContext.SuppressFlow())
                _ = Task.Delay(rest).ContinueWith(_ => OnRested(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    /// <summary>Sends what is unsent now.</summary>
    internal void Flush()
    {
        lock (Gate)
        {
            if (_unsent.Count == 0 || _comm is null) return;
            OpenReferences(_unsent, _registry!);
            var state = new WidgetState();
            foreach (var field in _unsent) state.Add(field);
            _unsent.Clear();
            _sentAt = Stopwatch.GetTimestamp();
            _comm.Send(state.Message("update"), null, state.Bytes);
        }
    }

    /// <summary>Queues handlers of an event that a person caused for the thread of the cells.</summary>
    internal void PostHandlers(Action run) => _ = Registry?.Handlers.Post(run);

    private void Attach(Comm comm)
    {
        _comm = comm;
        comm.Received += OnReceived;
        comm.Closed += OnClosed;
    }

    private static void OpenReferences(IEnumerable<StateField> fields, CommRegistry comms)
    {
        foreach (var widget in fields.SelectMany(f => f.References)) widget.Open(comms);
    }

    private void OnRested()
    {
        lock (Gate)
        {
            _timerSet = false;
            Flush();
        }
    }

    private void OnClosed()
    {
        lock (Gate) _comm = null;
        Registry?.Widgets.Remove(this);
    }

    private void OnReceived(CommMessage message)
    {
        switch (message.Data["method"]?.ToString())
        {
            case "update":
                Apply(message.Data["state"] as JsonObject ?? NoState);
                break;
            case "request_state":
                lock (Gate)
                {
                    var state = WholeState();
                    _unsent.Clear();
                    _comm?.Send(state.Message("update"), null, state.Bytes);
                }
                break;
            case "custom":
                OnCustom(message.Data["content"] as JsonObject ?? NoState);
                break;
        }
    }

    /// <summary>Takes what a person did, tells the other front ends («echo_update»), and sends back what was refused or corrected.</summary>
    private void Apply(JsonObject changes)
    {
        var applied = new List<StateField>();
        lock (Gate)
        {
            var echo = new WidgetState();
            foreach (var (name, json) in changes)
            {
                if (_fields.Find(f => f.Name == name) is not { } field) continue;
                var taken = field.TryApply(json);
                if (taken is not null)
                {
                    if (field.IsEchoed) echo.Json[name] = json?.DeepClone();
                    applied.Add(field);
                    _unsent.Remove(field);
                }
                if (taken != true) MarkUnsent(field);
            }
            if (echo.Json.Count > 0) _comm?.Send(echo.Message("echo_update"), null, []);
        }
        foreach (var field in applied) field.PostChange();
        SendSoon();
    }
}
