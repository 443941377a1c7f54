using Spm.Core.Data;

namespace Spm.Core.Spectroscopy;

/// <summary>
/// Reads the curves of a dataset along one dimension, whichever its place: curves are numbered row-major over the other dimensions.
/// One block (all curves that lie interleaved) is held at a time. For one thread.
/// </summary>
internal sealed class CurveReader
{
    private readonly Dataset source;
    private readonly int inner;
    private readonly double[] block;
    private long held = -1;

    /// <exception cref="ArgumentException">The data are complex.</exception>
    public CurveReader(Dataset source, int dimension, string analysis)
    {
        if (source.IsComplex)
            throw new ArgumentException($"'{source.Name}' is complex; {analysis} needs a real response. Run fit sho first and project its result.", nameof(source));
        this.source = source;
        inner = source.Dimensions.Skip(dimension + 1).Aggregate(1, (product, d) => product * d.Length);
        Points = source.Dimensions[dimension].Length;
        Dimensions = [.. source.Dimensions.Where((_, i) => i != dimension)];
        Count = checked((int)(Points == 0 ? 0 : source.Samples.Length / Points));
        block = new double[Points * inner];
    }

    /// <summary>Points per curve.</summary>
    public int Points { get; }

    /// <summary>Number of curves.</summary>
    public int Count { get; }

    /// <summary>The other dimensions, over which curves are numbered.</summary>
    public IReadOnlyList<Dimension> Dimensions { get; }

    /// <summary>Copies one curve.</summary>
    public void Read(int curve, Span<double> destination)
    {
        var outer = curve / inner;
        if (outer != held)
            source.Samples.Read((long)outer * block.Length, block);
        held = outer;
        for (var i = 0; i < Points; i++)
            destination[i] = block[i * inner + curve % inner];
    }
}
