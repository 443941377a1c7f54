using Spm.Core.Fitting;
using Spm.Core.Numerics;

namespace Spm.Benchmarks;

/// <summary>A model's value with its derivatives written by hand, the way a careful person would: what is shared is computed once.</summary>
internal interface IHandWritten
{
    /// <summary>Number of parameters.</summary>
    static abstract int Parameters { get; }

    /// <summary>f and ∂f/∂p at one point.</summary>
    static abstract void Evaluate<T>(T x, ReadOnlySpan<T> p, Span<T> values, Span<T> jacobian) where T : unmanaged, IRealLanes<T>;
}

/// <summary>A·e^{−((x−m)/w)²} + c.</summary>
internal readonly struct GaussianModel : IModelFunction, IHandWritten
{
    public static int Parameters => 4;

    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Exp(-T.Square((x - p[1]) / p[2])) + p[3];

    public static void Evaluate<T>(T x, ReadOnlySpan<T> p, Span<T> values, Span<T> jacobian) where T : unmanaged, IRealLanes<T>
    {
        var inverse = 1 / p[2];
        var u = (x - p[1]) * inverse;
        var e = T.Exp(-(u * u));
        var value = p[0] * e;
        values[0] = value + p[3];
        jacobian[0] = e;
        jacobian[1] = 2 * u * value * inverse;
        jacobian[2] = u * jacobian[1];
        jacobian[3] = 1;
    }
}

/// <summary>Σ A·e^{−((x−m)/w)²}, ten of them.</summary>
internal readonly struct TenGaussiansModel : IModelFunction, IHandWritten
{
    public static int Parameters => 30;

    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>
    {
        T sum = 0;
        for (var k = 0; k < p.Length; k += 3) sum += p[k] * T.Exp(-T.Square((x - p[k + 1]) / p[k + 2]));
        return sum;
    }

    public static void Evaluate<T>(T x, ReadOnlySpan<T> p, Span<T> values, Span<T> jacobian) where T : unmanaged, IRealLanes<T>
    {
        T sum = 0;
        for (var k = 0; k < p.Length; k += 3)
        {
            var inverse = 1 / p[k + 2];
            var u = (x - p[k + 1]) * inverse;
            jacobian[k] = T.Exp(-(u * u));
            var value = p[k] * jacobian[k];
            sum += value;
            jacobian[k + 1] = 2 * u * value * inverse;
            jacobian[k + 2] = u * jacobian[k + 1];
        }
        values[0] = sum;
    }
}

/// <summary>A·e^{−x/τ}·cos(ωx + φ) + c.</summary>
internal readonly struct DampedCosineModel : IModelFunction, IHandWritten
{
    public static int Parameters => 5;

    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Exp(-x / p[1]) * T.Cos(p[2] * x + p[3]) + p[4];

    public static void Evaluate<T>(T x, ReadOnlySpan<T> p, Span<T> values, Span<T> jacobian) where T : unmanaged, IRealLanes<T>
    {
        var inverse = 1 / p[1];
        var u = x * inverse;
        var e = T.Exp(-u);
        var angle = T.MultiplyAdd(p[2], x, p[3]);
        var (sin, cos) = (T.Sin(angle), T.Cos(angle));
        jacobian[0] = e * cos;
        var value = p[0] * jacobian[0];
        values[0] = value + p[4];
        jacobian[1] = value * u * inverse;
        jacobian[3] = -(p[0] * e * sin);
        jacobian[2] = x * jacobian[3];
        jacobian[4] = 1;
    }
}

/// <summary>A·e^{−(x/τ)^β} + c.</summary>
internal readonly struct StretchedModel : IModelFunction, IHandWritten
{
    public static int Parameters => 4;

    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Exp(-T.Pow(x / p[1], p[2])) + p[3];

    public static void Evaluate<T>(T x, ReadOnlySpan<T> p, Span<T> values, Span<T> jacobian) where T : unmanaged, IRealLanes<T>
    {
        var log = T.Log(x / p[1]);
        var power = T.Exp(p[2] * log);
        var e = T.Exp(-power);
        var value = p[0] * e;
        values[0] = value + p[3];
        jacobian[0] = e;
        var steep = value * power;
        jacobian[1] = steep * p[2] / p[1];
        jacobian[2] = -(steep * log);
        jacobian[3] = 1;
    }
}

/// <summary>Two Lorentzians on a line.</summary>
internal readonly struct TwoLorentziansModel : IModelFunction, IHandWritten
{
    public static int Parameters => 8;

    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> =>
        p[0] / (1 + T.Square((x - p[1]) / p[2])) + p[3] / (1 + T.Square((x - p[4]) / p[5])) + p[6] + p[7] * x;

    public static void Evaluate<T>(T x, ReadOnlySpan<T> p, Span<T> values, Span<T> jacobian) where T : unmanaged, IRealLanes<T>
    {
        values[0] = Peak(x, p, jacobian) + Peak(x, p[3..], jacobian[3..]) + T.MultiplyAdd(p[7], x, p[6]);
        jacobian[6] = 1;
        jacobian[7] = x;
    }

    private static T Peak<T>(T x, ReadOnlySpan<T> p, Span<T> jacobian) where T : unmanaged, IRealLanes<T>
    {
        var inverse = 1 / p[2];
        var u = (x - p[1]) * inverse;
        var shape = 1 / T.MultiplyAdd(u, u, 1);
        var value = p[0] * shape;
        jacobian[0] = shape;
        jacobian[1] = 2 * u * value * shape * inverse;
        jacobian[2] = u * jacobian[1];
        return value;
    }
}

