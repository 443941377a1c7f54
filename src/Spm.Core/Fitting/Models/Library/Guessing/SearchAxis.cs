namespace Spm.Core.Fitting.Models;

/// <summary>How one nonlinear parameter is searched.</summary>
/// <param name="Index">Its place among the parameters.</param>
/// <param name="Step">First step: added, or as the exponent of a factor e^step.</param>
/// <param name="IsFactor">True for a parameter above 0 that is searched by factors.</param>
/// <param name="Lower">Least value.</param>
/// <param name="Upper">Largest value.</param>
internal readonly record struct SearchAxis(int Index, double Step, bool IsFactor = false, double Lower = double.NegativeInfinity, double Upper = double.PositiveInfinity)
{
    /// <summary>The value <paramref name="step"/> away from <paramref name="value"/>, within the limits.</summary>
    public double Moved(double value, double step) => Math.Clamp(IsFactor ? value * Math.Exp(step) : value + step, Lower, Upper);
}
