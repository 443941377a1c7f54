using Spm.Core.Numerics;

namespace Spm.Core.Tests.Numerics;

public class LanesTests
{
    [Fact] public void Two_lanes_compute_what_one_lane_computes() => Compare<Lanes2>();

    [Fact] public void Four_lanes_compute_what_one_lane_computes() => Compare<Lanes4>();

    [Fact] public void Eight_lanes_compute_what_one_lane_computes() => Compare<Lanes8>();

    private static void Compare<T>() where T : struct, ILanes<T>
    {
        const int stride = 6;
        var random = new Random(3);
        double[] rows = [.. Enumerable.Range(0, stride * T.Width).Select(_ => random.NextDouble())];
        float[] single = [.. rows.Select(v => (float)v)];
        for (var round = 0; round < 50; round++)
        {
            var (a, b, c) = (Numbers(), Numbers(), Numbers());
            if (round == 0) a[0] = double.NaN;
            T va = T.Load(in a[0]), vb = T.Load(in b[0]), vc = T.Load(in c[0]);
            Same(va + vb, k => a[k] + b[k]);
            Same(va - vb, k => a[k] - b[k]);
            Same(va * vb, k => a[k] * b[k]);
            Same(va / vb, k => a[k] / b[k]);
            Same(T.MultiplyAdd(va, vb, vc), k => Math.FusedMultiplyAdd(a[k], b[k], c[k]));
            Same(T.SubtractProduct(vc, va, vb), k => Math.FusedMultiplyAdd(-a[k], b[k], c[k]));
            Same(T.Select(T.Less(va, vb), va, vc), k => a[k] < b[k] ? a[k] : c[k]);
            Same(T.Select(T.Less(va, vb) & T.Less(vb, vc), va, vc), k => a[k] < b[k] && b[k] < c[k] ? a[k] : c[k]);
            Same(T.Select(T.Less(va, vb) | T.Less(vb, vc), va, vc), k => a[k] < b[k] || b[k] < c[k] ? a[k] : c[k]);
            Same(T.Max(vb, vc), k => Math.Max(b[k], c[k]));
            Same(T.Min(vb, vc), k => Math.Min(b[k], c[k]));
            Same(T.Broadcast(c[0]), _ => c[0]);
            Assert.Equal((uint)Enumerable.Range(0, T.Width).Sum(k => a[k] < b[k] ? 1 << k : 0), T.Bits(T.Less(va, vb)));
            Assert.Equal(b.Take(T.Width).Sum(), T.Sum(vb), 1e-12);
            Assert.Equal(b.Take(T.Width).Max(), T.Largest(vb));
            Same(T.Sqrt(T.Abs(va)), k => Math.Sqrt(Math.Abs(a[k])));
            T.LoadColumn(in rows[2], stride, out var re, out var im);
            Same(re, k => rows[k * stride + 2]);
            Same(im, k => rows[k * stride + 3]);
            T.LoadColumn(in single[2], stride, out re, out im);
            Same(re, k => single[k * stride + 2]);
            Same(im, k => single[k * stride + 3]);
            Angles(va, vb, a, b);
            T.LoadComplex(in c[0], out re, out im);
            Same(re, k => c[2 * k]);
            Same(im, k => c[2 * k + 1]);
        }

        static void Angles(T y, T x, double[] ys, double[] xs)
        {
            var angles = new double[T.Width];
            T.Store(LaneAngle.Of(y, x), ref angles[0]);
            for (var k = 0; k < T.Width; k++) Assert.Equal(Math.Atan2(ys[k], xs[k]), angles[k], 5e-16);
        }

        double[] Numbers() => [.. Enumerable.Range(0, 2 * T.Width).Select(_ => random.NextDouble() - 0.5)];

        static void Same(T lanes, Func<int, double> expected)
        {
            var actual = new double[T.Width];
            T.Store(lanes, ref actual[0]);
            Assert.Equal(Enumerable.Range(0, T.Width).Select(expected), actual);
        }
    }

    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.0, -1.0)]
    [InlineData(1.0, 0.0)]
    [InlineData(-1.0, 0.0)]
    [InlineData(-3.0, -3.0)]
    [InlineData(1e-300, -1e-300)]
    [InlineData(1e-200, 1e200)]
    [InlineData(-1e200, -1e-200)]
    public void Angle_on_the_axes_and_far_from_one_is_that_of_the_library(double y, double x)
    {
        var angle = new double[1];
        Lanes1.Store(LaneAngle.Of(Lanes1.Broadcast(y), Lanes1.Broadcast(x)), ref angle[0]);
        Assert.Equal(Math.Atan2(y, x), angle[0], 5e-16);
    }
}
