using System.Numerics;
using System.Text.Json.Nodes;
using CsCheck;
using Spm.Core.Data;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Tests.Views;

public sealed class ExplorerPayloadTests
{
    private const int _budget = 1_500_000;

    /// <summary>What the figure says of its curves: half of one of 1,022 levels over the curve's range and a tenth of it on both sides.</summary>
    private const double _statedError = 0.0006;

    [Fact]
    public void Complex_spectra_of_64_by_64_by_64_with_fit_fit_into_the_budget_unthinned()
    {
        var spectra = SyntheticFits.Spectra(64, 64, 64);
        var html = Html(LinkedMapFormatter.Format(new(spectra, "f0", SyntheticFits.Map(spectra, 1), [SyntheticFits.Map(spectra, 0), SyntheticFits.Map(spectra, 2), SyntheticFits.Map(spectra, 3)]), new ScriptOnce()));
        Assert.InRange(html.Length - ViewScript.Element.Length, 500_000, _budget);
        Assert.Equal(1, (int)Embedded(html)["every"]!);
        Assert.Equal("sho", (string)Embedded(html)["model"]!["name"]!);
    }

    [Fact]
    public void Complex_data_of_64_by_64_by_64_without_a_fit_fit_too()
    {
        var html = Html(ExplorerFormatter.Format(new(SyntheticFits.Spectra(64, 64, 64).Source), new ScriptOnce()));
        Assert.InRange(html.Length - ViewScript.Element.Length, 500_000, _budget);
        Assert.Equal((1, 64), ((int)Embedded(html)["every"]!, (int)Embedded(html)["points"]!));
    }

    [Fact]
    public void The_default_look_of_a_dataset_is_small_enough_for_a_notebook_of_thirty()
    {
        var bundle = DatasetFormatter.Format(SyntheticFits.Spectra(64, 64, 64).Source, new ScriptOnce());
        Assert.InRange(Html(bundle).Length - ViewScript.Element.Length, 50_000, 400_000);
        Assert.Contains("curves are embedded for every 2nd pixel in each direction", StaticPicture.SvgOf(bundle));
    }

