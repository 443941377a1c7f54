using System.Text.Json.Nodes;
using Spm.Core.Data;
using Spm.Interactive.Formatters;

namespace Spm.Interactive.Views.Live;

/// <summary>
/// Answers what a figure of linked map and curves asks, for data of any size. A pixel's curve is read from the file at full resolution and thinned for the
/// screen; a slice or a region is read directly where that takes at most 60 ms, else it comes from a thinned copy of at most 64 MB and 512 points of
/// the sweep per pixel, which one pass in the background makes (<see cref="SweepIndex"/>). Data in memory are answered exactly; of maps of more than 512
/// pixels a side a slice has every few of them. Any thread may ask.
/// </summary>
public sealed class ExplorerAnswers : IDisposable
{
    private readonly ExplorerSource _source;
    private readonly SweepIndices _indices;

    /// <summary>After an attempt to read a slice directly took too long, and when the file has been read once since, another may be worthwhile.</summary>
    private static readonly TimeSpan _slowFor = TimeSpan.FromSeconds(10);

    private long _slowSince = long.MinValue;
    private bool _wasSlowWhileReading;
    private volatile bool _isClosed;
    private static int _isWarm;

    internal ExplorerAnswers(ExplorerSource source, SweepIndices indices) => (_source, _indices) = (source, indices);

    /// <summary>Answers for a fit's maps and the data it comes from.</summary>
    /// <exception cref="ArgumentException">The maps are not over the data.</exception>
    public static ExplorerAnswers Of(LinkedMapView view) => Of(view, new(), LiveLimits.Default);

    /// <summary>Answers for data that were swept at each position of a scan: the last dimension is the curve's, those before it are taken at an index.</summary>
    /// <param name="data">The data.</param>
    /// <param name="slice">Index per dimension that is neither on the map nor the curve's, by name; by default the last of one named Cycle, the first of others.</param>
    /// <exception cref="ArgumentException">The data have no spatial or no spectroscopic dimension.</exception>
    public static ExplorerAnswers Of(Dataset data, IReadOnlyDictionary<string, int>? slice = null) => Of(data, slice, new(), LiveLimits.Default);

    internal static ExplorerAnswers Of(LinkedMapView view, SweepIndices indices, LiveLimits limits)
    {
        var (map, result) = (view.Maps[0], view.Result);
        return new(new(new MapCurves(result.Source, map.Horizontal, map.Vertical, result.FitDimension, view.Slice), result, view.Grid, limits), indices);
    }

    internal static ExplorerAnswers Of(ExplorerView view, SweepIndices indices, LiveLimits limits) =>
        new(new(new MapCurves(view.Data, view.Curves.Horizontal, view.Curves.Vertical, view.Sweep), null, null, limits), indices);

    internal static ExplorerAnswers Of(Dataset data, IReadOnlyDictionary<string, int>? slice, SweepIndices indices, LiveLimits limits)
    {
        if (data.SpatialDimensions.Count == 0 || data.SpectroscopicDimensions.Count == 0)
            throw new ArgumentException($"{data} has no map with a curve behind each pixel: that takes a spatial and a spectroscopic dimension.", nameof(data));
        var (vertical, horizontal) = DatasetImages.AxesOf(data.SpatialDimensions);
        return new(new(new MapCurves(data, horizontal, vertical, data.Dimensions[^1], slice), null, null, limits), indices);
    }

    /// <summary>The dimension along which the curves were swept: the axis of the slider.</summary>
    public Dimension Curve => _source.Curves.Curve;

    /// <summary>Rows of the map.</summary>
    public int Rows => _source.Curves.Rows;

    /// <summary>Columns of the map.</summary>
    public int Columns => _source.Curves.Columns;

    /// <summary>
    /// Answers <c>{"ask": "pixel", "row", "column"}</c>, <c>{"ask": "slice", "index", "part"}</c>, <c>{"ask": "mean", "rows": [first, last], "columns": [first, last]}</c> and
    /// <c>{"ask": "hello"}</c>. Of data that were not fitted and have several curves per pixel <c>"curve"</c> says which, numbered row-major over the dimensions that are
    /// neither the map's nor the curves'. Numbers of curves and maps are base64 of little-endian floats. What cannot be answered is said in <c>error</c>.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was cancelled.</exception>
    public Task<JsonObject> AnswerAsync(JsonObject question, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        try
        {
            return Task.FromResult(Answer(question, cancel));
        }
        catch (ObjectDisposedException)
        {
            return Task.FromResult(Error($"The file of {_source.Curves.Data.Name} was closed. Open it again and run the cell again."));
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            return Task.FromResult(Error(e.Message));
        }
    }

