using CsCheck;
using Spm.Core.Numerics;

namespace Spm.Core.Tests.Numerics;

/// <summary>Functions in lanes against 60-digit numbers, against the library's scalar functions over wide ranges, and at special values.</summary>
public class ElementaryFunctionTests
{
    /// <summary>Half of the last digit of the reference, which is rounded to a double.</summary>
    private const double Rounding = 1.2e-16;

    [Fact] public void Two_lanes_are_as_exact_as_stated() => Exact<Lanes2>();

    [Fact] public void Four_lanes_are_as_exact_as_stated() => Exact<Lanes4>();

    [Fact] public void Eight_lanes_are_as_exact_as_stated() => Exact<Lanes8>();

    [Fact] public void Two_lanes_follow_the_library_over_wide_ranges() => Wide<Lanes2>();

    [Fact] public void Four_lanes_follow_the_library_over_wide_ranges() => Wide<Lanes4>();

    [Fact] public void Eight_lanes_follow_the_library_over_wide_ranges() => Wide<Lanes8>();

    [Fact] public void Two_lanes_know_special_values() => Special<Lanes2>();

    [Fact] public void Four_lanes_know_special_values() => Special<Lanes4>();

    [Fact] public void Eight_lanes_know_special_values() => Special<Lanes8>();

    private static void Exact<T>() where T : unmanaged, IRealLanes<T>
    {
        Check(ElementaryReference.Exp, T.Exp, 4e-16);
        Check(ElementaryReference.Log, T.Log, 4e-16);
        Check(ElementaryReference.Sin, T.Sin, 4e-16);
        Check(ElementaryReference.Cos, T.Cos, 4e-16);
        Check(ElementaryReference.Atan, T.Atan, 4e-16);
        Check(ElementaryReference.Tanh, T.Tanh, 8e-16);
        Check(ElementaryReference.Erf, T.Erf, 8e-16);
        Check(ElementaryReference.Cbrt, T.Cbrt, 4e-16);
        foreach (var (x, y, exact) in ElementaryReference.Pow)
        {
            Near(exact, First(T.Pow(T.Broadcast(x), T.Broadcast(y))), 1.2e-15, $"Pow({x:R}, {y:R})");
            Near(exact, First(T.Pow(T.Broadcast(x), y)), 1.2e-15, $"Pow({x:R}, constant {y:R})");
        }

        static void Check((double X, double Exact)[] table, Func<T, T> function, double tolerance)
        {
            foreach (var (x, exact) in table) Near(exact, First(function(T.Broadcast(x))), tolerance, $"{function.Method.Name}({x:R})");
        }
    }

    private static void Wide<T>() where T : unmanaged, IRealLanes<T>
    {
        const int cases = 3000;
        Both(Gen.Double[-750, 720], T.Exp, Math.Exp, 5e-16);
        Both(Gen.Double[-308, 308].Select(e => Math.Pow(10, e)), T.Log, Math.Log, 5e-16);
        Both(Gen.Double[0.5, 2], T.Log, Math.Log, 5e-16);
        Both(Gen.Double[-1e9, 1e9], T.Sin, Math.Sin, 5e-16);
        Both(Gen.Double[-30, 30], T.Cos, Math.Cos, 5e-16);
        Both(Gen.Double[-20, 20], T.Atan, Math.Atan, 5e-16);
        Both(Gen.Double[-20, 20], T.Tanh, Math.Tanh, 1e-15);
        Both(Gen.Double[-300, 300].Select(e => Math.Pow(10, e)), T.Cbrt, Math.Cbrt, 5e-16);
        Both(Gen.Double[-6, 6], T.Erf, x => First(Lanes1.Erf(x)), 1.5e-15);
        Gen.Select(Gen.Double[-50, 50], Gen.Double[-6, 6]).ForAll((e, b) =>
            Near(Math.Pow(Math.Pow(10, e), b), First(T.Pow(T.Broadcast(Math.Pow(10, e)), T.Broadcast(b))), 1.5e-15, $"Pow(1e{e:R}, {b:R})"), cases);
        Gen.Select(Gen.Double[-50, 50], Gen.Int[-9, 9]).ForAll((a, b) =>
            Near(Math.Pow(a, b), First(T.Pow(T.Broadcast(a), (double)b)), 2e-15, $"Pow({a:R}, constant {b})"), cases);

        static void Both(Gen<double> arguments, Func<T, T> lanes, Func<double, double> library, double tolerance) =>
            arguments.ForAll(x => Near(library(x), First(lanes(T.Broadcast(x))), tolerance, $"{lanes.Method.Name}({x:R})"), cases);
    }

    private static void Special<T>() where T : unmanaged, IRealLanes<T>
    {
        double[] values = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, 1, -1, 1e308, -1e308, 5e-324, -5e-324, 1e-310, 1e15, -1e22, 2e9, 0.5, -3];
        foreach (var x in values)
        {
            // An angle above 2³⁰ is reduced through the arc tangent, which has an absolute error.
            var turn = Math.Abs(x) > BinaryParts.LargestReducedAngle ? 8e-16 : 0;
            Same(Math.Exp(x), T.Exp, x);
            Same(Math.Log(x), T.Log, x);
            Same(Math.Sin(x), T.Sin, x, turn);
            Same(Math.Cos(x), T.Cos, x, turn);
            Same(Math.Atan(x), T.Atan, x);
            Same(Math.Tanh(x), T.Tanh, x);
            Same(Math.Cbrt(x), T.Cbrt, x);
            Same(Math.Sqrt(x), T.Sqrt, x);
            Same(Math.Abs(x), T.Abs, x);
            Same(double.IsNaN(x) ? x : Math.Abs(x) > 10 ? Math.Sign(x) : First(Lanes1.Erf(x)), T.Erf, x);
            foreach (var y in values)
            {
                Same(First(Lanes1.Pow(x, new Lanes1(y))), a => T.Pow(a, T.Broadcast(y)), x);
                // −0 counts as 0.
                if (x != 0) Same(x < 0 && y != Math.Round(y) ? double.NaN : Math.Pow(x, y), a => T.Pow(a, y), x);
            }
        }

        static void Same(double expected, Func<T, T> function, double x, double absolute = 0) => Near(expected, First(function(T.Broadcast(x))), 1.2e-15, $"{function.Method.Name}({x:R})", absolute);
    }

    private static void Near(double expected, double actual, double tolerance, string what, double absolute = 0)
    {
        if (expected.Equals(actual) || (expected == 0 && actual == 0)) return;
        // Below the normal numbers, the last digit is 5e-324.
        var allowed = Math.Abs(expected) * (tolerance + Rounding) + 5e-324 + absolute;
        Assert.True(Math.Abs(actual - expected) <= allowed, $"{what} is {actual:R}, expected {expected:R}, {Math.Abs(actual - expected) / Math.Abs(expected):G2} off.");
    }

    private static double First<T>(T lanes) where T : unmanaged, IRealLanes<T>
    {
        var numbers = new double[T.Width];
        T.Store(lanes, ref numbers[0]);
        Assert.All(numbers, n => Assert.Equal(numbers[0], n));
        return numbers[0];
    }
}
