using CsCheck;
using Spm.Core.Data;
using Spm.Core.Spectroscopy;

namespace Spm.Core.Tests.Spectroscopy;

public class ForcTests
{
    private const double Step = 0.25;

    private static readonly Hysterons _hysterons = new(m: 3, coercive: 2, shift: 0.4, sigma: 1);

    /// <summary>Variance by which a quadratic over −2..2 steps smears a derivative: a slope Σv·f/Σv² of f''' is off by f'''·Σv⁴/(6Σv²) = f'''·variance/2.</summary>
    private static readonly double _smear = 34.0 / 10 / 3 * Step * Step;

    [Fact]
    public void A_waveform_is_split_at_its_turning_points()
    {
        double[] v = [0, 1, 2, 1, 0, 0, 1, 2, 1, 0, -1, 0, 1, 2];
        ForcBranch[] expected = [new(0, 2, 0, true), new(2, 2, 2, false), new(4, 3, 0, true), new(7, 3, 2, false), new(10, 4, -1, true)];
        Assert.Equal(expected, ForcWaveform.Split(v));
        Assert.Equal(expected.Where(b => b.IsRising && b.First > 0), ForcWaveform.Reversals(v));
        Assert.Equal([2.0, 2.0], ForcWaveform.Reversals(v, ForcSide.Falling).Select(b => b.ReversalV));
        Assert.Equal(ForcWaveform.Reversals([.. v.Select(x => -x)]).Select(b => (b.First, b.Count)), ForcWaveform.Reversals(v).Select(b => (b.First, b.Count)));
        Assert.Empty(ForcWaveform.Split([1, 1, 1]));
        Assert.Contains("Bias 1 of 2 is NaN", Assert.Throws<ArgumentException>(() => ForcWaveform.Split([0, double.NaN])).Message);
    }

    [Fact]
    public void Every_point_of_a_waveform_lies_on_one_branch_and_a_branch_is_monotone() =>
        Gen.Int[-5, 5].Select(i => (double)i).Array[2, 60].Where(v => v.Min() < v.Max()).ForAll(v =>
        {
            var branches = ForcWaveform.Split(v);
            Assert.Equal(v.Length, branches.Sum(b => b.Count));
            foreach (var b in branches)
                for (var i = b.First + 1; i < b.First + b.Count; i++)
                    Assert.True(b.IsRising ? v[i] >= v[i - 1] : v[i] <= v[i - 1]);
        });

    [Fact]
    public void The_density_of_a_Preisach_model_is_recovered()
    {
        var density = Density(_hysterons.Grid(Step));
        Assert.Equal("pm/V²", density["density"].Unit);
        var (reversals, biases) = (density.Dimensions[1].Values, density.Dimensions[2].Values);
        var peak = _hysterons.Density(2.4, -1.6);
        for (var k = 0; k < reversals.Length; k++)
            for (var i = 0; i < biases.Length; i++)
            {
                var rho = density["density"].Values[k * biases.Length + i];
                // Near the diagonal and the edges the window is one-sided.
                if (biases[i] - reversals[k] < 4 * Step || Math.Abs(biases[i]) > 8 - 3 * Step || Math.Abs(reversals[k]) > 8 - 3 * Step)
                    continue;
                // The window's smearing is known: 7 % of the peak; what is left after it is of fourth order.
                Assert.Equal(_hysterons.Density(biases[i], reversals[k], _smear, _smear), rho, 0.005 * peak);
                Assert.Equal(_hysterons.Density(biases[i], reversals[k]), rho, 0.08 * peak);
            }
        Assert.Equal("outside the family of curves", density.Reasons[biases.Length]);
    }

    [Fact]
    public void Its_integral_is_half_of_the_switchable_response_and_its_means_are_the_models()
    {
        // Read at the mean α: half of the hysterons are up again, whatever the reversal.
        var analysis = Analyse(_hysterons.Grid(Step), new() { ReadBiasV = 2.5 });
        Assert.Equal(_hysterons.Rising(2.5, 2.5) - _hysterons.Rising(2.5, -8), analysis["switchable"].Values[0], 1e-12);
        Assert.Equal(3, analysis["total"].Values[0], 0.03);
        Assert.Equal(2, analysis["Vc"].Values[0], 0.02);
        Assert.Equal(0.4, analysis["Vu"].Values[0], 0.02);
        // Half of the hysterons, by their down-switching bias, have switched at its mean.
        Assert.Equal(-1.6, analysis["half"].Values[0], 0.03);
        // 10 % at 1.2816σ above it.
        Assert.Equal(-1.6 + 1.2816, analysis["onset"].Values[0], 0.05);
    }