    /// <summary>Begins the pass over the file when it has not begun, and waits until it has ended.</summary>
    internal void WaitForPass() => IndexOf(_source.Curves).Ended.Wait();

    /// <summary>The figure is closed: a pass over the file that serves no other figure ends.</summary>
    public void Dispose()
    {
        _isClosed = true;
        _indices.Leave(this);
    }

    private JsonObject Answer(JsonObject question, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var source = SourceOf(question);
        var curves = source.Curves;
        switch (question["ask"]?.ToString())
        {
            case "pixel":
                return PixelAnswer.Of(source, ExplorerQuestion.Index(question["row"], "row", Rows), ExplorerQuestion.Index(question["column"], "column", Columns));
            case "slice":
                var point = ExplorerQuestion.Index(question["index"], "index", curves.PointCount);
                var part = SliceAnswer.Part(question["part"]?.ToString() ?? "0", curves.Data.IsComplex);
                return DirectlyOr(curves, () => SliceAnswer.Direct(source, point, part, cancel), index => SliceAnswer.FromIndex(source, index, point, part), rememberSlow: true);
            case "mean":
                var region = ExplorerQuestion.Region(question, Rows, Columns);
                return DirectlyOr(curves, () => RegionAnswer.Direct(source, region, cancel), index => RegionAnswer.FromIndex(source, index, region), rememberSlow: false);
            case "hello":
                return Hello(curves);
            case var other:
                throw new ArgumentException($"A question asks for pixel, slice, mean or hello, got «{other}».");
        }
    }

    private ExplorerSource SourceOf(JsonObject question) => question["curve"] is not { } curve || _source.Result is not null ? _source
        : _source with { Curves = _source.Curves.At(ExplorerQuestion.Index(curve, "curve", _source.Curves.CurveCount)) };

    private JsonObject DirectlyOr(MapCurves curves, Func<JsonObject?> direct, Func<SweepIndex, JsonObject> fromIndex, bool rememberSlow)
    {
        if (curves.IsInMemory) return direct()!;
        var index = IndexOf(curves);
        if (!rememberSlow || IsWorthTrying(index.IsFinished))
        {
            if (direct() is { } exact) return exact;
            if (rememberSlow) (_slowSince, _wasSlowWhileReading) = (Environment.TickCount64, !index.IsFinished);
        }
        return fromIndex(index);
    }

    /// <summary>The system keeps what was read in memory, so the end of the pass changes what is slow; so does the end of whatever kept the machine busy.</summary>
    private bool IsWorthTrying(bool isFinished) =>
        _slowSince == long.MinValue || (isFinished && _wasSlowWhileReading) || Environment.TickCount64 - _slowSince > _slowFor.TotalMilliseconds;

    private JsonObject Hello(MapCurves curves)
    {
        if (Interlocked.Exchange(ref _isWarm, 1) == 0) new Thread(WarmUp) { IsBackground = true, Name = "warm-up" }.UnsafeStart();
        var index = curves.IsInMemory ? null : IndexOf(curves);
        var path = curves.Data.SourcePath;
        var words = index?.Words is { Length: > 0 } reading ? reading
            : index is not null && path is not null && !File.Exists(path) ? $"from the kernel; {Path.GetFileName(path)} was removed meanwhile and is read as long as this session holds it open"
            : "from the kernel";
        return new() { ["ready"] = index?.Ready ?? 1, ["words"] = words };
    }

    /// <summary>The first answer of a process takes a tenth of a second to compile: before the first click, and not after it.</summary>
    private void WarmUp()
    {
        try
        {
            PixelAnswer.Of(_source, 0, 0).ToJsonString();
        }
        catch (Exception)
        {
            // Whatever reading throws: it is said to the person who asks, and must not end the process here.
        }
    }

    private SweepIndex IndexOf(MapCurves curves)
    {
        var index = _indices.Of(curves, _source.Limits, this);
        // Whoever closed the figure meanwhile did not find this index.
        if (_isClosed) _indices.Leave(this);
        return index;
    }

    private static JsonObject Error(string words) => new() { ["error"] = words };
}
