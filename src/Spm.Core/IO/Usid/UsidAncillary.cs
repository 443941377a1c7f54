using PureHDF;
using Spm.Core.Data;

namespace Spm.Core.IO.Usid;

/// <summary>
/// The four ancillary datasets of a USID main dataset: indices (uint32) and values (float32) of every dimension at every position
/// and step, slowest dimension first. Source: USID specification of pyUSID 0.0.10.
/// </summary>
internal sealed class UsidAncillary
{
    private readonly H5Dataset _positionIndices, _positionValues, _stepIndices, _stepValues;

    /// <summary>Makes the tables for spatial dimensions followed by spectroscopic ones; without any of a kind there is one of length 1.</summary>
    public UsidAncillary(IReadOnlyList<Dimension> dimensions)
    {
        var positions = dimensions.Where(d => d.Kind == DimensionKind.Spatial).ToList();
        var steps = dimensions.Where(d => d.Kind == DimensionKind.Spectroscopic).ToList();
        if (positions.Count == 0) positions.Add(new Dimension("X", "X", "a.u.", DimensionKind.Spatial, [0]));
        if (steps.Count == 0) steps.Add(new Dimension("arb", "arb", "a.u.", DimensionKind.Spectroscopic, [0]));
        (Positions, Steps) = (Count(positions), Count(steps));
        (_positionIndices, _positionValues) = Tables(positions, Positions, isTransposed: false);
        (_stepIndices, _stepValues) = Tables(steps, Steps, isTransposed: true);
    }

    /// <summary>Rows of the main dataset.</summary>
    public int Positions { get; }

    /// <summary>Columns of the main dataset.</summary>
    public int Steps { get; }

    /// <summary>
    /// Puts the tables into a group and refers to them from a main dataset, which must be put into the group afterwards:
    /// PureHDF 2.2 loses a reference to an object that it has not written yet (its buffer for the attribute is used again for the object's own).
    /// </summary>
    public void Attach(H5Group group, H5Dataset main)
    {
        foreach (var (name, table) in new[] { ("Position_Indices", _positionIndices), ("Position_Values", _positionValues), ("Spectroscopic_Indices", _stepIndices), ("Spectroscopic_Values", _stepValues) })
        {
            group[name] = table;
            main.Attributes[name] = new H5ObjectReference(table);
        }
    }

    private static int Count(List<Dimension> dimensions) => dimensions.Aggregate(1, (product, d) => checked(product * d.Length));

    private static (H5Dataset Indices, H5Dataset Values) Tables(List<Dimension> dimensions, int count, bool isTransposed)
    {
        var indices = new uint[checked(count * dimensions.Count)];
        var values = new float[indices.Length];
        var stride = count;
        for (var k = 0; k < dimensions.Count; k++)
        {
            stride /= dimensions[k].Length;
            for (var item = 0; item < count; item++)
            {
                var at = isTransposed ? k * count + item : item * dimensions.Count + k;
                var index = item / stride % dimensions[k].Length;
                (indices[at], values[at]) = ((uint)index, (float)dimensions[k].Values[index]);
            }
        }

        ulong[] shape = isTransposed ? [(ulong)dimensions.Count, (ulong)count] : [(ulong)count, (ulong)dimensions.Count];
        return (Table(indices), Table(values));

        H5Dataset Table(object data) => new(data, fileDims: shape)
        {
            Attributes = new() { ["labels"] = dimensions.Select(d => d.Name).ToArray(), ["units"] = dimensions.Select(d => d.Unit).ToArray() },
        };
    }
}
