using CsCheck;
using MathNet.Numerics;
using Spm.Core.Data;
using Spm.Core.Spectroscopy;
using Spm.Core.Tests.Loops;

namespace Spm.Core.Tests.Spectroscopy;

public class RelaxationTests
{
    /// <summary>80 times from 1 ms to 2 s, evenly in the logarithm.</summary>
    private static readonly double[] _times = [.. Enumerable.Range(0, 80).Select(i => 1e-3 * Math.Pow(2000, i / 79.0))];

    private static readonly (string Law, Func<double, double> Value, double Amplitude, double Time)[] _truths =
    [
        ("exponential", t => 2 * Math.Exp(-t / 0.1) + 1, 2, 0.1),
        ("double-exponential", t => 1.5 * Math.Exp(-t / 0.01) + Math.Exp(-t / 0.3) - 1, 2.5, (1.5 * 0.01 + 0.3) / 2.5),
        ("stretched-exponential", t => 3 * Math.Exp(-Math.Pow(t / 0.05, 0.6)), 3, 0.05 / 0.6 * SpecialFunctions.Gamma(1 / 0.6)),
        ("power-law", t => 0.5 * Math.Pow(t, -0.4) + 0.3, 0.5, double.NaN),
    ];

    [Fact]
    public void The_law_the_data_were_made_with_is_chosen_and_its_quantities_found()
    {
        const int Each = 150;
        var gaussian = new SimulatedLoops(21);
        for (var law = 0; law < _truths.Length; law++)
        {
            var (name, value, amplitude, time) = _truths[law];
            var result = Analyse(Data([.. Enumerable.Range(0, Each).Select(_ => Noisy(value, 0.01, gaussian))]));
            // One parameter too many passes with the probability that χ² of one degree of freedom exceeds ln 80: 3.6 %.
            Assert.True(result.Derived["law"].Values.Count(l => l == law) >= 0.9 * Each, $"{name}: chosen {string.Join(", ", result.Derived["law"].Values.CountBy(l => l))}");
            for (var k = 0; k < Each; k++)
            {
                if (result.Derived["law"].Values[k] != law)
                    continue;
                Assert.InRange(result.Derived["amplitude"].Values[k], amplitude - 5 * result.Derived["amplitude"].StandardErrors![k], amplitude + 5 * result.Derived["amplitude"].StandardErrors![k]);
                if (double.IsNaN(time))
                    Assert.Equal(double.NaN, result.Derived["time"].Values[k]);
                else
                    Assert.InRange(result.Derived["time"].Values[k], time - 5 * result.Derived["time"].StandardErrors![k], time + 5 * result.Derived["time"].StandardErrors![k]);
                Assert.Equal(1, result.Laws.Sum(l => result.Derived[$"weight.{l}"].Values[k]), 1e-12);
                Assert.Equal(0, result.Derived[$"dBIC.{name}"].Values[k]);
            }
        }
    }

