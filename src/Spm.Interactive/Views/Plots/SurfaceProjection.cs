namespace Spm.Interactive.Views;

/// <summary>A point or direction in space: x to the right, y away, z up.</summary>
internal readonly record struct Vector3D(double X, double Y, double Z)
{
    public static Vector3D operator +(Vector3D a, Vector3D b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector3D operator *(double factor, Vector3D a) => new(factor * a.X, factor * a.Y, factor * a.Z);

    public double Dot(Vector3D b) => X * b.X + Y * b.Y + Z * b.Z;

    public Vector3D Unit() => 1 / Math.Sqrt(Dot(this)) * this;
}

/// <summary>
/// Parallel projection of space onto the screen. The viewer is turned by the azimuth about z and raised by the elevation:
/// right = (cos a, sin a, 0), ahead = (−sin a cos e, cos a cos e, −sin e), up = (−sin a sin e, cos a sin e, cos e), three unit vectors at right angles.
/// </summary>
/// <param name="AzimuthRad">a.</param>
/// <param name="ElevationRad">e.</param>
internal sealed record SurfaceProjection(double AzimuthRad, double ElevationRad)
{
    public Vector3D Right { get; } = new(Math.Cos(AzimuthRad), Math.Sin(AzimuthRad), 0);

    public Vector3D Ahead { get; } = new(-Math.Sin(AzimuthRad) * Math.Cos(ElevationRad), Math.Cos(AzimuthRad) * Math.Cos(ElevationRad), -Math.Sin(ElevationRad));

    public Vector3D Up { get; } = new(-Math.Sin(AzimuthRad) * Math.Sin(ElevationRad), Math.Cos(AzimuthRad) * Math.Sin(ElevationRad), Math.Cos(ElevationRad));

    /// <summary>Where the light comes from: upper left, before the surface.</summary>
    public Vector3D Light => (-0.5 * Right + 0.65 * Up + -0.6 * Ahead).Unit();

    /// <summary>Place on the screen, to the right and up, and depth: what is greater is farther away.</summary>
    public (double X, double Y, double Depth) Of(Vector3D point) => (point.Dot(Right), point.Dot(Up), point.Dot(Ahead));
}
