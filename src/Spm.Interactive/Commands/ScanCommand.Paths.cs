using Spm.Core.Instruments;
using Spm.Core.Instruments.Paths;
using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <content>Paths that are no raster: their options, and from these the path.</content>
internal sealed partial record ScanCommand
{
    private const string Raster = "raster";

    private static readonly KindOptions _options = new("scan", "--path", [], new Dictionary<string, string[]>
    {
        [Raster] = ["line-time", "retrace"],
        ["grid"] = ["speed", "dwell"],
        ["spiral"] = ["pitch", "points", "speed", "dwell", "method"],
        ["lissajous"] = ["points", "speed", "dwell", "method"],
        ["sparse"] = ["fraction", "pattern", "seed", "speed", "dwell", "method"],
        ["points"] = ["places", "short", "speed", "dwell"],
        ["line"] = ["places", "spacing", "speed", "dwell"],
    });

    [Option("speed", "other paths: speed of the tip (2 µm/s)", Unit = "m/s", Minimum = 1e-12, Maximum = 1)]
    public double? SpeedMPerS { get; init; }

    [Option("dwell", "other paths: stay at each point (0 s, grid 1 s)", Unit = "s", Minimum = 0, Maximum = 1e5)]
    public double? DwellS { get; init; }

    [Option("pitch", "spiral: distance between turns (a fortieth of the size)", Unit = "m", Minimum = 1e-12, Maximum = 1e-3)]
    public double? PitchM { get; init; }

    [Option("points", "spiral, lissajous: number of points (4096)", Minimum = 2, Maximum = ScanPath.MaxPoints)]
    public int? Points { get; init; }

    [Option("fraction", "sparse: part of the pixels that is visited (0.1)", Minimum = 1e-6, Maximum = 1)]
    public double? Fraction { get; init; }

    [Option("pattern", "sparse: how they are spread (blue: apart from each other)", Values = ["blue", "random"])]
    public string? Pattern { get; init; }

    [Option("seed", "sparse: seed of the choice (1)", Minimum = 0, Maximum = int.MaxValue)]
    public int? Seed { get; init; }

    [Option("method", "sparse, spiral, lissajous: what is believed of the image between the points, that it is smooth (thin-plate) or has few cosines (cosines)", Values = ["thin-plate", "cosines"])]
    public string? Method { get; init; }

    [Option("places", "points, line: x1,y1,x2,y2,… from the lower left corner of the scan range, or @NAME of an array", Unit = "m", Minimum = -1e-2, Maximum = 1e-2)]
    public double[]? Places { get; init; }

    [Option("short", "points: in an order of short travel")]
    public bool IsShort { get; init; }

    [Option("spacing", "line: largest distance between points (10 nm)", Unit = "m", Minimum = 1e-12, Maximum = 1e-3)]
    public double? SpacingM { get; init; }

    private ReconstructionOptions? Reconstruction => Method is null ? null : new() { Method = Method == "cosines" ? ReconstructionMethod.SparseCosine : ReconstructionMethod.ThinPlate };

    /// <summary>Before anything is connected: a word that is no path, an option that the path does not take.</summary>
    private void CheckOptions()
    {
        if (Way is ScanPath) return;
        if (Way is not string kind) throw Wrong($"--path cannot be a {Way.GetType().Name}; give a word or a variable with a path, such as @p after var p = new SpiralPath();");
        if (!_options.Kinds.Contains(kind)) throw Wrong($"--path cannot be «{kind}».{Spelling.Hint(kind, _options.Kinds)} One of: {string.Join(", ", _options.Kinds)}; or @NAME of a variable with a path.");
        _options.Require(this, kind);
        if (kind is not ("points" or "line")) return;
        if (Places is not { Length: > 0 }) throw Wrong($"--path {kind} wants --places. Try: scan --path {kind} --places 1um,1um,2um,1.5um");
        if (Places.Length % 2 != 0) throw Wrong($"--places wants pairs x,y, so an even number of coordinates; got {Places.Length}. Try: --places 1um,1um,2um,1.5um");
    }

    private ScanPath PathOver(SpmSession session)
    {
        if (Way is ScanPath given) return given;
        var limits = session.Instrument?.Limits ?? new InstrumentLimits();
        var center = new PathPoint(CenterX ?? limits.RangeXM / 2, CenterY ?? limits.RangeYM / 2);
        ScanPath path = (string)Way switch
        {
            "grid" => OnFrame(new GridPath(), center),
            "sparse" => OnFrame(new SparsePath { Rows = 128, Columns = 128, Fraction = Fraction ?? 0.1, Pattern = Pattern == "random" ? SparsePattern.Random : SparsePattern.BlueNoise, Seed = Seed ?? 1 }, center),
            "spiral" => new SpiralPath { Center = center, RadiusM = SizeM / 2, PitchM = PitchM ?? SizeM / 40, Count = Points ?? 4096 },
            "lissajous" => new LissajousPath { Center = center, WidthM = SizeM, HeightM = SizeM, Count = Points ?? 4096 },
            "points" => new PointsPath { Places = Pairs(), Order = IsShort ? VisitOrder.ShortTravel : VisitOrder.AsListed },
            _ => new PolylinePath { Corners = Pairs(), SpacingM = SpacingM ?? 10e-9 },
        };
        return path with { SpeedMPerS = SpeedMPerS ?? path.SpeedMPerS, DwellS = DwellS ?? path.DwellS };
    }

    private T OnFrame<T>(T path, PathPoint center)
        where T : FramePath => path with { Center = center, SizeM = SizeM, Columns = Pixels?.Columns ?? path.Columns, Rows = Pixels?.Rows ?? path.Rows };

    private PathPoint[] Pairs() => [.. Places!.Chunk(2).Select(pair => new PathPoint(pair[0], pair[1]))];

    private static CommandException Wrong(string message) => new(message) { IsWrongUsage = true };
}
