using System.Numerics;
using CsCheck;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Spectroscopy;
using Spm.Core.Tests.Loops;

namespace Spm.Core.Tests.Spectroscopy;

public class LoopProjectionTests
{
    private const double RoundOff = 1e-12;

    private static readonly double[] Truth = [-0.3, 1, -2, 3, 0.01, 0.8, 0.9, 0.7, 1.1];

    [Fact]
    public void A_global_phase_offset_changes_the_angle_and_nothing_else()
    {
        var simulated = new SimulatedLoops(1);
        Complex[] loop = [.. simulated.Loop(Truth, 0.02).Select(r => new Complex(r, 0.02 * simulated.Gaussian()))];
        var (expected, projected) = (new double[64], new double[64]);
        var reference = LoopProjection.Project(loop, SimulatedLoops.FromZero, expected);
        for (var offset = 0.0; offset <= 2 * Math.PI; offset += 0.1)
        {
            var turned = Array.ConvertAll(loop, z => z * Complex.FromPolarCoordinates(1, offset));
            var summary = LoopProjection.Project(turned, SimulatedLoops.FromZero, projected);
            Assert.All(projected.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, RoundOff));
            Assert.Equal(0, Math.IEEERemainder(summary.AngleRad - reference.AngleRad - offset, 2 * Math.PI), RoundOff);
            Assert.Equal(reference with { AngleRad = 0 }, Rounded(summary with { AngleRad = 0 }, reference));
        }
    }

    [Fact]
    public void Any_loop_at_any_phase_is_projected_to_the_same_curve() =>
        (from loop in Gen.Select(Gen.Double[-1, 1], Gen.Double[-0.05, 0.05]).Array[24]
         from scale in Gen.Double[-9, 9]
         from phase in Gen.Double[0, 2 * Math.PI]
         select (loop, Math.Pow(10, scale), phase)).ForAll((loop, scale, phase) =>
        {
            double[] biases = [.. Enumerable.Range(0, 24).Select(i => Math.Abs((i + 6) % 24 - 12) - 6.0)];
            var plain = Array.ConvertAll(loop, z => new Complex(z.Item1, z.Item2));
            var (expected, projected) = (new double[24], new double[24]);
            var reference = LoopProjection.Project(plain, biases, expected);
            var summary = LoopProjection.Project(Array.ConvertAll(plain, z => z * scale * Complex.FromPolarCoordinates(1, phase)), biases, projected);
            // The areas are random; one near 0 would leave the half-turn to round-off.
            if (Math.Abs(reference.SignedArea) < 1e-6)
                return;
            for (var i = 0; i < 24; i++)
                Assert.Equal(expected[i], projected[i] / scale, 1e-10);
            Assert.Equal(reference.SignedArea, summary.SignedArea / scale, 1e-9);
            Assert.Equal(reference.AngleErrorRad, summary.AngleErrorRad, 1e-10);
            Assert.Equal(0, Math.IEEERemainder(summary.AngleRad - reference.AngleRad - phase, 2 * Math.PI), 1e-10);
        }, 300);

    [Fact]
    public void The_angles_of_noisy_loops_scatter_by_their_standard_error()
    {
        // The standard deviation of 4,000 draws is known to 1/√8000 = 1.1 %.
        const int Loops = 4000;
        const double Noise = 0.05;
        var simulated = new SimulatedLoops(11);
        var (angles, errors) = (new double[Loops], new double[Loops]);
        for (var k = 0; k < Loops; k++)
        {
            Complex[] loop = [.. simulated.Loop(Truth, Noise).Select(r => new Complex(r, Noise * simulated.Gaussian()) * Complex.FromPolarCoordinates(1, 0.4))];
            var summary = LoopProjection.Project(loop, SimulatedLoops.FromZero, new double[64]);
            (angles[k], errors[k]) = (summary.AngleRad, summary.AngleErrorRad);
        }
        var scatter = Math.Sqrt(angles.Sum(a => (a - 0.4) * (a - 0.4)) / Loops);
        Assert.InRange(scatter / Math.Sqrt(errors.Average(e => e * e)), 0.95, 1.05);
        Assert.True(double.IsNaN(LoopProjection.Project([1, 2], [0, 1], new double[2]).AngleErrorRad));
    }

    [Fact]
    public void A_loop_on_one_axis_comes_back_whole()
    {
        var loop = new SimulatedLoops(1).Loop(Truth, 0);
        var projected = new double[64];
        var summary = LoopProjection.Project(Array.ConvertAll(loop, r => r * Complex.FromPolarCoordinates(1, 2.5)), SimulatedLoops.FromZero, projected);
        Assert.All(projected.Zip(loop), pair => Assert.Equal(pair.Second, pair.First, RoundOff));
        Assert.Equal(2.5, summary.AngleRad, RoundOff);
        Assert.Equal(loop.Average(), summary.Offset, RoundOff);
    }

    [Fact]
    public void The_area_of_a_rectangle_is_its_sides_multiplied_and_its_centroid_is_its_middle()
    {
        // Counterclockwise in (V, R): from (−2, 1) along the lower side to (4, 1), back along the upper one at 3.
        var summary = LoopProjection.Project([1, 1, 3, 3], [-2, 4, 4, -2], new double[4]);
        Assert.Equal(12, summary.SignedArea, RoundOff);
        Assert.Equal((1, 2), (Math.Round(summary.CentroidV, 12), Math.Round(summary.CentroidResponse, 12)));
    }

    [Fact]
    public void A_point_without_a_value_stays_out()
    {
        var loop = Array.ConvertAll(new SimulatedLoops(1).Loop(Truth, 0), r => r * Complex.FromPolarCoordinates(1, 1));
        loop[0] = loop[9] = new(double.NaN, double.NaN);
        var projected = new double[64];
        var summary = LoopProjection.Project(loop, SimulatedLoops.FromZero, projected);
        Assert.Equal([0, 9], projected.Index().Where(p => double.IsNaN(p.Item)).Select(p => p.Index));
        Assert.Equal(1, summary.AngleRad, RoundOff);
        Assert.True(summary.SignedArea > 0);
        Assert.True(double.IsNaN(LoopProjection.Project([new(double.NaN, 0), new(0, double.NaN)], [0, 1], new double[2]).Offset));
    }

    [Fact]
    public void Loops_of_an_SHO_fit_have_the_bias_last_and_bad_fits_missing()
    {
        var bias = new Dimension("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, SimulatedLoops.FromZero);
        var cycle = new Dimension("Cycle", "Cycle", "", DimensionKind.Spectroscopic, [0, 1]);
        var x = new Dimension("X", "Position", "m", DimensionKind.Spatial, [0, 1e-6]);
        var loops = Enumerable.Range(0, 4).Select(k => new SimulatedLoops(k).Loop(Truth, 0.01)).ToArray();
        // X 2 × DC_Offset 64 × Cycle 2, each fit A, f0, Q, phi.
        var values = new double[2 * 64 * 2 * 4];
        for (var k = 0; k < loops.Length; k++)
            for (var i = 0; i < 64; i++)
            {
                var fit = k / 2 * 128 + i * 2 + k % 2;
                (values[fit * 4], values[fit * 4 + 3]) = (Math.Abs(loops[k][i]), loops[k][i] < 0 ? 0.7 - Math.PI : 0.7);
            }
        var verdict = new FitVerdict[256];
        verdict[5 * 2] = FitVerdict.NoiseOnly;
        var dataset = LoopProjection.Project(Sho([x, bias, cycle], values, verdict));
        Assert.Equal(["X", "Cycle", "DC_Offset"], dataset.Dimensions.Select(d => d.Name));
        Assert.Equal(("Piezoresponse", "V"), (dataset.Quantity, dataset.Unit));
        var samples = new double[256];
        dataset.Samples.Read(0, samples);
        Assert.Equal([5], samples.Index().Where(s => double.IsNaN(s.Item)).Select(s => s.Index));
        for (var k = 0; k < loops.Length; k++)
            for (var i = 0; i < 64; i++)
                if (!double.IsNaN(samples[k * 64 + i]))
                    Assert.Equal(loops[k][i], samples[k * 64 + i], RoundOff);
        Assert.Equal(4, LoopFitter.Fit(dataset, cancel: TestContext.Current.CancellationToken).Verdict.Count(v => v == FitVerdict.Good));
    }

    [Fact]
    public void A_fit_without_a_bias_dimension_is_refused_with_the_dimensions_there_are()
    {
        var result = Sho([new("X", "Position", "m", DimensionKind.Spatial, [0, 1])], new double[8], new FitVerdict[2]);
        Assert.Contains("there is none among X (2 × Position in m)", Assert.Throws<ArgumentException>(() => LoopProjection.Project(result)).Message);
    }

    private static LoopProjection.Summary Rounded(LoopProjection.Summary value, LoopProjection.Summary reference)
    {
        Assert.Equal(reference.Offset, value.Offset, RoundOff);
        Assert.Equal(reference.SignedArea, value.SignedArea, RoundOff * 64);
        Assert.Equal(reference.CentroidV, value.CentroidV, RoundOff * 64);
        Assert.Equal(reference.CentroidResponse, value.CentroidResponse, RoundOff * 64);
        return reference with { AngleRad = 0 };
    }

    private static FitResult Sho(Dimension[] dimensions, double[] values, FitVerdict[] verdict)
    {
        var frequency = new Dimension("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, [1]);
        return new()
        {
            Model = "sho",
            Parameters = [new("Amplitude", "A", "V", ""), new("Frequency", "f0", "Hz", ""), new("Quality Factor", "Q", "", ""), new("Phase", "phi", "rad", "", true)],
            Dimensions = dimensions,
            FitDimension = frequency,
            Source = new("beps", "Response", "V", [frequency], new ComplexMemoryStore(new Complex[1])),
            Values = values,
            StandardErrors = new double[values.Length],
            Status = new FitStatus[verdict.Length],
            Verdict = verdict,
            RSquared = new double[verdict.Length],
            Iterations = new int[verdict.Length],
            Evaluate = (_, _, _) => { },
        };
    }
}
