namespace Spm.Core.Physics.Detection;

/// <summary>A number and its standard error, in the same unit.</summary>
/// <param name="Value">The number.</param>
/// <param name="StandardError">Its standard error; 0 when it is known.</param>
public readonly record struct Estimate(double Value, double StandardError = 0)
{
    /// <summary>No number.</summary>
    public static Estimate Unknown => new(double.NaN, double.NaN);

    /// <summary>Standard error over value.</summary>
    public double Relative => StandardError / Math.Abs(Value);
}
