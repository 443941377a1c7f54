using Spm.Core.Fitting;
using Spm.Core.Fitting.Gradients;
using Spm.Core.Numerics;

namespace Spm.Core.Tests.Numerics;

public class GradientTests
{
    private readonly struct Mixed : IComplexModelFunction
    {
        public static void Value<T>(T x, ReadOnlySpan<T> p, out T real, out T imaginary) where T : struct, IReal<T>
        {
            real = p[0] * T.Exp(-T.Square((x - p[1]) / p[2])) + p[3] * T.Cos(p[4] * x);
            imaginary = T.Pow(p[2], p[5]) / (1 + T.Square(x - p[1])) + T.Erf(p[4] * x);
        }
    }

    [Fact] public void One_lane_gives_the_slopes_of_differences() => Differences<Lanes1>();

    [Fact] public void Two_lanes_give_the_slopes_of_differences() => Differences<Lanes2>();

    [Fact] public void Four_lanes_give_the_slopes_of_differences() => Differences<Lanes4>();

    [Fact] public void Eight_lanes_give_the_slopes_of_differences() => Differences<Lanes8>();

    private static void Differences<T>() where T : unmanaged, IRealLanes<T>
    {
        double[] p = [1.3, 0.2, 0.7, -0.4, 2.1, 1.5];
        const double step = 1e-6;
        T[] x = [T.Broadcast(0.35), T.Broadcast(-1.2)];
        var lanes = Array.ConvertAll(p, T.Broadcast);
        var (values, jacobian) = (new T[4], new T[24]);
        Gradient<ComplexKernel<Mixed>, T>.Evaluate(x, lanes, values, jacobian);
        for (var j = 0; j < p.Length; j++)
        {
            var (up, down) = (new T[4], new T[4]);
            lanes[j] = T.Broadcast(p[j] + step);
            Gradient<ComplexKernel<Mixed>, T>.Evaluate(x, lanes, [], up, []);
            lanes[j] = T.Broadcast(p[j] - step);
            Gradient<ComplexKernel<Mixed>, T>.Evaluate(x, lanes, [], down, []);
            lanes[j] = T.Broadcast(p[j]);
            for (var k = 0; k < 4; k++)
                Assert.Equal(T.Largest(up[k] - down[k]) / (2 * step), T.Largest(jacobian[k * p.Length + j]), 1e-8);
        }
        int[] some = [5, 1];
        var subset = new T[8];
        new Gradient<ComplexKernel<Mixed>, T>(p.Length, some).At(x, lanes, values, subset);
        for (var k = 0; k < 4; k++)
            for (var c = 0; c < some.Length; c++)
                Assert.Equal(jacobian[k * p.Length + some[c]], subset[k * some.Length + c]);
    }
}
