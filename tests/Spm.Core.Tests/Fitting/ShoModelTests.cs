using System.Numerics;
using CsCheck;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Tests.Fitting;

public class ShoModelTests
{
    private static readonly Gen<(double A, double F0, double Q, double Phi)> Parameters =
        Gen.Select(Gen.Double[1e-6, 10], Gen.Double[1e3, 1e6], Gen.Double[0.5, 5000], Gen.Double[-Math.PI, Math.PI]);

    // A handful of roundings in a quotient of complex numbers.
    private const double Rounding = 1e-12;

    [Fact]
    public void Response_at_zero_frequency_is_minus_the_amplitude() =>
        Parameters.ForAll(p => Near(ShoModel.Response(0, p.A, p.F0, p.Q, p.Phi), -Complex.FromPolarCoordinates(p.A, p.Phi)));

    [Fact]
    public void Response_at_resonance_is_amplitude_times_quality_a_quarter_turn_ahead() =>
        Parameters.ForAll(p => Near(ShoModel.Response(p.F0, p.A, p.F0, p.Q, p.Phi), Complex.ImaginaryOne * Complex.FromPolarCoordinates(p.A * p.Q, p.Phi)));

    [Fact]
    public void Evaluate_gives_real_and_imaginary_parts_of_the_response()
    {
        double[] parameters = [2e-3, 350e3, 120, 0.7];
        var interleaved = new double[6];
        ShoModel.Evaluate(parameters, [340e3, 350e3, 361e3], interleaved);
        var expected = ShoModel.Response(361e3, 2e-3, 350e3, 120, 0.7);
        Assert.Equal((expected.Real, expected.Imaginary), (interleaved[4], interleaved[5]));
    }

    [Fact]
    public void Evaluate_says_how_much_room_it_needs()
    {
        var error = Assert.Throws<ArgumentException>(() => ShoModel.Evaluate([1, 1, 1, 1], [1, 2], new double[3]));
        Assert.Contains("4 real and imaginary parts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cramer_Rao_bound_agrees_with_finite_differences_of_the_response()
    {
        double[] p = [1e-3, 350e3, 150, 1];
        double[] step = [1e-8, 0.5, 1e-3, 1e-5];
        var f = ShoSamples.Frequencies;
        var normal = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(4, 4, (i, j) => f.Sum(x => (Complex.Conjugate(Slope(x, i)) * Slope(x, j)).Real * step[i] * step[j]));
        var inverse = normal.Inverse();
        var bound = ShoModel.CramerRao(f, p[0], p[1], p[2], p[3], 0.01);
        for (var i = 0; i < 4; i++) Assert.Equal(1, bound[i] / (0.01 * Math.Sqrt(inverse[i, i]) * step[i]), 1e-4);

        Complex Slope(double x, int i)
        {
            var (up, down) = ((double[])p.Clone(), (double[])p.Clone());
            up[i] += step[i];
            down[i] -= step[i];
            return (ShoSamples.Model(up, x) - ShoSamples.Model(down, x)) / (2 * step[i]);
        }
    }

    private static bool Near(Complex actual, Complex expected) => (actual - expected).Magnitude <= Rounding * expected.Magnitude;
}
