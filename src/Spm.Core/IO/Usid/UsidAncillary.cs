using System.Runtime.InteropServices;
using PureHDF;
using Spm.Core.Data;
using Spm.Core.IO.Hdf5;

namespace Spm.Core.IO.Usid;

/// <summary>
/// The four ancillary datasets of a USID main dataset: indices (uint32) and values (float32) of every dimension at every position
/// and step, slowest dimension first. Source: USID specification of pyUSID 0.0.10.
/// </summary>
internal sealed class UsidAncillary
{
    private const int ItemsPerPiece = 1 << 14;

    private readonly List<Dimension> _positions, _steps;
    private readonly H5Dataset _positionIndices, _positionValues, _stepIndices, _stepValues;

    /// <summary>Makes the tables for spatial dimensions followed by spectroscopic ones; without any of a kind there is one of length 1.</summary>
    public UsidAncillary(IReadOnlyList<Dimension> dimensions)
    {
        _positions = [.. dimensions.Where(d => d.Kind == DimensionKind.Spatial)];
        _steps = [.. dimensions.Where(d => d.Kind == DimensionKind.Spectroscopic)];
        if (_positions.Count == 0) _positions.Add(new Dimension("X", "X", "a.u.", DimensionKind.Spatial, [0]));
        if (_steps.Count == 0) _steps.Add(new Dimension("arb", "arb", "a.u.", DimensionKind.Spectroscopic, [0]));
        (Positions, Steps) = (Count(_positions), Count(_steps));
        (_positionIndices, _positionValues) = (Table<uint>(_positions, [Positions, _positions.Count]), Table<float>(_positions, [Positions, _positions.Count]));
        (_stepIndices, _stepValues) = (Table<uint>(_steps, [_steps.Count, Steps]), Table<float>(_steps, [_steps.Count, Steps]));
    }

    /// <summary>Rows of the main dataset.</summary>
    public long Positions { get; }

    /// <summary>Columns of the main dataset.</summary>
    public long Steps { get; }

    /// <summary>Names of the tables in their group.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Position_Indices", "Position_Values", "Spectroscopic_Indices", "Spectroscopic_Values"];

    /// <summary>
    /// Puts the empty tables into a group and refers to them from a main dataset, which must be put into the group afterwards:
    /// PureHDF 2.2 loses a reference to an object that it has not written yet (its buffer for the attribute is used again for the object's own).
    /// </summary>
    public void Attach(H5Group group, H5Dataset main)
    {
        foreach (var (name, table) in Names.Zip([_positionIndices, _positionValues, _stepIndices, _stepValues]))
        {
            group[name] = table;
            main.Attributes[name] = new H5ObjectReference(table);
        }
    }

    /// <summary>Fills the tables of the group at a path.</summary>
    public void Fill(RawRegions regions, string group)
    {
        Fill(regions, $"{group}/Position_Indices", Positions, _positions, isTransposed: false, (_, index) => (uint)index);
        Fill(regions, $"{group}/Position_Values", Positions, _positions, isTransposed: false, (dimension, index) => (float)dimension.Values[index]);
        Fill(regions, $"{group}/Spectroscopic_Indices", Steps, _steps, isTransposed: true, (_, index) => (uint)index);
        Fill(regions, $"{group}/Spectroscopic_Values", Steps, _steps, isTransposed: true, (dimension, index) => (float)dimension.Values[index]);
    }

    private static long Count(List<Dimension> dimensions) => dimensions.Aggregate(1L, (product, d) => checked(product * d.Length));

    private static H5Dataset<T[]> Table<T>(List<Dimension> dimensions, long[] shape) => new(fileDims: [.. shape.Select(n => (ulong)n)])
    {
        Attributes = new() { ["labels"] = dimensions.Select(d => d.Name).ToArray(), ["units"] = dimensions.Select(d => d.Unit).ToArray() },
    };

    /// <summary>[item × dimension], or transposed [dimension × item].</summary>
    private static void Fill<T>(RawRegions regions, string path, long items, List<Dimension> dimensions, bool isTransposed, Func<Dimension, int, T> cell) where T : unmanaged
    {
        var strides = BlockPlan.Strides([.. dimensions.Select(d => (long)d.Length)]);
        var columns = dimensions.Count;
        var cells = items * columns;
        var piece = new T[Math.Min(ItemsPerPiece, cells)];
        for (var first = 0L; first < cells; first += piece.Length)
        {
            var count = (int)Math.Min(piece.Length, cells - first);
            for (var k = 0; k < count; k++)
            {
                var at = first + k;
                var (item, dimension) = isTransposed ? (at % items, (int)(at / items)) : (at / columns, (int)(at % columns));
                piece[k] = cell(dimensions[dimension], (int)(item / strides[dimension] % dimensions[dimension].Length));
            }

            regions.Append(path, MemoryMarshal.AsBytes(piece.AsSpan(0, count)));
        }
    }
}
