namespace Spm.Core.Physics.Scanning;

/// <summary>A surface as a height over the plane. Must be safe to read from several threads, and finite everywhere.</summary>
public interface ISurface
{
    /// <summary>h(x, y) in m.</summary>
    /// <param name="xM">Position in m.</param>
    /// <param name="yM">Position in m.</param>
    double HeightM(double xM, double yM);
}