    [Fact]
    public void The_scatter_over_noisy_curves_is_the_predicted_error()
    {
        // The standard deviation of 1,000 draws is known to 2.2 %.
        const int Curves = 1000;
        var gaussian = new SimulatedLoops(22);
        foreach (var (law, value, _, _) in _truths)
        {
            var result = Analyse(Data([.. Enumerable.Range(0, Curves).Select(_ => Noisy(value, 0.005, gaussian))]), new() { Models = [law] }).Derived;
            foreach (var symbol in (string[])["amplitude", "time", "final", "exponent"])
            {
                var (values, errors) = (result[symbol].Values, result[symbol].StandardErrors!);
                if (values.All(double.IsNaN))
                    continue;
                var mean = values.Average();
                var scatter = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (Curves - 1));
                var predicted = Math.Sqrt(errors.Average(e => e * e));
                Assert.True(Math.Abs(scatter / predicted - 1) < 0.1, $"{law} {symbol}: scatter {scatter:g4}, predicted {predicted:g4}.");
            }
        }
    }

    [Fact]
    public void BIC_is_that_of_its_definition()
    {
        var curve = Noisy(_truths[0].Value, 0.02, new(3));
        var result = Analyse(Data([curve]));
        double Criterion(int law)
        {
            var (fit, model) = (result.Fits[law], new double[curve.Length]);
            fit.Evaluate(fit.ParametersOf(0), _times, model);
            return curve.Length * Math.Log(curve.Zip(model, (y, f) => (y - f) * (y - f)).Average()) + fit.Parameters.Count * Math.Log(curve.Length);
        }
        var best = (int)result.Derived["law"].Values[0];
        for (var law = 0; law < 4; law++)
            if (result.Fits[law].IsGood(0))
                Assert.Equal(Criterion(law) - Criterion(best), result.Derived[$"dBIC.{result.Laws[law]}"].Values[0], 1e-4);
    }

    [Fact]
    public void Write_biases_and_positions_stay_dimensions_and_bad_curves_have_a_reason()
    {
        var gaussian = new SimulatedLoops(5);
        double[] flat = [.. _times.Select(_ => gaussian.Gaussian())], short2 = [.. _times.Select((t, i) => i < 2 ? t : double.NaN)];
        double[][] curves = [Noisy(_truths[0].Value, 0.01, gaussian), flat, short2, Noisy(_truths[2].Value, 0.01, gaussian)];
        var samples = new double[80 * 4];
        for (var k = 0; k < 4; k++)
            for (var i = 0; i < 80; i++)
                samples[k / 2 * 160 + i * 2 + k % 2] = curves[k][i];
        var data = new Dataset("relax", "Piezoresponse", "pm", [new("X", "Position", "m", DimensionKind.Spatial, [0, 1]), new("Time", "Time", "ms", DimensionKind.Spectroscopic, [.. _times.Select(t => t * 1e3)]),
            new("Write_Bias", "Bias", "V", DimensionKind.Spectroscopic, [-5, 5])], new RealMemoryStore(samples));
        var result = Analyse(data).Derived;
        Assert.Equal(["X", "Write_Bias"], result.Dimensions.Select(d => d.Name));
        Assert.Equal(("ms", "pm"), (result["time"].Unit, result["amplitude"].Unit));
        Assert.Equal("|noise only|too few finite points|", string.Join("|", result.Reasons));
        Assert.Equal(100, result["time"].Values[0], 5.0);
        Assert.Equal(1e3 * _truths[2].Time, result["time"].Values[3], 10.0);
        Assert.True(double.IsNaN(result["amplitude"].Values[1]) && double.IsNaN(result["weight.exponential"].Values[1]));
    }

    [Fact]
    public void Scale_and_missing_points_do_not_matter()
    {
        var curve = Noisy(_truths[2].Value, 0.01, new(6));
        curve[7] = double.NaN;
        var one = Analyse(Data([curve])).Derived;
        foreach (var factor in (double[])[1e-12, 1e6])
        {
            var scaled = Analyse(Data([Array.ConvertAll(curve, y => y * factor)])).Derived;
            Assert.Equal(one["law"].Values[0], scaled["law"].Values[0]);
            // The solver stops within a hundredth of a standard error.
            Assert.Equal(one["time"].Values[0], scaled["time"].Values[0], 0.05 * one["time"].StandardErrors![0]);
            Assert.Equal(one["amplitude"].Values[0], scaled["amplitude"].Values[0] / factor, 0.05 * one["amplitude"].StandardErrors![0]);
            Assert.Equal(1, scaled["time"].StandardErrors![0] / one["time"].StandardErrors![0], 0.05);
        }
    }

    [Fact]
    public void Data_without_noise_go_to_the_law_with_the_fewest_parameters()
    {
        var result = Analyse(Data([[.. _times.Select(_truths[0].Value)], Enumerable.Repeat(1.0, 80).ToArray()]));
        Assert.Equal("exponential", result.Laws[(int)result.Derived["law"].Values[0]]);
        Assert.Equal(0.1, result.Derived["time"].Values[0], 1e-8);
        Assert.NotNull(result.Derived.Reasons[1]);
    }

    [Fact]
    public void Garbage_never_throws() =>
        Gen.Double.Array[80].ForAll(curve => Assert.Equal(1, Analyse(Data([curve])).Derived.Count), 60);

    [Fact]
    public void Loops_that_close_with_time_relax()
    {
        var simulated = new SimulatedLoops(8);
        double[] times = [.. Enumerable.Range(1, 30).Select(i => 0.1 * i)];
        var samples = times.SelectMany(t => simulated.Loop([0, 0.3 + Math.Exp(-t / 0.6), -2, 2, 0, 1, 1, 1, 1], 0.005)).ToArray();
        var data = new Dataset("esm", "Strain", "pm", [new("Time", "Time", "s", DimensionKind.Spectroscopic, times), new("Bias", "Bias", "V", DimensionKind.Spectroscopic, SimulatedLoops.FromZero)], new RealMemoryStore(samples));
        var openings = RelaxingLoops.Of(data, cancel: TestContext.Current.CancellationToken).DatasetOf("opening");
        var result = Analyse(openings, new() { Models = ["exponential"] }).Derived;
        Assert.InRange(result["time"].Values[0], 0.6 - 4 * result["time"].StandardErrors![0], 0.6 + 4 * result["time"].StandardErrors![0]);
        Assert.InRange(result["time"].StandardErrors![0], 0.001, 0.1);
    }

    [Fact]
    public void What_cannot_be_analysed_is_refused_with_what_can()
    {
        var data = Data([_times]);
        Assert.Contains("There is no relaxation law 'powerlaw'. There are: power-law, ", Assert.Throws<ArgumentException>(() => Analyse(data, new() { Models = ["powerlaw"] })).Message);
        Assert.Contains("at least one law", Assert.Throws<ArgumentException>(() => Analyse(data, new() { Models = [] })).Message);
        Assert.Contains("name each once", Assert.Throws<ArgumentException>(() => Analyse(data, new() { Models = ["power-law", "Power-law"] })).Message);
        var bias = new Dataset("loops", "R", "", [new("Bias", "Bias", "V", DimensionKind.Spectroscopic, [0, 1, 2])], new RealMemoryStore(new double[3]));
        Assert.Contains("has no spectroscopic dimension in s", Assert.Throws<ArgumentException>(() => Analyse(bias)).Message);
    }

    private static RelaxationResult Analyse(Dataset data, RelaxationOptions? options = null) => RelaxationAnalysis.Of(data, options, cancel: TestContext.Current.CancellationToken);

    private static double[] Noisy(Func<double, double> value, double noise, SimulatedLoops gaussian) => [.. _times.Select(t => value(t) + noise * gaussian.Gaussian())];

    private static Dataset Data(double[][] curves) =>
        new("relaxation", "Piezoresponse", "pm", [new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1, curves.Length)), new("Time", "Time", "s", DimensionKind.Spectroscopic, _times)],
            new RealMemoryStore([.. curves.SelectMany(c => c)]));
}
