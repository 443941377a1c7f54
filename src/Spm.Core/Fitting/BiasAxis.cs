using Spm.Core.Data;

namespace Spm.Core.Fitting;

/// <summary>The dimension along which the bias is swept, whichever multiple of a volt the file counts in.</summary>
internal static class BiasAxis
{
    /// <summary>True for a spectroscopic dimension in V, µV, mV or kV.</summary>
    public static bool Is(Dimension dimension) => dimension.Kind == DimensionKind.Spectroscopic && VoltsPer(dimension.Unit) > 0;

    /// <summary>Index of the only bias dimension of a dataset.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    public static int Find(Dataset source)
    {
        var all = source.Dimensions.Index().Where(d => Is(d.Item)).ToArray();
        var there = source.Dimensions.Count == 0 ? "none" : string.Join(", ", source.Dimensions.Select(d => $"{d.Name} ({d.Kind.ToString().ToLowerInvariant()}, {d.Length} points, {(d.Unit.Length > 0 ? d.Unit : "no unit")})"));
        // A direct-current offset is what is swept in a loop; a second bias, such as a read bias, is then one more dimension.
        return all.Length switch
        {
            1 => all[0].Index,
            0 => throw new ArgumentException($"'{source.Name}' has no loop-like dimension: a loop is fitted along a spectroscopic dimension in V (the bias). Dimensions there are: {there}.", nameof(source)),
            _ => throw new ArgumentException($"'{source.Name}' has {all.Length} spectroscopic dimensions in V ({string.Join(", ", all.Select(d => d.Item.Name))}); a loop is fitted along one. Take a slice at one value of the other first. Dimensions there are: {there}.", nameof(source)),
        };
    }

    /// <summary>The same data with the bias in V; the dataset itself when it is so already.</summary>
    public static Dataset InVolts(Dataset source, int bias)
    {
        var axis = source.Dimensions[bias];
        var volts = VoltsPer(axis.Unit);
        if (volts == 1) return source;
        var inVolts = axis with { Unit = "V", Values = [.. axis.Values.Select(v => v * volts)] };
        return new(source.Name, source.Quantity, source.Unit, [.. source.Dimensions.Select((d, k) => k == bias ? inVolts : d)], source.Samples, source.Metadata, source.Provenance)
        {
            SourcePath = source.SourcePath,
        };
    }

    private static double VoltsPer(string unit) => UnitSymbol.Parse(unit) is { Base: "V" } symbol ? Math.Pow(10, symbol.Exponent) : 0;
}
