using CsCheck;
using Spm.Core.Data;
using Spm.Core.IO;
using Spm.Core.IO.Nsid;
using Spm.Core.Spectroscopy;
using Spm.Core.Tests.Loops;

namespace Spm.Core.Tests.Spectroscopy;

public class CkpfmTests
{
    private static readonly double[] _write = Dimension.Linear(-6, 6, 7), _read = Dimension.Linear(-2, 2, 9);

    [Fact]
    public void A_line_is_found_whichever_dimension_is_stored_first()
    {
        foreach (var isReadFirst in (bool[])[false, true])
        {
            var result = Analyse(Data((w, r) => 2 * (r - 0.1 * w) + 0.0, isReadFirst));
            Assert.Equal(["Write_Bias"], result.Dimensions.Select(d => d.Name));
            for (var k = 0; k < _write.Length; k++)
            {
                Assert.Equal(2, result["slope"].Values[k], 1e-12);
                Assert.Equal(0.1 * _write[k], result["jCPD"].Values[k], 1e-12);
                Assert.Equal(-0.2 * _write[k], result["zero"].Values[k], 1e-12);
                Assert.Equal(0, result["noise"].Values[k], 1e-12);
            }
        }
        Assert.Equal(["pm/V", "V", "pm", "pm"], Analyse(Data((w, r) => r)).Quantities.Select(q => q.Unit));
    }

