using System.Numerics;
using Spm.Core.Data;

namespace Spm.Interactive.Views;

/// <summary>The curves of data that were swept at each position and not fitted.</summary>
internal sealed class SweptCurves : ExplorerCurves
{
    /// <summary>A source up to this many samples is read at once: single reads would decompress a file's chunks again and again.</summary>
    private const long _readAtOnce = 4_000_000;

    private static readonly string[] _rarelySwept = ["Cycle", "Field", "Direction"];

    private readonly long _rowStride, _columnStride, _sweepStride;
    private readonly (int Length, long Stride)[] _others;
    private readonly Complex[]? _all;

    /// <summary>Prepares access.</summary>
    /// <exception cref="ArgumentException">There are not two spatial dimensions, or nothing was swept.</exception>
    public SweptCurves(Dataset data)
    {
        if (!Suits(data))
            throw new ArgumentException($"An explorer needs two spatial dimensions and one that was swept at each position; {data} has {data.SpatialDimensions.Count} and {data.SpectroscopicDimensions.Count}.", nameof(data));
        Source = data;
        var (first, second) = (data.SpatialDimensions[0], data.SpatialDimensions[1]);
        (Horizontal, Vertical) = IsX(first) && !IsX(second) ? (first, second) : (second, first);
        Sweep = data.SpectroscopicDimensions.LastOrDefault(d => d.Length > 1 && !_rarelySwept.Contains(d.Name, StringComparer.OrdinalIgnoreCase))
            ?? data.SpectroscopicDimensions.LastOrDefault(d => d.Length > 1) ?? data.SpectroscopicDimensions[^1];
        Others = [.. data.SpectroscopicDimensions.Where(d => !ReferenceEquals(d, Sweep))];
        var strides = new Dictionary<Dimension, long>(ReferenceEqualityComparer.Instance);
        for (var (i, stride) = (data.Dimensions.Count - 1, 1L); i >= 0; stride *= data.Dimensions[i--].Length) strides[data.Dimensions[i]] = stride;
        (_rowStride, _columnStride, _sweepStride) = (strides[Vertical], strides[Horizontal], strides[Sweep]);
        _others = [.. Others.Select(d => (d.Length, strides[d]))];
        if (data.Samples.Length > _readAtOnce) return;
        _all = new Complex[data.Samples.Length];
        data.Samples.Read(0, _all);
    }

    public override Dimension Horizontal { get; }

    public override Dimension Vertical { get; }

    public override Dimension Sweep { get; }

    public override Dataset Source { get; }

    public override IReadOnlyList<Dimension> Others { get; }

    /// <summary>Whether the samples are in memory, so that reading single curves costs nothing.</summary>
    public bool IsInMemory => _all is not null;

    /// <summary>Whether data can be explored: two spatial dimensions, and something with at least one point was swept.</summary>
    public static bool Suits(Dataset data) => data.SpatialDimensions.Count == 2 && data.SpectroscopicDimensions.Count > 0 && data.Samples.Length > 0;

    public override void Read(int row, int column, int curve, Span<Complex> destination)
    {
        var offset = row * _rowStride + column * _columnStride;
        for (var i = _others.Length - 1; i >= 0; curve /= _others[i--].Length) offset += curve % _others[i].Length * _others[i].Stride;
        if (_all is null && _sweepStride == 1)
        {
            Source.Samples.Read(offset, destination);
            return;
        }
        var block = _all is not null ? _all.AsSpan((int)offset) : new Complex[(Sweep.Length - 1) * _sweepStride + 1];
        if (_all is null) Source.Samples.Read(offset, block);
        for (var i = 0; i < Sweep.Length; i++) destination[i] = block[(int)(i * _sweepStride)];
    }

    private static bool IsX(Dimension dimension) => dimension.Name.StartsWith('x') || dimension.Name.StartsWith('X');
}
