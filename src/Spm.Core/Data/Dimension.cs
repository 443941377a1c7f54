namespace Spm.Core.Data;

/// <summary>Whether a dimension says where a point was measured or what was varied there.</summary>
public enum DimensionKind
{
    /// <summary>A position on the sample.</summary>
    Spatial,

    /// <summary>A quantity swept at each position: bias, frequency, time.</summary>
    Spectroscopic,
}

/// <summary>One named axis of a <see cref="Dataset"/>: what is varied, in which unit, with which values.</summary>
/// <param name="Name">The axis' own name, such as <c>X</c> or <c>DC_Offset</c>.</param>
/// <param name="Quantity">What is varied, such as <c>Bias</c>.</param>
/// <param name="Unit">The SI unit symbol, such as <c>V</c>; empty when dimensionless.</param>
/// <param name="Kind">Spatial or spectroscopic.</param>
/// <param name="Values">One value per index, in <paramref name="Unit"/>.</param>
public sealed record Dimension(string Name, string Quantity, string Unit, DimensionKind Kind, double[] Values)
{
    /// <summary>Number of points along the axis.</summary>
    public int Length => Values.Length;

    /// <summary>Evenly spaced values from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public static double[] Linear(double first, double last, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = count == 1 ? first : first + (last - first) * i / (count - 1);
        return values;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Length} × {Quantity}{(Unit.Length > 0 ? $" in {Unit}" : "")})";
}
