using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Inner products of a branch's shape y = (G + l)/(l + r) and its derivatives by a, l, r (Y, A, L, R) with √w (1), the bias column (E), the
/// data (D) and one another, from those of G (<see cref="LoopBranchSums{T}"/>): with q = 1/(l + r),
/// <code>
/// ∂y/∂a = q·∂G/∂a,   ∂y/∂l = q·(∂G/∂l + 1 − y),   ∂y/∂r = q·(∂G/∂r − y)
/// </code>
/// </summary>
internal struct LoopColumns<T> where T : struct, ILanes<T>
{
    /// <summary>Products of y.</summary>
    public T Y1, YE, YD, YY;

    /// <summary>Products of ∂y/∂a.</summary>
    public T A1, AE, AD, AY, AA;

    /// <summary>Products of ∂y/∂l.</summary>
    public T L1, LE, LD, LY, LA, LL;

    /// <summary>Products of ∂y/∂r.</summary>
    public T R1, RE, RD, RY, RA, RL, RR;

    /// <param name="s">Products of G.</param>
    /// <param name="one">Σw over the branch.</param>
    /// <param name="slope">Σ√w·e over the branch.</param>
    /// <param name="data">Σ√w·d over the branch.</param>
    /// <param name="l">Width below the switching bias.</param>
    /// <param name="r">Width above it.</param>
    /// <param name="c">Out.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void From(in LoopBranchSums<T> s, T one, T slope, T data, T l, T r, out LoopColumns<T> c)
    {
        Unsafe.SkipInit(out c);
        var q = T.Broadcast(1) / (l + r);
        c.Y1 = q * T.MultiplyAdd(l, one, s.G1);
        c.YE = q * T.MultiplyAdd(l, slope, s.GE);
        c.YD = q * T.MultiplyAdd(l, data, s.GD);
        // y·G, y·A, y·L, y·R with the raw columns.
        var yG = q * T.MultiplyAdd(l, s.G1, s.GG);
        var yA = q * T.MultiplyAdd(l, s.A1, s.AG);
        var yL = q * (default(T) - T.MultiplyAdd(l, s.L1, s.LG));
        var yR = q * T.MultiplyAdd(l, s.R1, s.RG);
        c.YY = q * T.MultiplyAdd(l, c.Y1, yG);
        var minus = default(T) - q;
        c.A1 = minus * s.A1;
        c.AE = minus * s.AE;
        c.AD = minus * s.AD;
        c.AY = minus * yA;
        var square = q * q;
        c.AA = square * s.AA;
        c.L1 = q * (one - s.L1 - c.Y1);
        c.LE = q * (slope - s.LE - c.YE);
        c.LD = q * (data - s.LD - c.YD);
        c.LY = q * (yL + c.Y1 - c.YY);
        c.LA = square * (yA + s.LA - s.A1);
        c.LL = square * (s.LL + one + c.YY - T.Broadcast(2) * (s.L1 + yL + c.Y1));
        c.R1 = q * (s.R1 - c.Y1);
        c.RE = q * (s.RE - c.YE);
        c.RD = q * (s.RD - c.YD);
        c.RY = q * (yR - c.YY);
        c.RA = square * (yA - s.RA);
        c.RL = square * (s.R1 - yR - yL - c.Y1 + c.YY);
        c.RR = square * (s.RR - yR - yR + c.YY);
    }
}
