using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spm.Core.Fitting.Models;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// The columns of a loop's Jacobian and their weighted inner products. Columns: 0 constant, 1 shape y, 2 bias (−1..1), then the
/// derivatives of y by 3 a2, 4 b0, 5 b1 (falling branch only) and 6 a3, 7 b2, 8 b3 (rising branch only), then 9 the data. The
/// two groups of derivatives never meet, so their products are 0.
/// </summary>
internal sealed class LoopSums(LoopWaveform waveform)
{
    /// <summary>Columns of the model; column 9 is the data.</summary>
    public const int Columns = LoopModel.ParameterCount;

    private const int Stride = Columns + 1;

    private readonly double[] shape = new double[waveform.Bias.Length];
    private readonly double[] byA = new double[waveform.Bias.Length];
    private readonly double[] byL = new double[waveform.Bias.Length];
    private readonly double[] byR = new double[waveform.Bias.Length];
    private readonly double[] products = new double[Stride * Stride];

    /// <summary>Σ w·column·column.</summary>
    public double this[int row, int column] => products[row * Stride + column];

    /// <summary>[slot]: the shape at the parameters last evaluated.</summary>
    public ReadOnlySpan<double> Shape => shape;

    /// <summary>Evaluates the shape and its derivatives at a2, b0, b1, a3, b2, b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(ReadOnlySpan<double> p)
    {
        Evaluate(0, waveform.RisingStart, p[0], p[1], p[2]);
        Evaluate(waveform.RisingStart, shape.Length, p[3], p[4], p[5]);
    }

