using Spm.Core.Experiments;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <summary>
/// A dashboard of an experiment that runs: shown once, changed in place at most four times a second, and at the end it stays with the last state. It is told of each point
/// as <see cref="MeasurementRun"/> tells it, or point by point by a loop of one's own. Safe for several threads; drawing never holds the experiment up.
/// <code>
/// await using var dashboard = spm.Dashboard(plan);
/// await MeasurementRun.RunAsync(plan, measure, journal, dashboard);
/// </code>
/// </summary>
public sealed class Dashboard : IProgress<RunProgress>, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<JournalPoint> _points = [];
    private readonly Live _live;
    private DashboardOptions _options;
    private bool _isNew, _isOver;

    /// <summary>A dashboard without points.</summary>
    /// <param name="options">What is shown.</param>
    /// <param name="output">Where.</param>
    public Dashboard(DashboardOptions options, INotebookOutput output)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(output);
        _options = options;
        _live = new Live(this, output);
    }

    /// <summary>The points it was told of, in order.</summary>
    public IReadOnlyList<JournalPoint> Points => Snapshot().Points;

    /// <summary>The present picture.</summary>
    public Figure Figure
    {
        get
        {
            var (points, options) = Snapshot();
            return Plot.Dashboard(points, options);
        }
    }

    /// <summary>Takes a point of a run.</summary>
    /// <exception cref="ArgumentException">It is the first, and nothing was measured under the name that is sought: better now than when the run is over. The point is in the journal.</exception>
    public void Report(RunProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_gate)
        {
            if (_points.Count == 0) _ = DashboardSeries.Of([value.Last], _options);
            _points.Add(value.Last);
            if (value.Count is { } count) _options = _options with { Count = count };
            _isNew = true;
        }
    }

    /// <summary>Takes the points a journal has already, before a run is resumed.</summary>
    public void Add(IEnumerable<JournalPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        lock (_gate)
        {
            _points.AddRange(points);
            _isNew = true;
        }
    }

    /// <summary>Takes a point of a loop of one's own.</summary>
    /// <param name="coordinates">Where, in the order and units of <see cref="DashboardOptions.Coordinates"/>.</param>
    /// <param name="value">What was measured there; NaN for nothing.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="clockS">The instrument's clock in s; 0 when nobody counts.</param>
    /// <exception cref="ArgumentException">There are not as many coordinates as <see cref="DashboardOptions.Coordinates"/> has.</exception>
    public void Add(double[] coordinates, double value, string unit = "", double clockS = 0)
    {
        ArgumentNullException.ThrowIfNull(coordinates);
        lock (_gate)
        {
            if (_options.Coordinates is { Count: > 0 } wanted && coordinates.Length != wanted.Count)
                throw new ArgumentException($"A point of this dashboard has {wanted.Count} coordinates ({string.Join(", ", wanted.Select(c => c.Unit.Length > 0 ? $"{c.Name} in {c.Unit}" : c.Name))}), got {coordinates.Length}.", nameof(coordinates));
            _points.Add(new(_points.Count, coordinates, [new(_options.Value ?? "value", unit, value)], clockS, []));
            _isNew = true;
        }
    }

    /// <summary>Shows the last state, which stays.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isOver) return ValueTask.CompletedTask;
            _isOver = true;
        }
        return _live.DisposeAsync();
    }

    /// <inheritdoc/>
    public override string ToString() => Text();

    internal string Text()
    {
        var (points, options) = Snapshot();
        return DashboardText.Of(DashboardSeries.Of(points, options));
    }

    private (IReadOnlyList<JournalPoint> Points, DashboardOptions Options) Snapshot()
    {
        lock (_gate) return ([.. _points], _options);
    }

    private MimeBundle? Changed(bool isLast)
    {
        lock (_gate)
        {
            if (!_isNew && !isLast) return null;
            _isNew = false;
        }
        var (points, options) = Snapshot();
        var series = DashboardSeries.Of(points, options);
        var svg = SvgRenderer.Render(DashboardFigure.Of(series));
        return new MimeBundle(isLast ? DashboardText.Of(series) : DashboardText.Line(series)).With(MimeTypes.Html, svg).With(MimeTypes.Svg, svg);
    }

    private sealed class Live : LivePicture
    {
        private readonly Dashboard _dashboard;

        public Live(Dashboard dashboard, INotebookOutput output)
            : base(output, TimeSpan.FromSeconds(0.25))
        {
            _dashboard = dashboard;
            Begin();
        }

        protected override void Unsubscribe()
        {
        }

        protected override MimeBundle? Picture() => _dashboard.Changed(isLast: false);

        protected override MimeBundle? Remainder() => _dashboard.Changed(isLast: true);
    }
}
