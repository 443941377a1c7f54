using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// A frame of parallel lines: pixel (row, column) lies at centre + R(θ) · ((column + ½ − columns/2)·p_x, (row + ½ − rows/2)·p_y) with
/// p_x = width/columns and p_y = height/rows, as pixels of a grid request do. Row 0 is the lowest when θ = 0.
/// </summary>
public sealed record RasterFrame
{
    /// <summary>x of the centre in m.</summary>
    public double CenterXM { get; init; } = 2.5e-6;

    /// <summary>y of the centre in m.</summary>
    public double CenterYM { get; init; } = 2.5e-6;

    /// <summary>Length along the lines in m.</summary>
    public double WidthM { get; init; } = 2e-6;

    /// <summary>Length across the lines in m.</summary>
    public double HeightM { get; init; } = 2e-6;

    /// <summary>Lines.</summary>
    public int Rows { get; init; } = 256;

    /// <summary>Pixels of a line.</summary>
    public int Columns { get; init; } = 256;

    /// <summary>θ in rad, counterclockwise from x to the direction of the lines.</summary>
    public double AngleRad { get; init; }

    /// <summary>Time from the first to the last pixel of a line in s.</summary>
    public double TraceTimeS { get; init; } = 0.5;

    /// <summary>Time back in s; null is the time there.</summary>
    public double? RetraceTimeS { get; init; }

    /// <summary>How far the tip runs on beyond each end of a line, as a part of the line.</summary>
    public double Overscan { get; init; } = 0.03;

    /// <summary>Whether the tip turns with constant deceleration.</summary>
    public bool RoundedTurns { get; init; } = true;

    /// <summary>Whether the frame begins at the last row.</summary>
    public bool Downwards { get; init; }

    /// <summary>The line of a row.</summary>
    public LineGeometry Line(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        var (sin, cos) = Math.SinCos(AngleRad);
        var (along, across) = ((0.5 - Columns / 2.0) * WidthM / Columns, (row + 0.5 - Rows / 2.0) * HeightM / Rows);
        var length = WidthM * (Columns - 1) / Columns;
        return new LineGeometry
        {
            StartXM = CenterXM + cos * along - sin * across,
            StartYM = CenterYM + sin * along + cos * across,
            VectorXM = cos * length,
            VectorYM = sin * length,
            Pixels = Columns,
            TraceTimeS = TraceTimeS,
            RetraceTimeS = RetraceTimeS,
            Overscan = Overscan,
            RoundedTurns = RoundedTurns,
        };
    }

    /// <summary>Throws <see cref="ArgumentException"/> when a value is impossible.</summary>
    internal void Check()
    {
        AllowedRange.Check<double>(Rows, 1, 1 << 16, "", nameof(Rows), "Rows = 256");
        AllowedRange.Check<double>(Columns, 2, 1 << 16, "", nameof(Columns), "Columns = 256");
        AllowedRange.Check<double>(WidthM, 1e-12, 1e-2, "m", nameof(WidthM), "WidthM = 2e-6");
        AllowedRange.Check<double>(HeightM, 1e-12, 1e-2, "m", nameof(HeightM), "HeightM = 2e-6");
        AllowedRange.Check<double>(AngleRad, -10, 10, "rad", nameof(AngleRad), "AngleRad = 0");
        Line(0).Check();
    }
}