    [Fact]
    public void An_embedded_point_is_off_by_no_more_than_the_figure_says() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 4], Gen.Int[2, 40], Gen.Double[-15, 6], Gen.Int[0, 1000]).ForAll(drawn =>
        {
            var (columns, rows, points, decade, seed) = drawn;
            var scale = Math.Pow(10, decade);
            var random = new Random(seed);
            var samples = Enumerable.Range(0, columns * rows * points).Select(_ => new Complex(scale * random.NextDouble(), scale * (random.NextDouble() - 5))).ToArray();
            var embedded = Embedded(Html(ExplorerFormatter.Format(new(Data(columns, rows, points, new ComplexMemoryStore(samples))), new ScriptOnce())));
            var (low, high, levels) = (Singles(embedded["low"]!), Singles(embedded["high"]!), Levels(embedded["measured"]!));
            // Row 0 of the picture is the last row of the map.
            for (var pixel = 0; pixel < columns * rows; pixel++)
                for (var part = 0; part < 2; part++)
                {
                    var true0 = Enumerable.Range(0, points).Select(i => samples[((rows - 1 - pixel / columns) * columns + pixel % columns) * points + i]).Select(z => part == 0 ? z.Real : z.Imaginary).ToArray();
                    var (at, range) = (2 * pixel + part, true0.Max() - true0.Min());
                    for (var i = 0; i < points; i++)
                        Assert.Equal(true0[i], low[at] + (high[at] - low[at]) * levels[at * points + i] / Packing.HighestLevel, _statedError * range + 1e-6 * true0.Max(Math.Abs));
                }
        });

    [Fact]
    public void All_further_dimensions_travel_where_there_is_room_else_the_cycles_else_one_curve()
    {
        Assert.Equal((6, 1), Curves(SyntheticFits.Cycles(20, 16)));
        Assert.Equal((3, 1), Curves(SyntheticFits.Cycles(64, 64)));
        Assert.Equal((1, 1), Curves(SyntheticFits.Cycles(110, 90)));
        Assert.Contains("Embedded is Field (0 out of field, 1 in field) 0 (1 of 2) only.", string.Join(' ', Html(ExplorerFormatter.Format(new(SyntheticFits.Cycles(64, 64)), new ScriptOnce()))), StringComparison.Ordinal);

        static (int, int) Curves(Dataset data)
        {
            var embedded = Embedded(Html(ExplorerFormatter.Format(new(data), new ScriptOnce())));
            return ((int)embedded["curves"]!, (int)embedded["every"]!);
        }
    }

    [Fact]
    public void Colours_span_all_curves_that_can_be_chosen()
    {
        // The second of two fields is a hundred times the first, which is shown first.
        var samples = Enumerable.Range(0, 4 * 4 * 2 * 32).Select(i => Math.Sin(i) * (i / 32 % 2 == 0 ? 1 : 100)).ToArray();
        Dimension[] axes = [.. Data(4, 4, 32, new RealMemoryStore(new double[512])).Dimensions];
        var payload = new ExplorerPayload(new ExplorerView(new("d", "Current", "A", [axes[0], axes[1], new("Field", "Field", "", DimensionKind.Spectroscopic, [0, 1]), axes[2]], new RealMemoryStore(samples))));
        Assert.InRange(payload.Slices[0].Colours.Max, 90, 100);
    }

    [Fact]
    public void A_list_of_thousands_of_steps_is_a_slider_of_a_few_bytes()
    {
        Dimension[] axes = [.. Data(2, 2, 8, new RealMemoryStore(new double[32])).Dimensions];
        var data = new Dataset("d", "Current", "A", [axes[0], axes[1], new("Delay", "Delay", "s", DimensionKind.Spectroscopic, Dimension.Linear(0, 1, 5000)), axes[2]], new RealMemoryStore(new double[4 * 5000 * 8]));
        var choice = ExplorerPage.Payload(Html(ExplorerFormatter.Format(new(data), new ScriptOnce())))["explorer"]!["choices"]![0]!;
        Assert.Equal((5000, 0.0, 1.0, 1), ((int)choice["count"]!, (double)choice["first"]!, (double)choice["last"]!, (int)choice["stride"]!));
        Assert.InRange(choice.ToJsonString().Length, 50, 300);
    }

    [Fact]
    public void A_long_uneven_sweep_has_a_slider_of_the_embedded_points()
    {
        var samples = Enumerable.Range(0, 4 * 50_000).Select(i => (double)i).ToArray();
        Dimension[] axes = [.. Data(2, 2, 50_000, new RealMemoryStore(samples)).Dimensions];
        var uneven = axes[2] with { Values = [.. axes[2].Values.Select(v => v * v * v)] };
        var html = Html(ExplorerFormatter.Format(new(new("d", "Current", "A", [axes[0], axes[1], uneven], new RealMemoryStore(samples))), new ScriptOnce()));
        var (slider, embedded) = (ExplorerPage.Payload(html)["explorer"]!["slider"]!, Embedded(html));
        Assert.Equal(((int)embedded["points"]!, (int)embedded["pointStep"]!), ((int)slider["count"]!, (int)slider["step"]!));
        Assert.InRange(html.Length - ViewScript.Element.Length, 1_000, 200_000);
    }

    [Fact]
    public void Long_curves_lose_points_before_the_map_loses_pixels()
    {
        var data = Data(32, 32, 2000, new RealMemoryStore([.. Enumerable.Range(0, 32 * 32 * 2000).Select(i => Math.Sin(i / 300.0))]));
        var embedded = Embedded(Html(ExplorerFormatter.Format(new(data), new ScriptOnce())));
        Assert.Equal((1, 500), ((int)embedded["every"]!, (int)embedded["points"]!));
        embedded = Embedded(Html(DatasetFormatter.Format(data, new ScriptOnce())));
        Assert.Equal((1, 182), ((int)embedded["every"]!, (int)embedded["points"]!));
        // A kernel answers with every point: the slider's axis has them all.
        Assert.Equal(2000, (int)ExplorerPage.Payload(Html(DatasetFormatter.Format(data, new ScriptOnce())))["explorer"]!["slider"]!["count"]!);
    }

    [Fact]
    public void A_model_that_the_browser_does_not_know_travels_as_curves()
    {
        var loops = SyntheticFits.Loops(5, 5);
        var other = SyntheticFits.As(loops, "loop", (p, x, y) =>
        {
            loops.Evaluate(p, x, y);
            y[3] += 1e-12;
        });
        Assert.NotNull(Embedded(Html(LinkedMapFormatter.Format(new(loops, "a3", SyntheticFits.Map(loops, 3)), new ScriptOnce())))["model"]);
        var embedded = Embedded(Html(LinkedMapFormatter.Format(new(other, "a3", SyntheticFits.Map(other, 3)), new ScriptOnce())));
        Assert.Null(embedded["model"]);
        Assert.NotNull(embedded["fitted"]);
    }

    [Fact]
    public void A_spike_costs_the_rest_of_its_curve_no_digits_and_a_resonance_is_no_spike()
    {
        double[] curve = [.. Enumerable.Range(0, 64).Select(i => Math.Sin(i / 10.0))];
        curve[20] = 1e6;
        Assert.Equal([20], Spikes.Of(curve).Index().Where(s => s.Item).Select(s => s.Index));
        var embedded = Embedded(Html(ExplorerFormatter.Format(new(Data(1, 1, 64, new RealMemoryStore(curve))), new ScriptOnce())));
        Assert.InRange(Singles(embedded["high"]!)[0], 1, 1.3f);
        Assert.Equal(Packing.HighestLevel, Levels(embedded["measured"]!)[20]);
        Assert.DoesNotContain(true, Spikes.Of([.. Enumerable.Range(0, 64).Select(i => 100 / (1 + Math.Pow((i - 30.4) / 0.8, 2)) + 0.1 * (i % 3))]));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 1, 8)]
    [InlineData(1, 9, 8)]
    [InlineData(9, 1, 8)]
    [InlineData(3, 3, 1)]
    public void Odd_shapes_have_a_picture(int columns, int rows, int points) => AssertSensible(Data(columns, rows, points, new RealMemoryStore([.. Enumerable.Range(0, columns * rows * points).Select(i => 1e-9 * i)])));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e30)]
    [InlineData(0)]
    [InlineData(-3.5)]
    public void Data_of_one_value_have_a_picture(double value)
    {
        AssertSensible(Data(4, 3, 5, new RealMemoryStore([.. Enumerable.Repeat(value, 60)])));
        AssertSensible(Data(4, 3, 5, new ComplexMemoryStore([.. Enumerable.Repeat(new Complex(value, value), 60)])));
    }

    [Fact]
    public void Data_without_two_spatial_dimensions_are_refused_with_a_reason()
    {
        var loops = SyntheticFits.Loops(3, 1).Source;
        var line = new Dataset("line", "Current", "A", [loops.Dimensions[1], loops.Dimensions[2]], new RealMemoryStore(new double[3 * 64]));
        Assert.Contains("needs two spatial dimensions", Assert.Throws<ArgumentException>(() => new ExplorerView(line)).Message);
    }

    internal static Dataset Data(int columns, int rows, int points, SampleStore samples, string name = "data") => new(name, name == "data" ? "Current" : name, "A",
        [new("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, rows)), new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, columns)),
         new("Bias", "Bias", "V", DimensionKind.Spectroscopic, Dimension.Linear(-2, 2, points))], samples);

    private static void AssertSensible(Dataset data)
    {
        foreach (var bundle in new[] { ExplorerFormatter.Format(new(data), new ScriptOnce()), DatasetFormatter.Format(data, new ScriptOnce()) })
        {
            Assert.NotEmpty(bundle.Text);
            _ = System.Xml.Linq.XDocument.Parse(StaticPicture.SvgOf(bundle));
            Assert.DoesNotContain("NaN", StaticPicture.SvgOf(bundle));
        }
    }

    private static string Html(MimeBundle bundle) => (string)bundle.Data[MimeTypes.Html];

    private static JsonObject Embedded(string html) => ExplorerPage.Payload(html)["explorer"]!["embedded"]!.AsObject();

    private static float[] Singles(JsonNode base64)
    {
        var bytes = Convert.FromBase64String((string)base64!);
        return [.. Enumerable.Range(0, bytes.Length / 4).Select(i => BitConverter.ToSingle(bytes, 4 * i))];
    }

    private static int[] Levels(JsonNode base64)
    {
        var bytes = Convert.FromBase64String((string)base64!);
        return [.. Enumerable.Range(0, bytes.Length / 5 * 4).Select(i => (bytes[10 * i / 8] | bytes[10 * i / 8 + 1] << 8) >> (10 * i % 8) & 1023)];
    }
}
