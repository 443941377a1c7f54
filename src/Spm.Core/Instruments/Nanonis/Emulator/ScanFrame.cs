namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>The scan frame in the controller's coordinates.</summary>
/// <param name="XM">x of its centre in m.</param>
/// <param name="YM">y of its centre in m.</param>
/// <param name="WidthM">Width in m.</param>
/// <param name="HeightM">Height in m.</param>
/// <param name="AngleDeg">Rotation in degrees, clockwise.</param>
internal readonly record struct ScanFrame(double XM, double YM, double WidthM, double HeightM, double AngleDeg)
{
    /// <summary>x = x_c + u cos θ + v sin θ, y = y_c − u sin θ + v cos θ for a place (u, v) from the centre.</summary>
    public TipPosition Place(double u, double v)
    {
        var (sin, cos) = Math.SinCos(AngleDeg * Math.PI / 180);
        return new TipPosition(XM + u * cos + v * sin, YM - u * sin + v * cos);
    }

    /// <summary>Centre of a pixel; row 0 is the lowest.</summary>
    public TipPosition Pixel(int row, int column, int rows, int columns) =>
        Place(((column + 0.5) / columns - 0.5) * WidthM, ((row + 0.5) / rows - 0.5) * HeightM);

    /// <summary>Throws when the frame is impossible or leaves the range.</summary>
    /// <exception cref="ArgumentException">A size is not positive.</exception>
    /// <exception cref="LimitExceededException">A corner is outside the range.</exception>
    public void Check(Microscope microscope)
    {
        RequestRule.InRange(WidthM, 1e-12, 1e-2, "m", "The frame's width", "100e-9 for 100 nm");
        RequestRule.InRange(HeightM, 1e-12, 1e-2, "m", "The frame's height", "100e-9 for 100 nm");
        RequestRule.InRange(AngleDeg, -360, 360, "°", "The frame's angle", "0");
        foreach (var (u, v) in new[] { (-0.5, -0.5), (-0.5, 0.5), (0.5, -0.5), (0.5, 0.5) })
        {
            var corner = Place(u * WidthM, v * HeightM);
            microscope.ToSample(corner.XM, corner.YM);
        }
    }

    /// <summary>True when the frame is a grid of square pixels along the axes.</summary>
    public bool IsPlain(int rows, int columns) =>
        AngleDeg % 360 == 0 && Math.Abs(WidthM * rows - HeightM * columns) <= 1e-5 * WidthM * rows;
}
