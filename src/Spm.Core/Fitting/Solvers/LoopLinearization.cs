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

    private T _a1, _l1, _r1, _aE, _lE, _rE, _aK, _lK, _rK;

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
        (_a1, _l1, _r1) = (c.A1 * perRoot, c.L1 * perRoot, c.R1 * perRoot);
        (_aE, _lE, _rE) = (c.AE, c.LE, c.RE);
        _aK = T.SubtractProduct(T.SubtractProduct(c.AY, _a1, y1), _aE, yE);
        _lK = T.SubtractProduct(T.SubtractProduct(c.LY, _l1, y1), _lE, yE);
        _rK = T.SubtractProduct(T.SubtractProduct(c.RY, _r1, y1), _rE, yE);
        gradient = opening * T.SubtractProduct(c.AD, opening, _aK);
        Unsafe.Add(ref gradient, 1) = opening * T.SubtractProduct(c.LD, opening, _lK);
        Unsafe.Add(ref gradient, 2) = opening * T.SubtractProduct(c.RD, opening, _rK);
        var square = opening * opening;
        T aN = _aK * perSquare, lN = _lK * perSquare, rN = _rK * perSquare;
        AA = square * T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(c.AA, _a1, _a1), _aE, _aE), aN, _aK);
        LA = square * T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(c.LA, _l1, _a1), _lE, _aE), lN, _aK);
        LL = square * T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(c.LL, _l1, _l1), _lE, _lE), lN, _lK);
        RA = square * T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(c.RA, _r1, _a1), _rE, _aE), rN, _aK);
        RL = square * T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(c.RL, _r1, _l1), _rE, _lE), rN, _lK);
        RR = square * T.SubtractProduct(T.SubtractProduct(T.SubtractProduct(c.RR, _r1, _r1), _rE, _rE), rN, _rK);
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
        Row(row._a1, row._aE, row._aK * perSquare, column, minus, ref first);
        Row(row._l1, row._lE, row._lK * perSquare, column, minus, ref Unsafe.Add(ref first, 4));
        Row(row._r1, row._rE, row._rK * perSquare, column, minus, ref Unsafe.Add(ref first, 9));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(T c1, T cE, T cN, in LoopLinearization<T> column, T minus, ref T to)
    {
        to = minus * T.MultiplyAdd(c1, column._a1, T.MultiplyAdd(cE, column._aE, cN * column._aK));
        Unsafe.Add(ref to, 1) = minus * T.MultiplyAdd(c1, column._l1, T.MultiplyAdd(cE, column._lE, cN * column._lK));
        Unsafe.Add(ref to, 2) = minus * T.MultiplyAdd(c1, column._r1, T.MultiplyAdd(cE, column._rE, cN * column._rK));
    }
}
