namespace Spm.Core.Physics.Scanning;

/// <summary>What each shape of the tip meets on a surface: the bare surface for a point, its dilation for a shape, made when first needed.</summary>
internal sealed class TipSurfaces
{
    private const long MostCells = 1L << 26;
    private readonly Lazy<ISurface>[] _seen;

    public TipSurfaces(ISurface bare, ScannerOptions options)
    {
        Bare = bare;
        List<TipShape?> shapes = [options.TipShapeOn ? options.Tip : null];
        if (options.TipShapeOn && options.TipChangesOn) shapes.AddRange(options.TipChanges.Shapes);
        if (shapes.OfType<TipShape>().FirstOrDefault() is { } tip)
        {
            if (shapes.OfType<TipShape>().FirstOrDefault(s => s.CellM != tip.CellM) is { } other)
                throw new ArgumentException($"All shapes of the tip need the same cells; one has {tip.CellM:G6} m, another {other.CellM:G6} m.");
            var sampled = new Lazy<SampledSurface>(() => bare as SampledSurface ?? Sample(bare, options, tip.CellM));
            if (bare is SampledSurface given && Math.Abs(given.CellM - tip.CellM) > 1e-6 * given.CellM)
                throw new ArgumentException($"The tip has cells of {tip.CellM:G6} m, the surface of {given.CellM:G6} m. Make the tip with cellM: {given.CellM:G6}.");
            CheckCells(bare, options, tip.CellM);
            _seen = [.. shapes.Select(shape => new Lazy<ISurface>(() => shape is null ? bare : sampled.Value.SeenBy(shape)))];
        }
        else
        {
            _seen = [new Lazy<ISurface>(bare)];
        }
    }

    /// <summary>The surface itself.</summary>
    public ISurface Bare { get; }

    /// <summary>Number of shapes.</summary>
    public int Count => _seen.Length;

    /// <summary>What the tip with one of its shapes meets.</summary>
    public ISurface this[int shape] => _seen[shape].Value;

    private static SampledSurface Sample(ISurface bare, ScannerOptions options, double cellM) =>
        SampledSurface.Of(bare, Cells(options.Y, cellM), Cells(options.X, cellM), cellM);

    private static int Cells(AxisOptions axis, double cellM) => (int)Math.Ceiling(axis.StrokeM / cellM);

    private static void CheckCells(ISurface bare, ScannerOptions options, double cellM)
    {
        var cells = Math.Ceiling(options.X.StrokeM / cellM) * Math.Ceiling(options.Y.StrokeM / cellM);
        if (bare is not SampledSurface && cells > MostCells)
            throw new ArgumentException($"A scan range of {options.X.StrokeM:G4} m × {options.Y.StrokeM:G4} m in cells of the tip, {cellM:G4} m, is {cells:N0} cells; {MostCells:N0} are the most. Make the tip with larger cells, or sample the part of the surface to be scanned (SampledSurface.Of).");
    }
}
