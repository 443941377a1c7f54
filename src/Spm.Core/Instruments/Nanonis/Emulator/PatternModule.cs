namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>Grid experiments: a spectroscopy at each point of a grid, a line or a cloud.</summary>
internal sealed class PatternModule(EmulatedController controller)
{
    /// <summary>Most points of a pattern.</summary>
    public const int MaxPoints = 1 << 20;

    /// <summary>The experiments there are.</summary>
    public static IReadOnlyList<string> Experiments { get; } =
        ["Bias Spectroscopy ASCII", "Bias Spectroscopy BINARY", "Z Spectroscopy ASCII", "Z Spectroscopy BINARY"];

    private readonly BackgroundWork _work = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource? _paused;

    /// <summary>1 grid, 2 line, 3 cloud.</summary>
    public int Active { get; set; } = 1;

    /// <summary>Columns and rows of the grid, and the frame it fills.</summary>
    public (int Columns, int Rows, ScanFrame Frame) Grid { get; set; } = (5, 5, controller.Scan.Frame);

    /// <summary>Points of the line, and its ends.</summary>
    public (int Points, TipPosition From, TipPosition To) Line { get; set; } = (5, new(-1e-7, 0), new(1e-7, 0));

    /// <summary>The cloud.</summary>
    public IReadOnlyList<TipPosition> Cloud { get; set; } = [];

    /// <summary>The chosen experiment.</summary>
    public string Experiment { get; set; } = Experiments[0];

    /// <summary>True while an experiment runs, paused or not.</summary>
    public bool IsRunning => _work.IsRunning;

    /// <summary>Points measured by the experiment that runs or ran last.</summary>
    public int PointsDone { get; private set; }

    /// <summary>Starts the experiment.</summary>
    /// <exception cref="InvalidOperationException">One is running, or there are no points.</exception>
    public void Start()
    {
        var points = Points();
        if (points.Count == 0) throw new InvalidOperationException("The pattern has no points. Set them with Pattern.GridSet, LineSet or CloudSet.");
        controller.Microscope.Need<IPositioning>("tip positioning");
        var module = Experiment.StartsWith('Z') ? controller.ZSweep : controller.BiasSweep;
        module.Check();
        foreach (var point in points) controller.Microscope.ToSample(point.XM, point.YM);
        _work.Start("An experiment", token => RunAsync(points, module, token));
    }

    /// <summary>Holds the experiment after its point, or goes on.</summary>
    public void Pause(bool hold)
    {
        lock (_lock)
        {
            _paused?.TrySetResult();
            _paused = hold ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : null;
        }
    }

    /// <summary>Stops the experiment, if one runs, and waits for its end.</summary>
    public Task StopAsync() => _work.StopAsync();

    /// <summary>What ended the last experiment early, if anything did.</summary>
    public string? Failure => _work.Failure;

    /// <summary>The places of the active pattern in the controller's frame, in the order of visit.</summary>
    public IReadOnlyList<TipPosition> Points() => Active switch
    {
        2 => [.. Enumerable.Range(0, Line.Points).Select(i => Line.Points == 1 ? 0 : (double)i / (Line.Points - 1)).Select(t =>
            new TipPosition(double.Lerp(Line.From.XM, Line.To.XM, t), double.Lerp(Line.From.YM, Line.To.YM, t)))],
        3 => Cloud,
        _ => [.. from row in Enumerable.Range(0, Grid.Rows)
            from column in Enumerable.Range(0, Grid.Columns)
            select Grid.Frame.Pixel(row, column, Grid.Rows, Grid.Columns)],
    };

    private async Task RunAsync(IReadOnlyList<TipPosition> points, SweepModule module, CancellationToken token)
    {
        var positioning = controller.Microscope.Need<IPositioning>("tip positioning");
        PointsDone = 0;
        foreach (var point in points)
        {
            token.ThrowIfCancellationRequested();
            if (Held() is { } held) await held.WaitAsync(token).ConfigureAwait(false);
            var (x, y) = controller.Microscope.ToSample(point.XM, point.YM);
            await positioning.MoveToAsync(x, y, token).ConfigureAwait(false);
            await module.RunAsync(token).ConfigureAwait(false);
            PointsDone++;
        }
        controller.Log.Write($"experiment: {Experiment} at {PointsDone} points done; a controller would have saved files, the emulator saves none");
    }

    private Task? Held()
    {
        lock (_lock) return _paused?.Task;
    }
}
