using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.InteropServices;
using PureHDF;

namespace Spm.Core.IO.Hdf5;

/// <summary>
/// Rows of named doubles as an HDF5 compound dataset. PureHDF takes the members of a compound from the fields of a struct, and which
/// members there are depends on the model: the struct is made here, with fields named exactly as the file wants them (<c>Amplitude [V]</c>).
/// </summary>
internal static class CompoundRows
{
    private static readonly ModuleBuilder _module =
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Spm.Core.CompoundRows"), AssemblyBuilderAccess.Run).DefineDynamicModule("Rows");

    private static readonly Dictionary<string, Type> _types = [];

    /// <summary>A dataset of shape <paramref name="shape"/> whose rows are the columns' values side by side.</summary>
    /// <param name="names">Member names, all different.</param>
    /// <param name="columns">One span's worth of values per member, all of the product of the shape.</param>
    /// <param name="shape">Row-major shape of the rows.</param>
    public static H5Dataset Dataset(IReadOnlyList<string> names, IReadOnlyList<Func<int, double>> columns, ulong[] shape)
    {
        if (names.Count != columns.Count || names.Distinct().Count() != names.Count)
            throw new ArgumentException($"A compound needs one column for each of its names, all different: {string.Join(", ", names)}.", nameof(names));
        var count = checked((int)shape.Aggregate(1UL, (product, n) => product * n));
        var rows = Array.CreateInstance(RowType(names), count);
        var bytes = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(rows), checked(count * names.Count * sizeof(double)));
        var values = MemoryMarshal.Cast<byte, double>(bytes);
        for (var row = 0; row < count; row++)
        {
            for (var k = 0; k < columns.Count; k++) values[row * columns.Count + k] = columns[k](row);
        }

        return new H5Dataset(rows, fileDims: shape);
    }

    private static Type RowType(IReadOnlyList<string> names)
    {
        var key = string.Join('\0', names);
        lock (_types)
        {
            if (_types.TryGetValue(key, out var known)) return known;
            const TypeAttributes PublicStruct = TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.SequentialLayout;
            var builder = _module.DefineType($"Row{_types.Count}", PublicStruct, typeof(ValueType));
            foreach (var name in names) builder.DefineField(name, typeof(double), FieldAttributes.Public);
            return _types[key] = builder.CreateType();
        }
    }
}
