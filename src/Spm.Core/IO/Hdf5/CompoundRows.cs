using System.Reflection;
using System.Reflection.Emit;
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

    /// <summary>An empty dataset; a row is one double per name, side by side, to be filled by <see cref="RawRegions"/>.</summary>
    /// <param name="names">Member names, all different.</param>
    /// <param name="shape">Row-major shape of the rows.</param>
    public static H5Dataset Empty(IReadOnlyList<string> names, ulong[] shape)
    {
        if (names.Distinct().Count() != names.Count)
            throw new ArgumentException($"The names in a compound must be different: {string.Join(", ", names)}.", nameof(names));
        var dataset = typeof(H5Dataset<>).MakeGenericType(RowType(names).MakeArrayType());
        return (H5Dataset)Activator.CreateInstance(dataset, shape, null, null, null)!;
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
