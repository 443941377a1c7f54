using System.Numerics;
using System.Runtime.InteropServices;
using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace Spm.Core.IO.Hdf5;

/// <summary>The numeric element types of HDF5 datasets, read as double or complex: floats of 2, 4, 8 bytes, integers of 1 to 8, compounds {r, i} of two floats; of either byte order.</summary>
internal static class Hdf5Elements
{
    /// <summary>h5py's complex64.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct SinglePair
    {
        /// <summary>Real and imaginary part, named as h5py and USID name them.</summary>
        public float r, i;
    }

    /// <summary>h5py's complex128.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct DoublePair
    {
        /// <summary>Real and imaginary part, named as h5py and USID name them.</summary>
        public double r, i;
    }

    /// <summary>True for {r, i} (also re/im, real/imag), false for a real number, null for what is no number.</summary>
    public static bool? IsComplex(IH5DataType type) => type.Class switch
    {
        H5DataTypeClass.FloatingPoint => type.Size is 2 or 4 or 8 ? false : null,
        H5DataTypeClass.FixedPoint => type.Size is 1 or 2 or 4 or 8 ? false : null,
        H5DataTypeClass.Compound when type.Size is 8 or 16 && type.Compound.Members is [var re, var im]
            && re.Type.Class == H5DataTypeClass.FloatingPoint && im.Type.Class == H5DataTypeClass.FloatingPoint
            && re.Type.Size == type.Size / 2 && im.Type.Size == type.Size / 2 && re.Offset == 0 && im.Offset == type.Size / 2
            && re.Name.StartsWith('r') && im.Name.StartsWith('i') => true,
        _ => null,
    };

    /// <summary>Reads a selection as doubles.</summary>
    public static void Read(NativeDataset dataset, Selection selection, Span<double> destination, H5DatasetAccess access = default)
    {
        switch (dataset.Type.Class, dataset.Type.Size, IsSigned(dataset.Type))
        {
            case (H5DataTypeClass.FloatingPoint, 8, _): ReadRaw(dataset, selection, MemoryMarshal.AsBytes(destination), sizeof(double), access); break;
            case (H5DataTypeClass.FloatingPoint, 4, _): ReadAs<float>(dataset, selection, destination, access); break;
            case (H5DataTypeClass.FloatingPoint, _, _): ReadAs<Half>(dataset, selection, destination, access); break;
            case (_, 1, true): ReadAs<sbyte>(dataset, selection, destination, access); break;
            case (_, 1, false): ReadAs<byte>(dataset, selection, destination, access); break;
            case (_, 2, true): ReadAs<short>(dataset, selection, destination, access); break;
            case (_, 2, false): ReadAs<ushort>(dataset, selection, destination, access); break;
            case (_, 4, true): ReadAs<int>(dataset, selection, destination, access); break;
            case (_, 4, false): ReadAs<uint>(dataset, selection, destination, access); break;
            case (_, _, true): ReadAs<long>(dataset, selection, destination, access); break;
            default: ReadAs<ulong>(dataset, selection, destination, access); break;
        }
    }

    /// <summary>Reads a selection of {r, i} as complex numbers.</summary>
    public static void Read(NativeDataset dataset, Selection selection, Span<Complex> destination, H5DatasetAccess access = default)
    {
        if (dataset.Type.Size == 16)
        {
            ReadRaw(dataset, selection, MemoryMarshal.AsBytes(destination), sizeof(double), access);
            return;
        }

        var pairs = new SinglePair[destination.Length];
        ReadRaw(dataset, selection, MemoryMarshal.AsBytes(pairs.AsSpan()), sizeof(float), access);
        for (var k = 0; k < pairs.Length; k++) destination[k] = new Complex(pairs[k].r, pairs[k].i);
    }

    /// <summary>Reads a whole one- or two-dimensional dataset of numbers, row-major.</summary>
    public static double[] ReadAll(NativeDataset dataset)
    {
        var dimensions = dataset.Space.Dimensions;
        var values = new double[dimensions.Aggregate(1UL, (product, d) => checked(product * d))];
        if (values.Length > 0) Read(dataset, new HyperslabSelection(dimensions.Length, new ulong[dimensions.Length], dimensions), values);
        return values;
    }

    private static bool IsSigned(IH5DataType type) => type.Class == H5DataTypeClass.FixedPoint && type.FixedPoint.IsSigned;

    private static void ReadAs<T>(NativeDataset dataset, Selection selection, Span<double> destination, H5DatasetAccess access) where T : unmanaged, INumberBase<T>
    {
        var values = new T[destination.Length];
        ReadRaw(dataset, selection, MemoryMarshal.AsBytes(values.AsSpan()), dataset.Type.Size, access);
        for (var k = 0; k < values.Length; k++) destination[k] = double.CreateTruncating(values[k]);
    }

    /// <summary>The bytes as stored, each number of <paramref name="size"/> bytes turned round where the file has the other byte order.</summary>
    private static void ReadRaw(NativeDataset dataset, Selection selection, Span<byte> bytes, int size, H5DatasetAccess access)
    {
        dataset.Read(access, bytes, selection);
        if (size == 1 || !Hdf5ByteOrder.IsForeign(dataset)) return;
        for (var k = 0; k < bytes.Length; k += size) bytes.Slice(k, size).Reverse();
    }
}
