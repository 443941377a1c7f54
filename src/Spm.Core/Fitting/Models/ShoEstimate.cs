using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Fitting.Models;

/// <summary>One fitted spectrum in the solver's variables: c/(u² − d − i b u), with what its uncertainty needs (see <see cref="ShoLaneState{T}"/>).</summary>
internal struct ShoEstimate
{
    public double D, B, CRe, CIm, Cost, Mdd, Mdb, Mbb, S0, KdRe, KdIm, KbRe, KbIm;
    public int Evaluations;

    /// <summary>
    /// Amplitude |c|/d, f0 = f_c √d, Q = √d/b, phase arg c, and their standard errors from σ̂²(JᴴJ)⁻¹ with σ̂² = cost/(2 kept − 4) per component:
    /// δc/c = ε − K_d δd − K_b δb with ε of variance σ̂²/(S0|c|²) per component and (δd, δb) of covariance σ̂² M⁻¹.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Write(double centreHz, int kept, double scale, Span<double> values, Span<double> errors)
    {
        var root = Math.Sqrt(D);
        var square = CRe * CRe + CIm * CIm;
        var amplitude = Math.Sqrt(square) / D;
        values[0] = amplitude * scale;
        values[1] = root * centreHz;
        values[2] = root / B;
        values[3] = Math.Atan2(CIm, CRe);

        var variance = kept > 2 ? Cost / (2 * kept - 4) : double.NaN;
        var inverse = variance / (Mdd * Mbb - Mdb * Mdb);
        var (dd, bb, db) = (Mbb * inverse, Mdd * inverse, -Mdb * inverse);
        var own = variance / (S0 * square);
        var inverseD = 1 / D;
        // Relative variances of A, f0 and Q, and the variance of φ: four square roots at once.
        var roots = Vector256.Sqrt(Vector256.Create(
            own + Quadratic(KdRe + inverseD, KbRe, dd, bb, db),
            0.25 * inverseD * inverseD * dd,
            Quadratic(0.5 * inverseD, -1 / B, dd, bb, db),
            own + Quadratic(KdIm, KbIm, dd, bb, db)));
        (roots * Vector256.Create(values[0], values[1], values[2], 1)).CopyTo(errors);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Quadratic(double x, double y, double dd, double bb, double db) => x * x * dd + y * y * bb + 2 * x * y * db;
}
