using PureHDF;

namespace Spm.Core.IO.Hdf5;

/// <summary>HDF5 attributes as plain values: string, bool, long, double, and arrays of string, long and double.</summary>
internal static class Hdf5Attributes
{
    /// <summary>What the dimension-scale convention and USID use for links; no metadata.</summary>
    private static readonly HashSet<string> _structural =
        ["DIMENSION_LIST", "DIMENSION_LABELS", "REFERENCE_LIST", "CLASS", "NAME", "Position_Indices", "Position_Values", "Spectroscopic_Indices", "Spectroscopic_Values"];

    /// <summary>The text of an attribute; null when there is none or it is no text.</summary>
    public static string? Text(IH5Object owner, string name) =>
        owner.AttributeExists(name) ? Value(owner.Attribute(name)) switch { string s => s, string[] { Length: 1 } s => s[0], _ => null } : null;

    /// <summary>The texts of an attribute; null when there is none or it is no text.</summary>
    public static string[]? Texts(IH5Object owner, string name) =>
        owner.AttributeExists(name) ? Value(owner.Attribute(name)) switch { string s => [s], string[] s => s, _ => null } : null;

    /// <summary>Adds every attribute that has a plain value under <c>prefix/name</c>.</summary>
    public static void Flatten(IH5Object owner, string prefix, IDictionary<string, object> target, params string[] except)
    {
        foreach (var attribute in owner.Attributes())
        {
            if (_structural.Contains(attribute.Name) || except.Contains(attribute.Name)) continue;
            if (Value(attribute) is { } value)
                target[prefix.Length == 0 ? attribute.Name : $"{prefix}/{attribute.Name}"] = value;
        }
    }

    /// <summary>The value, or null for types that are no metadata (references, compounds, empty dataspaces).</summary>
    public static object? Value(IH5Attribute attribute)
    {
        if (attribute.Space.Type == H5DataspaceType.Null) return null;
        var isScalar = attribute.Space.Type == H5DataspaceType.Scalar;
        if (!isScalar && attribute.Space.Dimensions.Contains(0UL)) return null;
        var type = attribute.Type;
        return type.Class switch
        {
            H5DataTypeClass.String => Strings(attribute, isScalar),
            // A string of variable length is a sequence of characters, which some writers call strings and others bytes.
            H5DataTypeClass.VariableLength when type.VariableLength.BaseType is { Size: 1, Class: H5DataTypeClass.String or H5DataTypeClass.FixedPoint } => Strings(attribute, isScalar),
            H5DataTypeClass.FloatingPoint when type.Size is 2 or 4 or 8 => One(isScalar, Doubles(attribute, type.Size)),
            H5DataTypeClass.FixedPoint when type.Size is 1 or 2 or 4 or 8 => One(isScalar, Integers(attribute, type.Size, type.FixedPoint.IsSigned)),
            // h5py stores a Boolean as an enumeration of one byte.
            H5DataTypeClass.Enumerated when type.Size == 1 && isScalar => attribute.Read<byte>() != 0,
            _ => null,
        };
    }

    private static object Strings(IH5Attribute attribute, bool isScalar) => isScalar
        ? Clean(attribute.Read<string>())
        : Array.ConvertAll(attribute.Read<string[]>(), Clean);

    private static string Clean(string? text) => text?.TrimEnd('\0', ' ') ?? "";

    private static object One<T>(bool isScalar, T[] values) where T : notnull => isScalar ? values[0] : values;

    private static double[] Doubles(IH5Attribute attribute, int size) => size switch
    {
        2 => Array.ConvertAll(Many<Half>(attribute), x => (double)x),
        4 => Array.ConvertAll(Many<float>(attribute), x => (double)x),
        _ => Many<double>(attribute),
    };

    private static long[] Integers(IH5Attribute attribute, int size, bool isSigned) => (size, isSigned) switch
    {
        (1, true) => Array.ConvertAll(Many<sbyte>(attribute), x => (long)x),
        (1, false) => Array.ConvertAll(Many<byte>(attribute), x => (long)x),
        (2, true) => Array.ConvertAll(Many<short>(attribute), x => (long)x),
        (2, false) => Array.ConvertAll(Many<ushort>(attribute), x => (long)x),
        (4, true) => Array.ConvertAll(Many<int>(attribute), x => (long)x),
        (4, false) => Array.ConvertAll(Many<uint>(attribute), x => (long)x),
        (_, true) => Many<long>(attribute),
        _ => Array.ConvertAll(Many<ulong>(attribute), x => (long)Math.Min(x, long.MaxValue)),
    };

    private static T[] Many<T>(IH5Attribute attribute) where T : unmanaged =>
        attribute.Space.Type == H5DataspaceType.Scalar ? [attribute.Read<T>()] : attribute.Read<T[]>();
}