    /// <summary>Evaluates the shape alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void EvaluateShape(ReadOnlySpan<double> p)
    {
        EvaluateShape(0, waveform.RisingStart, p[0], p[1], p[2]);
        EvaluateShape(waveform.RisingStart, shape.Length, p[3], p[4], p[5]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EvaluateShape(int first, int end, double a, double l, double r)
    {
        var (left, right, perLeft, perRight) = (Lanes4.Broadcast(-l), Lanes4.Broadcast(r), Lanes4.Broadcast(1 / l), Lanes4.Broadcast(1 / r));
        var (below, perSum) = (Lanes4.Broadcast(l), Lanes4.Broadcast(1 / (l + r)));
        for (var i = first; i < end; i += LoopWaveform.Lanes)
        {
            var x = Lanes4.Load(in waveform.Bias[i]) - Lanes4.Broadcast(a);
            var isNear = Lanes4.Bits(Lanes4.Less(Lanes4.Max(x, default(Lanes4) - x), Lanes4.Broadcast(LoopLaneShape.NearV))) != 0;
            var g = isNear ? LoopLaneShape.Near(x, below, right, out _, out _, out _) : LoopLaneShape.Far(x, left, right, perLeft, perRight, out _, out _, out _);
            Lanes4.Store((g + below) * perSum, ref shape[i]);
        }
    }

    /// <summary>Inner products that involve the shape last evaluated, but none of its derivatives.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddShapeAlone(ReadOnlySpan<double> data, ReadOnlySpan<double> weights)
    {
        Vector256<double> y1 = default, yv = default, yy = default, yd = default;
        for (var i = 0; i < shape.Length; i += LoopWaveform.Lanes)
        {
            var y = Vector256.Create(shape.AsSpan(i));
            var wy = Vector256.Create(weights[i..]) * y;
            y1 += wy;
            yv += wy * Vector256.Create(waveform.LinearBias.AsSpan(i));
            yy += wy * y;
            yd += wy * Vector256.Create(data[i..]);
        }
        Set(0, 1, y1);
        Set(1, 2, yv);
        Set(1, 1, yy);
        Set(1, 9, yd);
    }

    /// <summary>Inner products of the columns that involve the data or the weights alone: needed once per set of weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddWeights(ReadOnlySpan<double> data, ReadOnlySpan<double> weights)
    {
        Vector256<double> w0 = default, wv = default, wvv = default, wd = default, wvd = default, wdd = default;
        for (var i = 0; i < data.Length; i += LoopWaveform.Lanes)
        {
            var w = Vector256.Create(weights[i..]);
            var v = Vector256.Create(waveform.LinearBias.AsSpan(i));
            var d = Vector256.Create(data[i..]);
            w0 += w;
            wv += w * v;
            wvv += w * v * v;
            wd += w * d;
            wvd += w * v * d;
            wdd += w * d * d;
        }
        Set(0, 0, w0);
        Set(0, 2, wv);
        Set(2, 2, wvv);
        Set(0, 9, wd);
        Set(2, 9, wvd);
        Set(9, 9, wdd);
    }

    /// <summary>Inner products that involve the shape and its derivatives at the parameters last evaluated.</summary>
    public void AddShape(ReadOnlySpan<double> data, ReadOnlySpan<double> weights)
    {
        Vector256<double> y1 = default, yv = default, yy = default, yd = default;
        Branch(0, waveform.RisingStart, 3, data, weights, ref y1, ref yv, ref yy, ref yd);
        Branch(waveform.RisingStart, shape.Length, 6, data, weights, ref y1, ref yv, ref yy, ref yd);
        Set(0, 1, y1);
        Set(1, 2, yv);
        Set(1, 1, yy);
        Set(1, 9, yd);
    }

    private void Evaluate(int first, int end, double a, double l, double r)
    {
        for (var i = first; i < end; i += LoopWaveform.Lanes)
        {
            var y = LoopBranchShape.Evaluate(Vector256.Create(waveform.Bias.AsSpan(i)), a, l, r, out var da, out var dl, out var dr);
            y.CopyTo(shape, i);
            da.CopyTo(byA, i);
            dl.CopyTo(byL, i);
            dr.CopyTo(byR, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Branch(int first, int end, int column, ReadOnlySpan<double> data, ReadOnlySpan<double> weights,
        ref Vector256<double> y1, ref Vector256<double> yv, ref Vector256<double> yy, ref Vector256<double> yd)
    {
        Vector256<double> aa = default, al = default, ar = default, ll = default, lr = default, rr = default;
        for (var i = first; i < end; i += LoopWaveform.Lanes)
        {
            var w = Vector256.Create(weights[i..]);
            var (a, l, r) = (Vector256.Create(byA.AsSpan(i)), Vector256.Create(byL.AsSpan(i)), Vector256.Create(byR.AsSpan(i)));
            var (wa, wl) = (w * a, w * l);
            aa += wa * a;
            al += wa * l;
            ar += wa * r;
            ll += wl * l;
            lr += wl * r;
            rr += w * r * r;
            var y = Vector256.Create(shape.AsSpan(i));
            var wy = w * y;
            y1 += wy;
            yv += wy * Vector256.Create(waveform.LinearBias.AsSpan(i));
            yy += wy * y;
            yd += wy * Vector256.Create(data[i..]);
        }
        Set(column, column, aa);
        Set(column, column + 1, al);
        Set(column, column + 2, ar);
        Set(column + 1, column + 1, ll);
        Set(column + 1, column + 2, lr);
        Set(column + 2, column + 2, rr);
        Cross(byA, column, first, end, data, weights);
        Cross(byL, column + 1, first, end, data, weights);
        Cross(byR, column + 2, first, end, data, weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Cross(double[] derivative, int column, int first, int end, ReadOnlySpan<double> data, ReadOnlySpan<double> weights)
    {
        Vector256<double> one = default, v = default, y = default, d = default;
        for (var i = first; i < end; i += LoopWaveform.Lanes)
        {
            var wc = Vector256.Create(weights[i..]) * Vector256.Create(derivative.AsSpan(i));
            one += wc;
            y += wc * Vector256.Create(shape.AsSpan(i));
            v += wc * Vector256.Create(waveform.LinearBias.AsSpan(i));
            d += wc * Vector256.Create(data[i..]);
        }
        Set(0, column, one);
        Set(1, column, y);
        Set(2, column, v);
        Set(column, 9, d);
    }

    private void Set(int row, int column, Vector256<double> lanes) =>
        products[row * Stride + column] = products[column * Stride + row] = Vector256.Sum(lanes);
}
