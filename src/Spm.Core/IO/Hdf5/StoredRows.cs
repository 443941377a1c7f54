using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PureHDF.VOL.Native;

namespace Spm.Core.IO.Hdf5;

/// <summary>Rows of plain numbers as they are stored (also the members of a compound of one type), in pieces.</summary>
internal static class StoredRows
{
    private const int PieceBytes = 1 << 20;

    /// <summary>Gets rows and the number of the first of them; they are valid until the next call.</summary>
    public delegate void Taker<T>(int first, ReadOnlySpan<T> rows);

    /// <summary>Reads all rows.</summary>
    /// <param name="file">The file.</param>
    /// <param name="dataset">A dataset of exactly these rows.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Numbers per row.</param>
    /// <param name="take">Gets them.</param>
    /// <exception cref="DataFileException">The dataset holds another number of bytes, or numbers of the other byte order.</exception>
    public static void Read<T>(Hdf5File file, NativeDataset dataset, int rows, int columns, Taker<T> take) where T : unmanaged
    {
        var bytes = dataset.Space.Dimensions.Aggregate((long)dataset.Type.Size, (product, n) => checked(product * (long)n));
        if (bytes != (long)rows * columns * Unsafe.SizeOf<T>())
            throw new DataFileException(file.Path, null, $"{rows} rows of {columns} numbers in '{dataset.Name}'", $"{bytes} bytes");
        if (Hdf5ByteOrder.IsForeign(dataset)) throw new DataFileException(file.Path, null, $"numbers of this machine's byte order in '{dataset.Name}'", "the other order");
        if (rows == 0) return;
        var perPiece = Math.Max(1, PieceBytes / (columns * Unsafe.SizeOf<T>()));
        if (file.Handle is null || Hdf5Layout.FirstByte(dataset) is not { } start)
        {
            file.Allow(bytes);
            var all = new T[checked(rows * columns)];
            dataset.Read(MemoryMarshal.AsBytes(all.AsSpan()));
            take(0, all);
            return;
        }

        var piece = new T[Math.Min(perPiece, rows) * columns];
        for (var first = 0; first < rows; first += perPiece)
        {
            var part = piece.AsSpan(0, Math.Min(perPiece, rows - first) * columns);
            ContiguousSamples.ReadExactly(file.Path, file.Handle, MemoryMarshal.AsBytes(part), start + (long)first * columns * Unsafe.SizeOf<T>());
            take(first, part);
        }
    }
}