/// <summary>A branch of the nine-parameter loop with widths l and r, on a line: a0 + a1·(g·erf((x−a)/g) + l)/(l+r) + a4·x.</summary>
internal readonly struct LoopBranchModel : IModelFunction, IHandWritten
{
    private const double Sharpness = 10;

    public static int Parameters => 6;

    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>
    {
        var v = x - p[2];
        var g = (p[4] - p[3]) * 0.5 * (T.Erf(Sharpness * v) + 1) + p[3];
        return p[0] + p[1] * ((g * T.Erf(v / g) + p[3]) / (p[3] + p[4])) + p[5] * x;
    }

    public static void Evaluate<T>(T x, ReadOnlySpan<T> p, Span<T> values, Span<T> jacobian) where T : unmanaged, IRealLanes<T>
    {
        var v = x - p[2];
        var half = (p[4] - p[3]) * 0.5;
        var right = (T.Erf(Sharpness * v) + 1) * 0.5;
        var sideSlope = LaneSpecial.ErfSlope(Sharpness * v) * Sharpness * half;
        var g = T.MultiplyAdd(right, p[4] - p[3], p[3]);
        var u = v / g;
        var erf = T.Erf(u);
        var slope = LaneSpecial.ErfSlope(u);
        var byG = erf - u * slope;
        var perSum = 1 / (p[3] + p[4]);
        var y = T.MultiplyAdd(g, erf, p[3]) * perSum;
        values[0] = p[0] + p[1] * y + p[5] * x;
        jacobian[0] = 1;
        jacobian[1] = y;
        var scale = p[1] * perSum;
        jacobian[2] = -(scale * T.MultiplyAdd(byG, sideSlope, slope));
        jacobian[3] = scale * (T.MultiplyAdd(byG, 1 - right, 1) - y);
        jacobian[4] = scale * (byG * right - y);
        jacobian[5] = x;
    }
}

/// <summary>The complex response of a harmonic oscillator, A e^{iφ} f0² / (f² − i f f0/Q − f0²).</summary>
internal readonly struct OscillatorModel : IComplexModelFunction, IHandWritten
{
    public static int Parameters => 4;

    public static void Value<T>(T x, ReadOnlySpan<T> p, out T real, out T imaginary) where T : struct, IReal<T>
    {
        var square = T.Square(p[1]);
        var (c, s) = (p[0] * square * T.Cos(p[3]), p[0] * square * T.Sin(p[3]));
        var (u, v) = (T.Square(x) - square, -(x * p[1] / p[2]));
        var norm = 1 / (u * u + v * v);
        real = (c * u + s * v) * norm;
        imaginary = (s * u - c * v) * norm;
    }

    public static void Evaluate<T>(T x, ReadOnlySpan<T> p, Span<T> values, Span<T> jacobian) where T : unmanaged, IRealLanes<T>
    {
        var (amplitude, f0, q) = (p[0], p[1], p[2]);
        var square = f0 * f0;
        var (cos, sin) = (T.Cos(p[3]), T.Sin(p[3]));
        var u = x * x - square;
        var inverseQ = 1 / q;
        var v = -(x * f0 * inverseQ);
        var norm = 1 / T.MultiplyAdd(u, u, v * v);
        // 1/(u + i v), and H/A.
        var (dr, di) = (u * norm, -(v * norm));
        var (c, s) = (square * cos, square * sin);
        var (hr, hi) = (c * dr - s * di, c * di + s * dr);
        jacobian[0] = hr;
        jacobian[4] = hi;
        var (real, imaginary) = (amplitude * hr, amplitude * hi);
        values[0] = real;
        values[1] = imaginary;
        // ∂H/∂D = −H/D, D = u + i v.
        var (er, ei) = (-(real * dr - imaginary * di), -(real * di + imaginary * dr));
        var (du, dv) = (-2 * f0, -(x * inverseQ));
        var twice = 2 / f0;
        jacobian[1] = real * twice + er * du - ei * dv;
        jacobian[5] = imaginary * twice + ei * du + er * dv;
        var dvByQ = -(v * inverseQ);
        jacobian[2] = -(ei * dvByQ);
        jacobian[6] = er * dvByQ;
        jacobian[3] = -imaginary;
        jacobian[7] = real;
    }
}

internal readonly struct ExpOnly : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => T.Exp(x);
}

internal readonly struct LogOnly : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => T.Log(x);
}

internal readonly struct SinOnly : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => T.Sin(x);
}

internal readonly struct TanhOnly : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => T.Tanh(x);
}

internal readonly struct AtanOnly : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => T.Atan(x);
}

internal readonly struct ErfOnly : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => T.Erf(x);
}

internal readonly struct CbrtOnly : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => T.Cbrt(x);
}

internal readonly struct PowOnly : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => T.Pow(x, x);
}
