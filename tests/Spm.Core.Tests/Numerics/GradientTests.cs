using CsCheck;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Gradients;
using Spm.Core.Numerics;

namespace Spm.Core.Tests.Numerics;

/// <summary>The programs that a solver runs, on whole models.</summary>
public class GradientTests
{
    private const int Parameters = 6;

    private readonly struct Mixed : IComplexModelFunction
    {
        public static void Value<T>(T x, ReadOnlySpan<T> p, out T real, out T imaginary) where T : struct, IReal<T>
        {
            real = p[0] * T.Exp(-T.Square((x - p[1]) / p[2])) + p[3] * T.Cos(p[4] * x);
            imaginary = T.Pow(p[2], p[5]) / (1 + T.Square(x - p[1])) + T.Erf(p[4] * x);
        }
    }

    /// <summary>Σ p₀ sin(kx + p₁): too long to compile.</summary>
    private readonly struct Series : IModelFunction
    {
        public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>
        {
            T sum = 0;
            for (var k = 1; k <= 900; k++) sum += p[0] * T.Sin(k * x + p[1]) / k;
            return sum;
        }
    }

    private readonly struct Sheet : IMultivariateModelFunction
    {
        public static int Variables => 2;

        public static T Value<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * x[0] * x[1] + T.Square(p[1]) * x[1];
    }

    private static readonly Gen<double[]> s_parameters = Gen.Double[0.3, 2].Array[Parameters * 8];

    [Fact] public void One_lane_computes_what_dual_numbers_do() => Agrees<Lanes1>();

    [Fact] public void Two_lanes_compute_what_dual_numbers_do_in_one() => Agrees<Lanes2>();

    [Fact] public void Four_lanes_compute_what_dual_numbers_do_in_one() => Agrees<Lanes4>();

    [Fact] public void Eight_lanes_compute_what_dual_numbers_do_in_one() => Agrees<Lanes8>();

    private static void Agrees<T>() where T : unmanaged, IRealLanes<T>
    {
        const double tolerance = 1e-13;
        double[] abscissa = [-1.2, 0, 0.35, 2];
        T[] x = Array.ConvertAll(abscissa, T.Broadcast), p = new T[Parameters], values = new T[8], jacobian = new T[8 * Parameters];
        var (oneValues, oneJacobian) = (new Lanes1[8], new Lanes1[8 * Parameters]);
        var program = new Gradient<ComplexKernel<Mixed>, T>(Parameters, [0, 1, 2, 3, 4, 5]);
        s_parameters.ForAll(numbers =>
        {
            // Parameter j of lane k is number 8j + k.
            for (var j = 0; j < Parameters; j++) p[j] = T.Load(in numbers[8 * j]);
            program.At(x, p, values, jacobian);
            for (var lane = 0; lane < T.Width; lane++)
            {
                Gradient<ComplexKernel<Mixed>, Lanes1>.Evaluate(Array.ConvertAll(abscissa, Lanes1.Broadcast), [.. Enumerable.Range(0, Parameters).Select(j => new Lanes1(numbers[8 * j + lane]))], oneValues, oneJacobian);
                for (var k = 0; k < values.Length; k++) Near(oneValues[k], values[k], lane);
                for (var k = 0; k < jacobian.Length; k++) Near(oneJacobian[k], jacobian[k], lane);
            }
        });

        static void Near(Lanes1 expected, T lanes, int lane)
        {
            var numbers = new double[T.Width];
            T.Store(lanes, ref numbers[0]);
            var exact = Lanes1.Sum(expected);
            Assert.True(Math.Abs(exact - numbers[lane]) <= tolerance * Math.Max(1, Math.Abs(exact)), $"lane {lane}: expected {exact:R}, got {numbers[lane]:R}");
        }
    }

    [Fact]
    public void Some_parameters_give_their_columns_in_the_order_asked_for()
    {
        Lanes4[] x = [0.35, -1.2], p = [1.3, 0.2, 0.7, -0.4, 2.1, 1.5];
        Lanes4[] values = new Lanes4[4], all = new Lanes4[24], some = new Lanes4[8], dual = new Lanes4[8];
        int[] by = [5, 1];
        new Gradient<ComplexKernel<Mixed>, Lanes4>(Parameters, [0, 1, 2, 3, 4, 5]).At(x, p, values, all);
        new Gradient<ComplexKernel<Mixed>, Lanes4>(Parameters, by).At(x, p, values, some);
        Gradient<ComplexKernel<Mixed>, Lanes4>.Evaluate(x, p, by, values, dual);
        for (var k = 0; k < 4; k++)
            for (var c = 0; c < by.Length; c++)
            {
                Assert.Equal(Lanes4.Largest(all[k * Parameters + by[c]]), Lanes4.Largest(some[k * by.Length + c]), 1e-14);
                Assert.Equal(Lanes4.Largest(all[k * Parameters + by[c]]), Lanes4.Largest(dual[k * by.Length + c]), 1e-14);
            }
    }