    [Fact]
    public void Errors_are_the_scatter_over_noisy_lines()
    {
        // The standard deviation of 4,000 draws is known to 1.1 %; with 7 degrees of freedom the error of each line is itself known to a quarter only.
        const int Pixels = 4000;
        var gaussian = new SimulatedLoops(9);
        var data = new Dataset("ckpfm", "Response", "pm",
            [new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1, Pixels)), new("Write", "Bias", "V", DimensionKind.Spectroscopic, [3]), new("Read", "Bias", "V", DimensionKind.Spectroscopic, _read)],
            new RealMemoryStore([.. Enumerable.Range(0, Pixels).SelectMany(_ => _read.Select(r => 2 * (r - 0.7) + 0.1 * gaussian.Gaussian()))]));
        foreach (var quantity in Analyse(data).Quantities)
        {
            var mean = quantity.Values.Average();
            var scatter = Math.Sqrt(quantity.Values.Sum(v => (v - mean) * (v - mean)) / (Pixels - 1));
            Assert.InRange(scatter / Math.Sqrt(quantity.StandardErrors!.Average(e => e * e)), 0.95, 1.05);
        }
    }

    [Fact]
    public void A_level_line_has_a_slope_but_no_potential()
    {
        var gaussian = new SimulatedLoops(2);
        var result = Analyse(Data((_, _) => 5 + gaussian.Gaussian()), new() { SlopeSignificance = 6 });
        Assert.All(result["jCPD"].Values, v => Assert.Equal(double.NaN, v));
        Assert.All(result["slope"].Values, v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void Missing_points_stay_out_and_a_curve_of_two_points_has_a_reason()
    {
        var result = Analyse(Data((w, r) => w == 6 && r > -1.6 ? double.NaN : r > 1.9 ? double.PositiveInfinity : 3 * r + w));
        Assert.Equal("too few finite points", result.Reasons[^1]);
        Assert.All(result.Reasons.SkipLast(1), Assert.Null);
        Assert.Equal(3, result["slope"].Values[0], 1e-12);
    }

    [Fact]
    public void Scale_does_not_matter()
    {
        var gaussian = new SimulatedLoops(3);
        var noise = Enumerable.Range(0, 63).Select(_ => gaussian.Gaussian()).ToArray();
        DerivedResult Scaled(double factor)
        {
            var k = 0;
            return Analyse(Data((w, r) => factor * (r + 0.1 * w + 0.05 * noise[k++ % 63])));
        }
        var one = Scaled(1);
        foreach (var factor in (double[])[1e-12, 1e5, 1e200])
        {
            var scaled = Scaled(factor);
            for (var k = 0; k < 7; k++)
            {
                Assert.Equal(one["jCPD"].Values[k], scaled["jCPD"].Values[k], 1e-10);
                Assert.Equal(one["jCPD"].StandardErrors![k], scaled["jCPD"].StandardErrors![k], 1e-10);
                Assert.Equal(one["slope"].Values[k], scaled["slope"].Values[k] / factor, 1e-10);
            }
        }
    }

    [Fact]
    public void Results_are_saved_as_datasets_and_read_back()
    {
        using var bench = new IO.Workbench();
        var result = Analyse(Data((w, r) => w == 6 ? double.NaN : 2 * r + w + 0.01 * r * r));
        NsidWriter.Write(result.Datasets(), bench["ckpfm.h5"]);
        Assert.Equal(8, DataFile.List(bench["ckpfm.h5"]).Count);
        foreach (var name in (string[])["jCPD", "jCPD.error", "slope"])
        {
            var written = result.DatasetOf(name);
            var read = DataFile.Open(bench["ckpfm.h5"], DataFile.List(bench["ckpfm.h5"]).Single(c => c.Name == written.Name).Path);
            var (expected, found) = (new double[7], new double[7]);
            written.ReadPixels(0, expected.AsSpan());
            read.ReadPixels(0, found.AsSpan());
            Assert.Equal(expected, found);
            Assert.Equal((written.Unit, "Write_Bias"), (read.Unit, read.Dimensions.Single().Name));
        }
    }

    [Fact]
    public void Garbage_never_throws() => Gen.Double.Array[63].ForAll(samples => Assert.Equal(7, Analyse(Data(samples)).Count), 1000);

    [Fact]
    public void Write_and_read_bias_must_be_told_apart()
    {
        Dimension a = new("A", "Bias", "V", DimensionKind.Spectroscopic, _write), b = new("B", "Bias", "V", DimensionKind.Spectroscopic, _read);
        var data = new Dataset("d", "R", "", [a, b], new RealMemoryStore(new double[63]));
        Assert.Contains("Which dimension of 'd' is the write bias", Assert.Throws<ArgumentException>(() => Analyse(data)).Message);
        Assert.Equal(7, Analyse(data, new() { ReadDimension = "b" }).Count);
        Assert.Contains("has no spectroscopic dimension 'C'. Dimensions there are: A (spectroscopic, 7 points, V)", Assert.Throws<ArgumentException>(() => Analyse(data, new() { ReadDimension = "C" })).Message);
    }

    [Fact]
    public void Relaxing_loops_are_measured_at_every_time()
    {
        var simulated = new SimulatedLoops(4);
        double[] times = [0.1, 0.2, 0.4, 0.8];
        var samples = new double[64 * 4];
        for (var t = 0; t < 4; t++)
        {
            var loop = simulated.Loop([0, Math.Exp(-times[t]), -2, 2, 0, 1, 1, 1, 1], 1e-4);
            for (var i = 0; i < 64; i++)
                samples[i * 4 + t] = loop[i];
        }
        var data = new Dataset("esm", "Strain", "pm", [new("Bias", "Bias", "V", DimensionKind.Spectroscopic, SimulatedLoops.FromZero), new("Time", "Time", "s", DimensionKind.Spectroscopic, times)], new RealMemoryStore(samples));
        var loops = RelaxingLoops.Of(data, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(("Time", "pm", "pm·V"), (loops.Dimensions.Single().Name, loops["opening"].Unit, loops["area"].Unit));
        for (var t = 1; t < 4; t++)
            Assert.Equal(Math.Exp(times[0] - times[t]), loops["opening"].Values[t] / loops["opening"].Values[0], 2e-3);
    }

    private static DerivedResult Analyse(Dataset data, CkpfmOptions? options = null) => CkpfmAnalysis.Of(data, options, TestContext.Current.CancellationToken);

    private static Dataset Data(Func<double, double, double> response, bool isReadFirst = false) =>
        Data(isReadFirst ? [.. _read.SelectMany(r => _write.Select(w => response(w, r)))] : [.. _write.SelectMany(w => _read.Select(r => response(w, r)))], isReadFirst);

    private static Dataset Data(double[] samples, bool isReadFirst = false)
    {
        Dimension write = new("Write_Bias", "Bias", "V", DimensionKind.Spectroscopic, _write), read = new("Read_Bias", "Bias", "V", DimensionKind.Spectroscopic, _read);
        return new("ckpfm", "Response", "pm", isReadFirst ? [read, write] : [write, read], new RealMemoryStore(samples));
    }
}
