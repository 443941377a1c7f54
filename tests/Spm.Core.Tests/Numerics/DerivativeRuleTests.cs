using CsCheck;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Gradients;
using Spm.Core.Numerics;

namespace Spm.Core.Tests.Numerics;

/// <summary>Rules of differentiation as identities between channels, and what holds where a derivative does not exist.</summary>
public class DerivativeRuleTests
{
    private const double Tolerance = 1e-12;

    /// <summary>f, g, f·g, f/g, and functions followed by their inverses.</summary>
    private readonly struct Rules : IModelKernel
    {
        public static int Channels => 9;

        public static int Variables => 1;

        public static void Evaluate<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> p, Span<T> values) where T : struct, IReal<T>
        {
            var f = T.Sin(p[0] * x[0]) + p[1];
            var g = T.Exp(p[1] * x[0]) + T.Square(p[2]);
            (values[0], values[1], values[2], values[3]) = (f, g, f * g, f / g);
            values[4] = T.Log(T.Exp(p[0]));
            values[5] = T.Square(T.Sqrt(p[0]));
            values[6] = T.Pow(T.Cbrt(p[0]), 3);
            values[7] = T.Sin(T.Atan(p[0])) / T.Cos(T.Atan(p[0]));
            values[8] = T.Pow(T.Pow(p[0], p[2]), 1 / p[2]);
        }
    }

    /// <summary>Places where slopes are infinite, or where what is not taken is NaN.</summary>
    private readonly struct Edges : IModelKernel
    {
        public static int Channels => 9;

        public static int Variables => 1;

        public static void Evaluate<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> p, Span<T> values) where T : struct, IReal<T>
        {
            values[0] = p[0] * T.Exp(-T.Pow(x[0] / p[1], p[2]));
            values[1] = p[0] * T.Sqrt(x[0] * p[1]);
            values[2] = T.Abs(x[0] * p[0]) + T.Abs(p[2] - p[2]);
            values[3] = T.IfLess(0, x[0] - p[1], T.Log(x[0] - p[1]), p[0]);
            values[4] = T.IfLess(p[1], x[0], T.Sqrt(x[0] - p[1]), p[1] * 2);
            values[5] = T.Max(p[0], p[0] * 1);
            values[6] = T.Min(p[1], p[0] + 10);
            values[7] = 4;
            values[8] = p[0] * T.Pow(x[0] / p[1], 0.5);
        }
    }

    [Fact]
    public void Products_quotients_and_inverses_follow_the_rules()
    {
        var program = new Gradient<Rules, Lanes4>(3, [0, 1, 2]);
        var (v, j) = (new Lanes4[Rules.Channels], new Lanes4[3 * Rules.Channels]);
        Gen.Select(Gen.Double[-2, 2], Gen.Double[0.2, 3], Gen.Double[-1, 1], Gen.Double[0.5, 2]).ForAll((x, a, b, c) =>
        {
            foreach (var compiled in (bool[])[true, false])
            {
                if (compiled) program.At([x], [a, b, c], v, j);
                else Gradient<Rules, Lanes4>.Evaluate([x], [a, b, c], v, j);
                var (f, g) = (Value(0), Value(1));
                for (var k = 0; k < 3; k++)
                {
                    var (df, dg) = (Slope(0, k), Slope(1, k));
                    Near(f * dg + g * df, Slope(2, k));
                    Near((g * df - f * dg) / (g * g), Slope(3, k));
                    for (var inverse = 4; inverse < Rules.Channels; inverse++) Near(k == 0 ? 1 : 0, Slope(inverse, k));
                }
                for (var inverse = 4; inverse < Rules.Channels; inverse++) Near(a, Value(inverse));
            }
        });

        double Value(int channel) => Lanes4.Largest(v[channel]);

        double Slope(int channel, int k) => Lanes4.Largest(j[3 * channel + k]);

        static void Near(double expected, double actual) => Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, got {actual:R}");
    }

    [Fact]
    public void What_is_not_taken_or_does_not_move_leaves_no_NaN()
    {
        var (v, j) = (new Lanes4[Edges.Channels], new Lanes4[3 * Edges.Channels]);
        foreach (var compiled in (bool[])[true, false])
        {
            if (compiled) new Gradient<Edges, Lanes4>(3, [0, 1, 2]).At([0], [1.5, 2, 0.5], v, j);
            else Gradient<Edges, Lanes4>.Evaluate([0], [1.5, 2, 0.5], v, j);
            double[] values = [1.5, 0, 0, 1.5, 4, 1.5, 2, 4, 0];
            double[][] slopes = [[1, 0, 0], [0, 0, 0], [0, 0, 0], [1, 0, 0], [0, 2, 0], [1, 0, 0], [0, 1, 0], [0, 0, 0], [0, 0, 0]];
            for (var c = 0; c < Edges.Channels; c++)
            {
                Assert.Equal(values[c], Lanes4.Largest(v[c]));
                for (var k = 0; k < 3; k++)
                    Assert.True(slopes[c][k] == Lanes4.Largest(j[3 * c + k]), $"channel {c} by p{k}: {Lanes4.Largest(j[3 * c + k])}, compiled: {compiled}");
            }
        }
    }

    [Fact]
    public void An_absolute_value_moves_with_plus_at_zero()
    {
        var j = new Lanes4[2];
        foreach (var (x, slope) in (ReadOnlySpan<(double, double)>)[(0, 1), (2, 1), (-2, -1)])
        {
            new Gradient<RealKernel<Magnitude>, Lanes4>(1, [0]).At([0], [x], new Lanes4[1], j);
            Gradient<RealKernel<Magnitude>, Lanes4>.Evaluate([0], [x], new Lanes4[1], j.AsSpan(1));
            Assert.Equal([slope, slope], j.Select(Lanes4.Largest));
        }
    }

    private readonly struct Magnitude : IModelFunction
    {
        public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => T.Abs(x + p[0]);
    }
}
