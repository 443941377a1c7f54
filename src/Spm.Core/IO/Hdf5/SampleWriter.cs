using System.Numerics;
using PureHDF;
using PureHDF.Selections;
using Spm.Core.Data;

namespace Spm.Core.IO.Hdf5;

/// <summary>Copies the samples of a dataset into an HDF5 file block by block, so that data larger than memory can be written.</summary>
internal abstract class SampleWriter
{
    private const int SamplesPerBlock = 1 << 17;

    /// <summary>The dataset to place in the file; empty until <see cref="Copy"/>.</summary>
    public abstract H5Dataset Target { get; }

    /// <summary>Copies all samples; call it after <see cref="H5File.BeginWrite(Stream, H5WriteOptions?)"/>.</summary>
    public abstract void Copy(H5NativeWriter writer);

    /// <summary>Real samples as float64; complex ones as {r, i} of float32 (USID) or float64.</summary>
    /// <param name="source">The samples.</param>
    /// <param name="shape">Row-major shape in the file; the product is the number of samples.</param>
    /// <param name="isSingle">Complex samples as complex64.</param>
    public static SampleWriter For(SampleStore source, ulong[] shape, bool isSingle) => (source.IsComplex, isSingle) switch
    {
        (false, _) => new Writer<double>(shape, source.Length, (first, block) => source.Read(first, block)),
        (true, true) => new Writer<Hdf5Elements.SinglePair>(shape, source.Length, (first, block) =>
            Convert(source, first, block, c => new Hdf5Elements.SinglePair { r = (float)c.Real, i = (float)c.Imaginary })),
        _ => new Writer<Hdf5Elements.DoublePair>(shape, source.Length, (first, block) =>
            Convert(source, first, block, c => new Hdf5Elements.DoublePair { r = c.Real, i = c.Imaginary })),
    };

    private static void Convert<T>(SampleStore source, long first, T[] block, Func<Complex, T> pair)
    {
        var samples = new Complex[block.Length];
        source.Read(first, samples);
        for (var k = 0; k < block.Length; k++) block[k] = pair(samples[k]);
    }

    private sealed class Writer<T>(ulong[] shape, long count, Action<long, T[]> read) : SampleWriter where T : unmanaged
    {
        private readonly H5Dataset<T[]> _target = new(fileDims: shape);

        public override H5Dataset Target => _target;

        public override void Copy(H5NativeWriter writer)
        {
            var longShape = Array.ConvertAll(shape, n => (long)n);
            for (var first = 0L; first < count; first += SamplesPerBlock)
            {
                var samples = new T[Math.Min(SamplesPerBlock, count - first)];
                read(first, samples);
                var done = 0;
                foreach (var block in BlockPlan.Of(first, samples.Length, longShape))
                {
                    var selection = new HyperslabSelection(shape.Length, Array.ConvertAll(block.Start, n => (ulong)n), Array.ConvertAll(block.Length, n => (ulong)n));
                    writer.Write(_target, samples[done..(done + (int)block.Count)], fileSelection: selection);
                    done += (int)block.Count;
                }
            }
        }
    }
}
