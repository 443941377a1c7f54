using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// One branch's part of the problem that is left when a0, a1 and a4 are eliminated. With c a derivative of y and ⊥ what is left of it after
/// constant and slope, κ = c⊥·y⊥:
/// <code>
/// gradient_i = a1·(c_i·d − a1·κ_i),   H_ij = a1²·(c_i⊥·c_j⊥ − κ_i·κ_j/|y⊥|²)
/// </code>
/// </summary>
/// <remarks>Sources: Golub and Pereyra, SIAM J. Numer. Anal. 10, 413 (1973); Kaufman, BIT 15, 49 (1975).</remarks>
internal struct LoopLinearization<T> where T : struct, ILanes<T>
{
    /// <summary>This branch's block of H.</summary>
    public T AA, LA, LL, RA, RL, RR;

    /// <summary>Products of ∂y/∂a, ∂y/∂l, ∂y/∂r with e0, with the bias column, and κ.</summary>
    public T A1, L1, R1, AE, LE, RE, AK, LK, RK;

    /// <summary>Gradient and this branch's 3 × 3 block of H.</summary>
    /// <param name="c">Columns of the branch.</param>
    /// <param name="perRoot">1/√Σw.</param>
    /// <param name="y1">y·e0 over both branches, e0 = √w/√Σw.</param>
    /// <param name="yE">y·e over both branches.</param>
    /// <param name="opening">a1.</param>
    /// <param name="perSquare">1/|y⊥|², 0 when y is a straight line.</param>
    /// <param name="gradient">[3], out.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(in LoopColumns<T> c, T perRoot, T y1, T yE, T opening, T perSquare, ref T gradient)
    {
        (A1, L1, R1) = (c.A1 * perRoot, c.L1 * perRoot, c.R1 * perRoot);
        (AE, LE, RE) = (c.AE, c.LE, c.RE);
        AK = T.SubtractProduct(T.SubtractProduct(c.AY, A1, y1), AE, yE);
        LK = T.SubtractProduct(T.SubtractProduct(c.LY, L1, y1), LE, yE);
        RK = T.SubtractProduct(T.SubtractProduct(c.RY, R1, y1), RE, yE);
        gradient = opening * T.SubtractProduct(c.AD, opening, AK);
        Unsafe.Add(ref gradient, 1) = opening * T.SubtractProduct(c.LD, opening, LK);
        Unsafe.Add(ref gradient, 2) = opening * T.SubtractProduct(c.RD, opening, RK);
        var square = opening * opening;
        T aN = AK * perSquare, lN = LK * perSquare, rN = RK * perSquare;
        AA = square * T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(c.AA, A1, A1), AE, AE), aN, AK);
        LA = square * T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(c.LA, L1, A1), LE, AE), lN, AK);
        LL = square * T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(c.LL, L1, L1), LE, LE), lN, LK);
        RA = square * T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(c.RA, R1, A1), RE, AE), rN, AK);
        RL = square * T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(c.RL, R1, L1), RE, LE), rN, LK);
        RR = square * T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(c.RR, R1, R1), RE, RE), rN, RK);
    }

    /// <summary>The 3 × 3 block of H between two branches: they share no point, so only what was eliminated couples them.</summary>
    /// <param name="row">The branch of the rows.</param>
    /// <param name="column">The branch of the columns.</param>
    /// <param name="opening">a1.</param>
    /// <param name="perSquare">1/|y⊥|².</param>
    /// <param name="first">First element of the row of a, out; the rows of l and r begin 4 and 9 elements later, as in a lower triangle.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Cross(in LoopLinearization<T> row, in LoopLinearization<T> column, T opening, T perSquare, ref T first)
    {
        var minus = default(T) - opening * opening;
        Row(row.A1, row.AE, row.AK * perSquare, column, minus, ref first);
        Row(row.L1, row.LE, row.LK * perSquare, column, minus, ref Unsafe.Add(ref first, 4));
        Row(row.R1, row.RE, row.RK * perSquare, column, minus, ref Unsafe.Add(ref first, 9));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(T c1, T cE, T cN, in LoopLinearization<T> column, T minus, ref T to)
    {
        to = minus * T.MultiplyAdd(c1, column.A1, T.MultiplyAdd(cE, column.AE, cN * column.AK));
        Unsafe.Add(ref to, 1) = minus * T.MultiplyAdd(c1, column.L1, T.MultiplyAdd(cE, column.LE, cN * column.LK));
        Unsafe.Add(ref to, 2) = minus * T.MultiplyAdd(c1, column.R1, T.MultiplyAdd(cE, column.RE, cN * column.RK));
    }
}
