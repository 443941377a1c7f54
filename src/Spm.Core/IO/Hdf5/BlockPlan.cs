namespace Spm.Core.IO.Hdf5;

/// <summary>
/// A run of row-major samples of an N-dimensional array as few rectangular blocks: at most 2 N − 1, growing towards the slow
/// dimensions and shrinking again. Each block can be read from a file as one hyperslab.
/// </summary>
internal static class BlockPlan
{
    /// <summary>A rectangle: first index and length along each dimension.</summary>
    public readonly record struct Block(long[] Start, long[] Length)
    {
        /// <summary>Number of samples.</summary>
        public long Count => Length.Aggregate(1L, (product, n) => product * n);
    }

    /// <summary>The blocks of samples <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> − 1, in order.</summary>
    public static IEnumerable<Block> Of(long first, long count, IReadOnlyList<long> shape)
    {
        var strides = Strides(shape);
        while (count > 0)
        {
            // The slowest dimension along which a whole slab starts here and fits in what is left.
            var axis = shape.Count - 1;
            while (axis > 0 && first % strides[axis - 1] == 0 && count >= strides[axis - 1]) axis--;
            var start = new long[shape.Count];
            var rest = first;
            for (var k = 0; k < shape.Count; k++) (start[k], rest) = (rest / strides[k], rest % strides[k]);
            var length = new long[shape.Count];
            for (var k = 0; k < shape.Count; k++) length[k] = k < axis ? 1 : k > axis ? shape[k] : Math.Min(shape[k] - start[k], count / strides[k]);
            var block = new Block(start, length);
            yield return block;
            first += block.Count;
            count -= block.Count;
        }
    }

    /// <summary>Samples between neighbours along each dimension of a row-major array.</summary>
    public static long[] Strides(IReadOnlyList<long> shape)
    {
        var strides = new long[shape.Count];
        var stride = 1L;
        for (var k = shape.Count - 1; k >= 0; k--)
        {
            strides[k] = stride;
            stride *= shape[k];
        }

        return strides;
    }

    /// <summary>
    /// Reorders a block: <paramref name="source"/> is row-major over the file's axes, <paramref name="target"/> over the dataset's,
    /// where dataset axis k is file axis <paramref name="axes"/>[k] and has length <paramref name="length"/>[k].
    /// </summary>
    public static void Permute<T>(ReadOnlySpan<T> source, Span<T> target, IReadOnlyList<long> length, IReadOnlyList<int> axes)
    {
        var fileLength = new long[axes.Count];
        for (var k = 0; k < axes.Count; k++) fileLength[axes[k]] = length[k];
        var fileStrides = Strides(fileLength);
        var index = new long[axes.Count];
        for (var to = 0; to < target.Length; to++)
        {
            var from = 0L;
            for (var k = 0; k < axes.Count; k++) from += index[k] * fileStrides[axes[k]];
            target[to] = source[(int)from];
            for (var k = axes.Count - 1; k >= 0 && ++index[k] == length[k]; k--) index[k] = 0;
        }
    }
}
