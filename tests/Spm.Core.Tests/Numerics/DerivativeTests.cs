using System.Numerics;
using CsCheck;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Gradients;
using Spm.Core.Numerics;

namespace Spm.Core.Tests.Numerics;

/// <summary>
/// Every function of a model's number: derivatives of f(p₀x + p₁), compiled and by dual numbers, against the formula of a textbook and
/// against complex steps.
/// </summary>
public class DerivativeTests
{
    /// <summary>Rounding of the argument, the function and its slope.</summary>
    private const double Tolerance = 2e-14;

    private readonly struct Inner : IModelKernel
    {
        public static int Channels => 19;

        public static int Variables => 1;

        public static void Evaluate<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> p, Span<T> values) where T : struct, IReal<T>
        {
            var u = p[0] * x[0] + p[1];
            values[0] = T.Square(u);
            values[1] = T.Sqrt(u);
            values[2] = T.Cbrt(u);
            values[3] = T.Exp(u);
            values[4] = T.Log(u);
            values[5] = T.Pow(u, 2.5);
            values[6] = T.Pow(-u, 3);
            values[7] = T.Pow(-u, -4);
            values[8] = T.Pow(u, u);
            values[9] = T.Sin(u);
            values[10] = T.Cos(u);
            values[11] = T.Atan(u);
            values[12] = T.Tanh(u);
            values[13] = T.Erf(u);
            values[14] = T.Abs(-u);
            values[15] = T.Min(u, 1);
            values[16] = T.Max(u, 1);
            values[17] = 3 / u - u / 3 + (2 - u) - (u - 2) + (1 + u) * 2;
            values[18] = T.IfLess(u, 1, 5 * u, u / u);
        }
    }

    /// <summary>f and f′ in the order of <see cref="Inner"/>.</summary>
    private static readonly (Func<double, double> Value, Func<double, double> Slope)[] s_textbook =
    [
        (u => u * u, u => 2 * u),
        (Math.Sqrt, u => 0.5 / Math.Sqrt(u)),
        (Math.Cbrt, u => Math.Cbrt(u) / (3 * u)),
        (Math.Exp, Math.Exp),
        (Math.Log, u => 1 / u),
        (u => Math.Pow(u, 2.5), u => 2.5 * Math.Pow(u, 1.5)),
        (u => -u * u * u, u => -3 * u * u),
        (u => Math.Pow(u, -4), u => -4 * Math.Pow(u, -5)),
        (u => Math.Pow(u, u), u => Math.Pow(u, u) * (Math.Log(u) + 1)),
        (Math.Sin, Math.Cos),
        (Math.Cos, u => -Math.Sin(u)),
        (Math.Atan, u => 1 / (1 + u * u)),
        (Math.Tanh, u => 1 / (Math.Cosh(u) * Math.Cosh(u))),
        (u => Lanes1.Sum(Lanes1.Erf(u)), u => 2 / Math.Sqrt(Math.PI) * Math.Exp(-u * u)),
        (u => u, _ => 1),
        (u => Math.Min(u, 1), u => u <= 1 ? 1 : 0),
        (u => Math.Max(u, 1), u => u < 1 ? 0 : 1),
        (u => 3 / u - u / 3 + (2 - u) - (u - 2) + (1 + u) * 2, u => -3 / (u * u) - 1.0 / 3),
        (u => u < 1 ? 5 * u : 1, u => u < 1 ? 5 : 0),
    ];

    private static readonly Gen<(double, double, double)> s_arguments = Gen.Select(Gen.Double[0.1, 2], Gen.Double[0.1, 2], Gen.Double[0.05, 2]);

    [Fact] public void One_lane_agrees_with_textbook_slopes() => Textbook<Lanes1>();

    [Fact] public void Two_lanes_agree_with_textbook_slopes() => Textbook<Lanes2>();

    [Fact] public void Four_lanes_agree_with_textbook_slopes() => Textbook<Lanes4>();

    [Fact] public void Eight_lanes_agree_with_textbook_slopes() => Textbook<Lanes8>();

    private static void Textbook<T>() where T : unmanaged, IRealLanes<T>
    {
        var program = new Gradient<Inner, T>(2, [0, 1]);
        var (values, jacobian) = (new T[Inner.Channels], new T[2 * Inner.Channels]);
        s_arguments.ForAll((x, a, b) =>
        {
            foreach (var compiled in (bool[])[true, false])
            {
                T[] point = [T.Broadcast(x)], p = [T.Broadcast(a), T.Broadcast(b)];
                if (compiled) program.At(point, p, values, jacobian);
                else Gradient<Inner, T>.Evaluate(point, p, values, jacobian);
                var u = a * x + b;
                for (var c = 0; c < Inner.Channels; c++)
                {
                    var slope = s_textbook[c].Slope(u);
                    Near(s_textbook[c].Value(u), T.Largest(values[c]), $"value {c} at {u:R}");
                    Near(slope * x, T.Largest(jacobian[2 * c]), $"slope {c} by a at {u:R}");
                    Near(slope, T.Largest(jacobian[2 * c + 1]), $"slope {c} by b at {u:R}");
                }
            }
        });
    }

    [Fact]
    public void Slopes_agree_with_complex_steps()
    {
        const double step = 1e-20;
        (int Channel, Func<Complex, Complex> Function)[] complex =
        [
            (1, Complex.Sqrt), (3, Complex.Exp), (4, Complex.Log), (9, Complex.Sin), (10, Complex.Cos), (12, z => Complex.Sinh(z) / Complex.Cosh(z)), (17, z => 3 / z - z / 3 + (2 - z) - (z - 2) + (1 + z) * 2),
        ];
        var jacobian = new Lanes4[2 * Inner.Channels];
        s_arguments.ForAll((x, a, b) =>
        {
            new Gradient<Inner, Lanes4>(2, [0, 1]).At([x], [a, b], new Lanes4[Inner.Channels], jacobian);
            foreach (var (channel, function) in complex)
                Near(function(new(a * x + b, step)).Imaginary / step, Lanes4.Largest(jacobian[2 * channel + 1]), $"channel {channel} at {a * x + b:R}");
        });
    }

    private static void Near(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"{what}: expected {expected:R}, got {actual:R}.");
}