    [Fact]
    public void Hysterons_followed_along_a_waveform_give_the_same_density_and_the_mirrored_family_its_mirror()
    {
        var waveform = Hysterons.Waveform(Step);
        var response = _hysterons.Follow(waveform, 150);
        var rising = Along(waveform, response);
        var density = Density(rising);
        var falling = Density(Along([.. waveform.Select(v => -v)], [.. response.Select(r => -r)]));
        var (reversals, biases) = (density.Dimensions[^2].Values, density.Dimensions[^1].Values);
        var (n, peak) = (biases.Length, _hysterons.Density(2.4, -1.6));
        for (var k = 3; k < reversals.Length - 3; k++)
            for (var i = 3; i < n - 3; i++)
            {
                if (biases[i] - reversals[k] < 3 * Step)
                    continue;
                // Hysterons at quantiles make steps of 1/150 of a branch; the second difference of those is 0.04 of the peak.
                Assert.Equal(_hysterons.Density(biases[i], reversals[k], _smear, _smear), density["density"].Values[k * n + i], 0.08 * peak);
                Assert.Equal(density["density"].Values[k * n + i], falling["density"].Values[(reversals.Length - 1 - k) * n + n - 1 - i], 1e-9);
            }
        var analysis = Analyse(rising);
        Assert.Equal(3, analysis["total"].Values[0], 0.05);
        Assert.Equal(2, analysis["Vc"].Values[0], 0.05);
        Assert.Equal(0.4, analysis["Vu"].Values[0], 0.05);
    }

    [Fact]
    public void In_coercive_coordinates_the_peak_is_at_the_models_biases()
    {
        var density = Coercive(_hysterons.Grid(Step));
        var (u, c) = (density.Dimensions[1].Values, density.Dimensions[2].Values);
        var values = density["density"].Values;
        var peak = Enumerable.Range(0, values.Length).Where(i => !double.IsNaN(values[i])).MaxBy(i => values[i]);
        Assert.Equal(0.4, u[peak / c.Length], Step / 2);
        Assert.Equal(2, c[peak % c.Length], Step / 2);
        var (row, column) = (Array.FindIndex(u, x => Math.Abs(x - 0.5) < 1e-9), Array.FindIndex(c, x => Math.Abs(x - 1.5) < 1e-9));
        Assert.Equal(_hysterons.Density(2, -1, _smear, _smear), values[row * c.Length + column], 0.005 * 3 / (2 * Math.PI));
    }

    [Fact]
    public void Errors_are_the_scatter_over_noisy_families()
    {
        // The standard deviation of 400 draws is known to 1/√800 = 3.5 %; the curvature of the curves adds to the noise estimate.
        const int Pixels = 400;
        var data = _hysterons.Grid(0.5, noise: 0.05, seed: 3, Pixels);
        var analysis = Analyse(data);
        foreach (var quantity in analysis.Quantities)
            AssertScatter(quantity.Symbol, quantity.Values, quantity.StandardErrors!, 0.15);
        var density = Density(data);
        var (n, size) = (density.Dimensions[2].Length, density.Dimensions[1].Length * density.Dimensions[2].Length);
        foreach (var node in (int[])[12 * n + 20, 6 * n + 28])
            AssertScatter($"node {node}", [.. Enumerable.Range(0, Pixels).Select(p => density["density"].Values[p * size + node])],
                [.. Enumerable.Range(0, Pixels).Select(p => density["density"].StandardErrors![p * size + node])], 0.15);
        var branches = Branches(data);
        const int Levels = 33;
        foreach (var level in (int[])[10, 13])
            foreach (var symbol in (string[])["start", "read", "fraction"])
                AssertScatter($"{symbol} {level}", [.. Enumerable.Range(0, Pixels).Select(p => branches[symbol].Values[p * Levels + level])],
                    [.. Enumerable.Range(0, Pixels).Select(p => branches[symbol].StandardErrors![p * Levels + level])], 0.15);
    }

