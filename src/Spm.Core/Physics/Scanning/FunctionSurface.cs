namespace Spm.Core.Physics.Scanning;

/// <summary>A surface given by a formula.</summary>
/// <param name="heightM">h(x, y), all in m.</param>
public sealed class FunctionSurface(Func<double, double, double> heightM) : ISurface
{
    /// <inheritdoc/>
    public double HeightM(double xM, double yM) => heightM(xM, yM);
}
