using System.Numerics;
using System.Runtime.InteropServices;
using PureHDF;
using Spm.Core.Data;

namespace Spm.Core.IO.Hdf5;

/// <summary>Copies the samples of a dataset into an HDF5 file block by block, so that data larger than memory can be written.</summary>
internal abstract class SampleWriter
{
    private const int SamplesPerBlock = 1 << 17;

    /// <summary>Takes the next bytes of a dataset.</summary>
    public delegate void Sink(ReadOnlySpan<byte> bytes);

    /// <summary>The dataset to place in the file; empty until <see cref="Copy"/>.</summary>
    public abstract H5Dataset Target { get; }

    /// <summary>Gives all samples as they are to be stored, from the first to the last.</summary>
    public abstract void Copy(Sink sink);

    /// <summary>Real samples as float64; complex ones as {r, i} of float32 (USID) or float64.</summary>
    /// <param name="source">The samples.</param>
    /// <param name="shape">Row-major shape in the file; the product is the number of samples.</param>
    /// <param name="isSingle">Complex samples as complex64.</param>
    public static SampleWriter For(SampleStore source, ulong[] shape, bool isSingle) => (source.IsComplex, isSingle) switch
    {
        (false, _) => new Writer<double, double>(shape, source.Length, source.Read, (from, to) => from.CopyTo(to)),
        (true, true) => new Writer<Complex, Hdf5Elements.SinglePair>(shape, source.Length, source.Read, Narrow),
        _ => new Writer<Complex, Hdf5Elements.DoublePair>(shape, source.Length, source.Read, (from, to) => MemoryMarshal.Cast<Complex, Hdf5Elements.DoublePair>(from).CopyTo(to)),
    };

    private static void Narrow(Span<Complex> from, Span<Hdf5Elements.SinglePair> to)
    {
        for (var k = 0; k < from.Length; k++) to[k] = new() { r = (float)from[k].Real, i = (float)from[k].Imaginary };
    }

    private delegate void Reader<T>(long first, Span<T> samples);

    private delegate void Converter<TFrom, TTo>(Span<TFrom> from, Span<TTo> to);

    private sealed class Writer<T, TStored>(ulong[] shape, long count, Reader<T> read, Converter<T, TStored> convert) : SampleWriter
        where T : unmanaged
        where TStored : unmanaged
    {
        public override H5Dataset Target { get; } = new H5Dataset<TStored[]>(fileDims: shape);

        public override void Copy(Sink sink)
        {
            var length = (int)Math.Min(SamplesPerBlock, count);
            var (samples, stored) = (new T[length], new TStored[length]);
            for (var first = 0L; first < count; first += length)
            {
                var n = (int)Math.Min(length, count - first);
                read(first, samples.AsSpan(0, n));
                convert(samples.AsSpan(0, n), stored.AsSpan(0, n));
                sink(MemoryMarshal.AsBytes(stored.AsSpan(0, n)));
            }
        }
    }
}
