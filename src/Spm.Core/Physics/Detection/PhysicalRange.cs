namespace Spm.Core.Physics.Detection;

/// <summary>Refuses values that no instrument has, with the allowed range and an example.</summary>
internal static class PhysicalRange
{
    /// <summary>Throws unless <paramref name="low"/> ≤ <paramref name="value"/> ≤ <paramref name="high"/>; NaN is refused.</summary>
    public static double Require(double value, double low, double high, string unit, string name, string example) =>
        value >= low && value <= high
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} must be {low} to {high} {unit}, got {value}. Try: {example}");

    /// <summary>Throws unless <paramref name="actual"/> is <paramref name="expected"/>.</summary>
    public static void RequireLength(int actual, int expected, string name, string what)
    {
        if (actual != expected) throw new ArgumentException($"{name} must have one entry for each {what}: {expected}, got {actual}.", name);
    }
}
