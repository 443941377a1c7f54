using System.Runtime.CompilerServices;

namespace Spm.Core.Numerics;

/// <summary>The angle of complex numbers, one per lane.</summary>
internal static class LaneAngle
{
    private const double TangentOfEighth = 0.41421356237309504880;

    /// <summary>
    /// atan2(y, x) in (−π, π] to 4e-16 rad; NaN at the origin. The tangent of the angle to the nearer axis is brought to |t| ≤ tan(π/8) by
    /// atan t = π/4 + atan((t − 1)/(t + 1)); there atan t = t·P(t²), P of degree 10 interpolating at Chebyshev nodes with relative error 3.5e-17.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Of<T>(T y, T x) where T : struct, ILanes<T>
    {
        T ax = T.Abs(x), ay = T.Abs(y), zero = default;
        T shorter = T.Min(ax, ay), longer = T.Max(ax, ay);
        var isSteep = T.Less(longer * T.Broadcast(TangentOfEighth), shorter);
        var t = T.Select(isSteep, shorter - longer, shorter) / T.Select(isSteep, shorter + longer, longer);
        var angle = t * Series(t * t) + T.Select(isSteep, T.Broadcast(Math.PI / 4), zero);
        angle = T.Select(T.Less(ax, ay), T.Broadcast(Math.PI / 2) - angle, angle);
        angle = T.Select(T.Less(x, zero), T.Broadcast(Math.PI) - angle, angle);
        return T.Select(T.Less(y, zero), zero - angle, angle);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Series<T>(T s) where T : struct, ILanes<T>
    {
        var p = T.MultiplyAdd(T.Broadcast(0.021135371536498415), s, T.Broadcast(-0.04348052083340628));
        p = T.MultiplyAdd(p, s, T.Broadcast(0.056883491809884175));
        p = T.MultiplyAdd(p, s, T.Broadcast(-0.06640233921673451));
        p = T.MultiplyAdd(p, s, T.Broadcast(0.07689953495298942));
        p = T.MultiplyAdd(p, s, T.Broadcast(-0.0909077307473686));
        p = T.MultiplyAdd(p, s, T.Broadcast(0.11111106180452865));
        p = T.MultiplyAdd(p, s, T.Broadcast(-0.14285714180976392));
        p = T.MultiplyAdd(p, s, T.Broadcast(0.19999999998855109));
        p = T.MultiplyAdd(p, s, T.Broadcast(-0.3333333333332844));
        return T.MultiplyAdd(p, s, T.Broadcast(1));
    }
}
