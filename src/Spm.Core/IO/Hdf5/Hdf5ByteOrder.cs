using System.Reflection;
using PureHDF.VOL.Native;

namespace Spm.Core.IO.Hdf5;

/// <summary>
/// Whether the numbers of a dataset are stored with the most significant byte first, as older instruments' computers wrote them.
/// Source: HDF5 File Format Specification 3.0, section IV.A.2.d (datatype message, class bit field 0 of fixed and floating point).
/// </summary>
/// <remarks>
/// PureHDF 2.2 has decoded the byte order but shows it to nobody; for plain numbers it refuses the other order, the members of a compound it
/// reads as if they were in ours, which gives wrong numbers without a word. So the decoded message is read by reflection, and where a later
/// version has it elsewhere, that is an error and never a guess.
/// </remarks>
internal static class Hdf5ByteOrder
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>True when the numbers, or the members of the compound, have the order that this machine has not.</summary>
    /// <exception cref="NotSupportedException">PureHDF keeps the datatype message elsewhere, or the order is that of a VAX.</exception>
    public static bool IsForeign(NativeDataset dataset) => IsForeign(Get(dataset, "InternalDataType"));

    private static bool IsForeign(object message)
    {
        if (Get(message, "Class").ToString() == "Compound")
            return ((Array)Get(message, "Properties")).Cast<object>().Any(member => IsForeign(Get(member, "MemberTypeMessage")));
        return Get(Get(message, "BitField"), "ByteOrder").ToString() switch
        {
            "LittleEndian" => !BitConverter.IsLittleEndian,
            "BigEndian" => BitConverter.IsLittleEndian,
            var other => throw new NotSupportedException($"numbers in the byte order {other}"),
        };
    }

    private static object Get(object source, string property) => source.GetType().GetProperty(property, Any)?.GetValue(source)
        ?? throw new NotSupportedException($"this version of PureHDF keeps no {property} in {source.GetType().Name}, so that the byte order of the numbers is unknown");
}
