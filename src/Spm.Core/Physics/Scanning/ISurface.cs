namespace Spm.Core.Physics.Scanning;

/// <summary>A surface as a height over the plane. Must be safe to read from several threads, and finite everywhere.</summary>
public interface ISurface
{
    /// <summary>h(x, y) in m.</summary>
    /// <param name="xM">Position in m.</param>
    /// <param name="yM">Position in m.</param>
    double HeightM(double xM, double yM);
}

/// <summary>A surface given by a formula.</summary>
/// <param name="heightM">h(x, y), all in m.</param>
public sealed class FunctionSurface(Func<double, double, double> heightM) : ISurface
{
    /// <inheritdoc/>
    public double HeightM(double xM, double yM) => heightM(xM, yM);
}