    [Fact]
    public void Values_alone_are_the_values_of_the_gradient()
    {
        Lanes4[] x = [0.35, -1.2], p = [1.3, 0.2, 0.7, -0.4, 2.1, 1.5], values = new Lanes4[4], alone = new Lanes4[4];
        new Gradient<ComplexKernel<Mixed>, Lanes4>(Parameters, [0, 1, 2, 3, 4, 5]).At(x, p, values, new Lanes4[24]);
        new Gradient<ComplexKernel<Mixed>, Lanes4>(Parameters, []).At(x, p, alone, []);
        for (var k = 0; k < 4; k++) Assert.Equal(Lanes4.Largest(values[k]), Lanes4.Largest(alone[k]), 1e-15);
    }

    [Fact]
    public void A_formula_too_long_to_compile_is_still_differentiated()
    {
        Lanes4[] values = new Lanes4[1], jacobian = new Lanes4[2];
        new Gradient<RealKernel<Series>, Lanes4>(2, [0, 1]).At([0.7], [2, 0.1], values, jacobian);
        var (f, byPhase) = (0.0, 0.0);
        for (var k = 1; k <= 900; k++) (f, byPhase) = (f + Math.Sin(k * 0.7 + 0.1) / k, byPhase + 2 * Math.Cos(k * 0.7 + 0.1) / k);
        Assert.Equal(2 * f, Lanes4.Largest(values[0]), 1e-12);
        Assert.Equal(f, Lanes4.Largest(jacobian[0]), 1e-12);
        Assert.Equal(byPhase, Lanes4.Largest(jacobian[1]), 1e-12);
    }

    [Fact]
    public void Several_variables_are_read_point_by_point()
    {
        Lanes4[] values = new Lanes4[2], jacobian = new Lanes4[4];
        new Gradient<MultivariateKernel<Sheet>, Lanes4>(2, [0, 1]).At([2, 3, 5, 7], [1.5, 4], values, jacobian);
        Assert.Equal([1.5 * 6 + 16 * 3, 1.5 * 35 + 16 * 7], values.Select(Lanes4.Largest));
        Assert.Equal([6.0, 24, 35, 56], jacobian.Select(Lanes4.Largest));
    }

    [Fact]
    public void Nothing_is_allocated_per_call()
    {
        Lanes4[] x = [0.35, -1.2], p = [1.3, 0.2, 0.7, -0.4, 2.1, 1.5], values = new Lanes4[4], jacobian = new Lanes4[24];
        var program = new Gradient<ComplexKernel<Mixed>, Lanes4>(Parameters, [0, 1, 2, 3, 4, 5]);
        Both();
        Assert.Equal(0, Allocations.Of(() =>
        {
            for (var i = 0; i < 100; i++) Both();
        }));

        void Both()
        {
            program.At(x, p, values, jacobian);
            Gradient<ComplexKernel<Mixed>, Lanes4>.Evaluate(x, p, values, jacobian);
        }
    }

    [Fact]
    public void A_destination_that_is_too_short_is_refused()
    {
        var program = new Gradient<ComplexKernel<Mixed>, Lanes4>(Parameters, [0, 1]);
        var error = Assert.Throws<ArgumentException>(() => program.At(new Lanes4[3], new Lanes4[6], new Lanes4[6], new Lanes4[11]));
        Assert.StartsWith("3 points need 6 parameters, room for 6 values and 12 derivatives; got 6, 6 and 11.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_reads_a_parameter_too_many_says_so()
    {
        var error = Assert.Throws<ArgumentException>(() => new Gradient<ComplexKernel<Mixed>, Lanes4>(4, [0]));
        Assert.StartsWith("The model's function reads beyond its 4 parameters (p[0] to p[3])", error.Message, StringComparison.Ordinal);
    }
}
