using Spm.Core.Data;

namespace Spm.Core.Spectroscopy;

/// <summary>
/// Reads the curves of a dataset along one or several spectroscopic dimensions, whichever their place: points are numbered row-major over
/// those in the order given, curves row-major over all others. One pixel is held at a time. For one thread.
/// </summary>
internal sealed class CurveReader
{
    private readonly Dataset source;
    private readonly int[] pointOffsets, curveOffsets;
    private readonly double[] pixel;
    private long held = -1;

    /// <param name="source">The data.</param>
    /// <param name="analysis">What needs them, for messages.</param>
    /// <param name="along">Indices of the spectroscopic dimensions that make a curve.</param>
    /// <exception cref="ArgumentException">The data are complex.</exception>
    public CurveReader(Dataset source, string analysis, params int[] along)
    {
        if (source.IsComplex)
            throw new ArgumentException($"'{source.Name}' is complex; {analysis} needs a real response. Run fit sho first and project its result.", nameof(source));
        this.source = source;
        Dimensions = [.. source.Dimensions.Where((_, i) => !along.Contains(i))];
        pointOffsets = Offsets(along);
        curveOffsets = Offsets([.. Enumerable.Range(0, source.Dimensions.Count).Where(i => source.Dimensions[i].Kind == DimensionKind.Spectroscopic && !along.Contains(i))]);
        pixel = new double[source.PointsPerPixel];
        Count = checked((int)(pointOffsets.Length == 0 ? 0 : source.PixelCount * curveOffsets.Length));
    }

    /// <summary>Points per curve.</summary>
    public int Points => pointOffsets.Length;

    /// <summary>Number of curves.</summary>
    public int Count { get; }

    /// <summary>The other dimensions, over which curves are numbered.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>Copies one curve.</summary>
    public void Read(int curve, Span<double> destination)
    {
        var position = curve / curveOffsets.Length;
        if (position != held)
            source.ReadPixels(position, pixel);
        held = position;
        var first = curveOffsets[curve % curveOffsets.Length];
        for (var i = 0; i < pointOffsets.Length; i++)
            destination[i] = pixel[first + pointOffsets[i]];
    }

    /// <summary>Offsets within a pixel of all index combinations of some dimensions, row-major; one offset 0 for no dimension.</summary>
    private int[] Offsets(int[] dimensions)
    {
        int[] offsets = [0];
        foreach (var d in dimensions)
        {
            var stride = source.Dimensions.Skip(d + 1).Aggregate(1, (product, next) => product * next.Length);
            offsets = [.. offsets.SelectMany(first => Enumerable.Range(0, source.Dimensions[d].Length).Select(i => first + i * stride))];
        }
        return offsets;
    }
}
