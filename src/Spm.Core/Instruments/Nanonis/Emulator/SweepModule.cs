using Spm.Core.Data;

namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>What a sweep returns on the wire.</summary>
/// <param name="Channels">Names: the swept quantity, the channels forward, the channels backward.</param>
/// <param name="Rows">One row per name.</param>
/// <param name="Parameters">Values of <see cref="SweepModule.FixedParameters"/>, then of <see cref="SweepModule.Parameters"/>.</param>
internal sealed record SweepAnswer(IReadOnlyList<string> Channels, IReadOnlyList<double[]> Rows, IReadOnlyList<double> Parameters);

/// <summary>A spectroscopy module: its settings, and the sweep that runs.</summary>
internal sealed class SweepModule(EmulatedController controller, ISweepKind kind)
{
    /// <summary>Names of the parameters that every point has.</summary>
    public static IReadOnlyList<string> FixedParameters { get; } = ["X (m)", "Y (m)", "Z (m)", "Settling time (s)", "Integration time (s)"];

    /// <summary>Names of the parameters of the sweep.</summary>
    public static IReadOnlyList<string> Parameters { get; } = ["Sweep Start", "Sweep End"];

    private readonly Lock _lock = new();
    private CancellationTokenSource? _running;
    private Task _finished = Task.CompletedTask;

    /// <summary>First point, in V or m.</summary>
    public double Start { get; set; } = kind.Defaults.Start;

    /// <summary>Last point.</summary>
    public double End { get; set; } = kind.Defaults.End;

    /// <summary>Points of a sweep.</summary>
    public int Points { get; set; } = 128;

    /// <summary>Sweeps back as well.</summary>
    public bool Backward { get; set; } = true;

    /// <summary>Sweeps that are averaged.</summary>
    public int Sweeps { get; set; } = 1;

    /// <summary>Holds z while the bias is swept.</summary>
    public bool HoldsZ { get; set; } = true;

    /// <summary>Saves each sweep; the emulator saves nothing.</summary>
    public bool SavesAll { get; set; }

    /// <summary>Saves by itself; the emulator saves nothing.</summary>
    public bool Autosaves { get; set; }

    /// <summary>Shows a dialog; the emulator shows none.</summary>
    public bool ShowsDialog { get; set; }

    /// <summary>Offset of z before a bias sweep in m; the emulator keeps z.</summary>
    public double ZOffsetM { get; set; }

    /// <summary>Time before each point in s.</summary>
    public double SettlingS { get; set; } = 1e-3;

    /// <summary>Time each point is averaged in s.</summary>
    public double IntegrationS { get; set; } = 1e-3;

    /// <summary>Channels of the wire; none is the microscope's own choice.</summary>
    public IReadOnlyList<int> Channels { get; private set; } = [];

    /// <summary>The instrument's names of the channels that it records; unused signals are not among them.</summary>
    public IReadOnlyList<string> ChannelNames => [.. Channels.Select(controller.Signals.SignalOf).Where(s => !controller.Signals.IsUnused(s)).Select(controller.Signals.OwnName)];

    /// <summary>True while a sweep runs.</summary>
    public bool IsRunning
    {
        get
        {
            lock (_lock) return _running is not null;
        }
    }

    /// <summary>Chooses channels.</summary>
    /// <exception cref="ArgumentException">One cannot be recorded.</exception>
    public void SetChannels(IReadOnlyList<int> channels)
    {
        foreach (var signal in channels.Select(controller.Signals.SignalOf).Where(s => !controller.Signals.IsUnused(s))) controller.Signals.OwnName(signal);
        Channels = channels;
    }

    /// <summary>Throws when a sweep with these settings is not allowed.</summary>
    public void Check() => kind.Request(this).Check(controller.Microscope.Limits);

    /// <summary>A request with the settings that all sweeps have.</summary>
    public T Fill<T>(T request) where T : SweepRequest =>
        request with { Points = Points, Backward = Backward, SettlingS = SettlingS, IntegrationS = IntegrationS, Channels = ChannelNames };

    /// <summary>Sweeps, as often as is set, and averages.</summary>
    /// <exception cref="InvalidOperationException">A sweep runs, or it was stopped.</exception>
    public async Task<SweepAnswer> RunAsync(CancellationToken cancellationToken)
    {
        Check();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_running is not null) throw new InvalidOperationException($"{kind.Name} is running already. Stop it first.");
            (_running, _finished) = (stop, finished.Task);
        }
        try
        {
            return await SweepAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"{kind.Name} was stopped.");
        }
        finally
        {
            lock (_lock) _running = null;
            finished.SetResult();
        }
    }

    /// <summary>Stops the sweep, if one runs, and waits for its end.</summary>
    public Task StopAsync()
    {
        lock (_lock)
        {
            _running?.Cancel();
            return _finished;
        }
    }

    private async Task<SweepAnswer> SweepAsync(CancellationToken token)
    {
        var (names, rows) = ((List<string>)[], (List<double[]>)[]);
        for (var sweep = 1; sweep <= Sweeps; sweep++)
        {
            var datasets = await kind.SweepAsync(this, controller.Microscope, token).ConfigureAwait(false);
            var measured = Rows(datasets, names);
            if (rows.Count == 0) rows = measured;
            else foreach (var (mean, row) in rows.Zip(measured)) for (var i = 0; i < mean.Length; i++) mean[i] += (row[i] - mean[i]) / sweep;
        }
        return new SweepAnswer(names, rows, await ParametersAsync(token).ConfigureAwait(false));
    }

    private List<double[]> Rows(IReadOnlyList<Dataset> datasets, List<string> names)
    {
        names.Clear();
        names.Add(kind.Axis);
        List<double[]> rows = [[.. datasets[0].Dimensions[^1].Values]];
        for (var direction = 0; direction < (Backward ? 2 : 1); direction++)
        {
            foreach (var dataset in datasets)
            {
                var values = new double[Points];
                dataset.Samples.Read((long)direction * Points, values);
                rows.Add(values);
                names.Add($"{dataset.Name}{Mark(direction)}{(dataset.Unit.Length > 0 ? $" ({dataset.Unit})" : "")}");
            }
            foreach (var unused in Channels.Select(controller.Signals.SignalOf).Where(controller.Signals.IsUnused))
            {
                rows.Add(new double[Points]);
                names.Add(controller.Signals.Label(unused).Replace(" (", $"{Mark(direction)} (", StringComparison.Ordinal));
            }
        }
        return rows;
    }

    private static string Mark(int direction) => direction == 1 ? " [bwd]" : "";

    private async Task<double[]> ParametersAsync(CancellationToken token)
    {
        var status = controller.Microscope.Instrument.Status;
        var place = controller.Microscope.ToController(new TipPosition(status.XM, status.YM));
        var z = controller.Microscope.Instrument is IFeedback feedback ? (await feedback.GetFeedbackAsync(token).ConfigureAwait(false)).ZM : 0;
        return [place.XM, place.YM, z, SettlingS, IntegrationS, Start, End];
    }
}