    [Fact]
    public void Missing_points_and_families_are_NaN_with_a_reason_and_scale_does_not_matter()
    {
        var data = _hysterons.Grid(0.5, noise: 0.02, seed: 4, pixels: 3);
        var samples = new double[data.Samples.Length];
        data.Samples.Read(0, samples.AsSpan());
        var perPixel = samples.Length / 3;
        Array.Fill(samples, double.NaN, perPixel, perPixel);
        for (var i = 2 * perPixel; i < samples.Length; i += 17)
            samples[i] = double.PositiveInfinity;
        var gappy = Analyse(With(data, samples));
        Assert.Equal("|too few finite points|", string.Join("|", gappy.Reasons));
        Assert.Equal(Analyse(data)["Vc"].Values[2], gappy["Vc"].Values[2], 0.1);
        var scaled = Analyse(With(data, [.. samples.Select(s => s * 1e-9)]));
        foreach (var (a, b) in gappy.Quantities.Zip(scaled.Quantities))
            foreach (var k in (int[])[0, 2])
            {
                var factor = a.Unit == "V" ? 1 : 1e-9;
                Assert.Equal(a.Values[k], b.Values[k] / factor, 1e-9 * Math.Abs(a.Values[k]));
                Assert.Equal(a.StandardErrors![k], b.StandardErrors![k] / factor, 1e-9 * a.StandardErrors[k]);
            }
    }

    [Fact]
    public void Garbage_never_throws() =>
        Gen.Double.Array[7 * 7].ForAll(samples =>
        {
            var axis = Dimension.Linear(-3, 3, 7);
            var data = new Dataset("garbage", "R", "", [new("FORC", "Reversal bias", "V", DimensionKind.Spectroscopic, axis), new("Bias", "Bias", "V", DimensionKind.Spectroscopic, axis)], new RealMemoryStore(samples));
            Assert.Equal(6, Analyse(data).Quantities.Count);
            Assert.Equal(49, Density(data).Count);
            Assert.Equal(7, Branches(data).Count);
        });

    [Fact]
    public void Dimensions_that_do_not_fit_are_refused_with_what_is_needed()
    {
        var bias = new Dimension("Bias", "Bias", "V", DimensionKind.Spectroscopic, Dimension.Linear(-1, 1, 5));
        Dataset Data(params Dimension[] dimensions) => new("d", "R", "", dimensions, new RealMemoryStore(new double[dimensions.Aggregate(1, (p, d) => p * d.Length)]));
        Assert.Contains("has 0 reversal biases on the rising side", Assert.Throws<ArgumentException>(() => Analyse(Data(bias))).Message);
        var index = new Dimension("FORC", "FORC", "", DimensionKind.Spectroscopic, [0, 1, 2]);
        Assert.Contains("Give the bias of each in ReversalsV", Assert.Throws<ArgumentException>(() => Analyse(Data(index, bias))).Message);
        Assert.Contains("has 3 steps; that many reversal biases are needed, got 2", Assert.Throws<ArgumentException>(() => Analyse(Data(index, bias), new() { ReversalsV = [0, 1] })).Message);
        Assert.Equal(1, Analyse(Data(index, bias), new() { ReversalsV = [-1, 0, 0.5] }).Count);
        Assert.Contains("has no spectroscopic dimension in V to sweep", Assert.Throws<ArgumentException>(() => Analyse(Data(index))).Message);
        Assert.Contains("must be 1 to 20, got 0", Assert.Throws<ArgumentOutOfRangeException>(() => Analyse(Data(bias), new() { Smoothing = 0 })).Message);
    }

    private static DerivedResult Analyse(Dataset data, ForcOptions? options = null) => ForcAnalysis.Of(data, options, TestContext.Current.CancellationToken);

    private static DerivedResult Branches(Dataset data) => ForcAnalysis.Branches(data, cancel: TestContext.Current.CancellationToken);

    private static DerivedResult Density(Dataset data) => ForcDensity.Of(data, cancel: TestContext.Current.CancellationToken);

    private static DerivedResult Coercive(Dataset data) => ForcDensity.CoerciveOf(data, cancel: TestContext.Current.CancellationToken);

    private static void AssertScatter(string what, double[] values, double[] errors, double tolerance)
    {
        Assert.DoesNotContain(double.NaN, values);
        var mean = values.Average();
        var scatter = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1));
        var predicted = Math.Sqrt(errors.Average(e => e * e));
        Assert.True(Math.Abs(scatter / predicted - 1) < tolerance, $"{what}: scatter {scatter:g4}, predicted {predicted:g4}.");
    }

    private static Dataset Along(double[] waveform, double[] response) =>
        new("waveform", "Piezoresponse", "pm", [new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, waveform)], new RealMemoryStore(response));

    private static Dataset With(Dataset data, double[] samples) => new(data.Name, data.Quantity, data.Unit, data.Dimensions, new RealMemoryStore(samples));
}
