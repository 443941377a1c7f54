using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using PureHDF;
using PureHDF.VOL.Native;

namespace Spm.Core.IO.Hdf5;

/// <summary>Floats that lie one after the other in a file, read by position and widened to double; as fast as the disk. Safe for several threads.</summary>
internal sealed class ContiguousSamples
{
    /// <summary>Bytes read at a time: few enough to be widened while they are in the cache.</summary>
    private const int PieceBytes = 1 << 18;

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly long _firstByte;
    private readonly int _numberBytes;

    private ContiguousSamples(string path, SafeFileHandle file, long firstByte, int numberBytes) =>
        (_path, _file, _firstByte, _numberBytes) = (path, file, firstByte, numberBytes);

    /// <summary>A reader, or null where the dataset must be read in another way: not contiguous, no floats of 4 or 8 bytes, or of the other byte order.</summary>
    public static ContiguousSamples? Of(Hdf5File file, NativeDataset dataset)
    {
        var isComplex = Hdf5Elements.IsComplex(dataset.Type) == true;
        if (!isComplex && dataset.Type.Class != H5DataTypeClass.FloatingPoint) return null;
        var numberBytes = dataset.Type.Size / (isComplex ? 2 : 1);
        if (numberBytes is not (4 or 8) || Hdf5ByteOrder.IsForeign(dataset) || file.Handle is not { } handle) return null;
        return Hdf5Layout.FirstByte(dataset) is { } first ? new(file.Path, handle, first, numberBytes) : null;
    }

    /// <summary>True for floats of 4 bytes.</summary>
    public bool IsSingle => _numberBytes == sizeof(float);

    /// <summary>Copies floats as they are stored; only for <see cref="IsSingle"/>.</summary>
    /// <exception cref="DataFileException">The file ends before.</exception>
    public void Read(long first, Span<float> destination) => ReadExactly(_path, _file, MemoryMarshal.AsBytes(destination), _firstByte + first * sizeof(float));

    /// <summary>Copies the numbers (a complex sample is two of them) from <paramref name="first"/> on until <paramref name="destination"/> is full.</summary>
    /// <exception cref="DataFileException">The file ends before.</exception>
    public void Read(long first, Span<double> destination)
    {
        var offset = _firstByte + first * _numberBytes;
        if (_numberBytes == sizeof(double))
        {
            ReadExactly(_path, _file, MemoryMarshal.AsBytes(destination), offset);
            return;
        }

        var piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        try
        {
            for (var done = 0; done < destination.Length;)
            {
                var numbers = Math.Min(PieceBytes / sizeof(float), destination.Length - done);
                var bytes = piece.AsSpan(0, numbers * sizeof(float));
                ReadExactly(_path, _file, bytes, offset + (long)done * sizeof(float));
                Widen(MemoryMarshal.Cast<byte, float>(bytes), destination.Slice(done, numbers));
                done += numbers;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    /// <summary>Fills bytes from a position.</summary>
    /// <exception cref="DataFileException">The file ends before.</exception>
    public static void ReadExactly(string path, SafeFileHandle file, Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(file, bytes, offset);
            if (read == 0) throw new DataFileException(path, offset, $"{bytes.Length} more bytes of samples", "the end of the file");
            bytes = bytes[read..];
            offset += read;
        }
    }

    private static void Widen(ReadOnlySpan<float> source, Span<double> target)
    {
        var done = 0;
        for (; done + Vector<float>.Count <= source.Length; done += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(source[done..]), out var low, out var high);
            low.CopyTo(target[done..]);
            high.CopyTo(target[(done + Vector<double>.Count)..]);
        }

        for (; done < source.Length; done++) target[done] = source[done];
    }
}
