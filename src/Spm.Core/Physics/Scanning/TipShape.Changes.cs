using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>What happens to tips: each method gives the changed tip and leaves this one as it is.</summary>
public sealed partial class TipShape
{
    /// <summary>
    /// A double tip: P'(u) = min(P(u), P(u − d) + Δ), less its minimum. The image of a sharp feature gets a ghost, displaced by −d
    /// and lower by Δ.
    /// </summary>
    /// <param name="displacementXM">x of d in m, rounded to whole cells.</param>
    /// <param name="displacementYM">y of d in m, rounded to whole cells.</param>
    /// <param name="shorterByM">Δ in m: how much higher the second end sits; negative when it is the longer one.</param>
    public TipShape Doubled(double displacementXM, double displacementYM, double shorterByM)
    {
        AllowedRange.Check<double>(Math.Abs(displacementXM) / CellM, 0, 511, "", nameof(displacementXM), "displacementXM: 8 * tip.CellM");
        AllowedRange.Check<double>(Math.Abs(displacementYM) / CellM, 0, 511, "", nameof(displacementYM), "displacementYM: 0");
        AllowedRange.Check<double>(shorterByM, -1e-3, 1e-3, "m", nameof(shorterByM), "shorterByM: 2e-9");
        var (right, up) = ((int)Math.Round(displacementXM / CellM), (int)Math.Round(displacementYM / CellM));
        var (rows, columns) = (Rows + Math.Abs(up), Columns + Math.Abs(right));
        var (top, left) = (Math.Max(0, -up), Math.Max(0, -right));
        var heights = new double[rows * columns];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                heights[row * columns + column] = Math.Min(HeightM(row - top, column - left), HeightM(row - top - up, column - left - right) + shorterByM);
        return new TipShape(heights, rows, columns, CellM, AxisRow + top, AxisColumn + left);
    }

    /// <summary>A worn tip: everything lower than <paramref name="wornM"/> is gone, P' = max(P − w, 0).</summary>
    /// <param name="wornM">w in m.</param>
    public TipShape Blunted(double wornM)
    {
        AllowedRange.Check<double>(wornM, 0, 1e-3, "m", nameof(wornM), "wornM: 2e-9");
        return new TipShape(Array.ConvertAll(_profile, p => Math.Max(p - wornM, 0)), Rows, Columns, CellM, AxisRow, AxisColumn);
    }

    /// <summary>
    /// A contaminated tip: a ball of radius r hangs at the axis and reaches o below the lowest point,
    /// P'(u) = min(P(u), r − √(r² − u²) − o) + o.
    /// </summary>
    /// <param name="radiusM">r in m.</param>
    /// <param name="overhangM">o in m.</param>
    public TipShape Contaminated(double radiusM, double overhangM)
    {
        AllowedRange.Check<double>(radiusM, 1e-12, 1e-3, "m", nameof(radiusM), "radiusM: 30e-9");
        AllowedRange.Check<double>(overhangM, 0, 1e-3, "m", nameof(overhangM), "overhangM: 5e-9");
        var half = Math.Max((int)(radiusM / CellM), Math.Max(Math.Max(AxisRow, Rows - 1 - AxisRow), Math.Max(AxisColumn, Columns - 1 - AxisColumn)));
        AllowedRange.Check<double>(half, 0, 511, "", "The reach of a contaminated tip", "radiusM: 20 * tip.CellM");
        var side = 2 * half + 1;
        var heights = new double[side * side];
        for (var row = -half; row <= half; row++)
        {
            for (var column = -half; column <= half; column++)
            {
                var squared = (row * row + column * column) * CellM * CellM;
                var ball = squared > radiusM * radiusM ? double.PositiveInfinity : radiusM - Math.Sqrt(radiusM * radiusM - squared) - overhangM;
                heights[(row + half) * side + column + half] = Math.Min(HeightM(AxisRow + row, AxisColumn + column), ball);
            }
        }
        return new TipShape(heights, side, side, CellM, half, half);
    }

    /// <summary>The tip turned by half a turn about its axis: P'(u) = P(−u).</summary>
    internal TipShape Reflected()
    {
        var heights = (double[])_profile.Clone();
        Array.Reverse(heights);
        return new TipShape(heights, Rows, Columns, CellM, Rows - 1 - AxisRow, Columns - 1 - AxisColumn);
    }
}
