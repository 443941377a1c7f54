using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO.Nsid;
using Spm.Core.Numerics;
using Spm.Interactive.Views;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Tests.Commands;

/// <summary><c>fit MODEL SOURCE</c> with every kind of model, option and target.</summary>
public sealed class FitCommandTests : IAsyncDisposable
{
    private readonly CommandHost _host = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spm-fit-");

    public FitCommandTests()
    {
        NsidWriter.Write(Decays(), File("decays.h5"));
        _host.Set("decay", FitModel.Of<Decay>("decay", new("Amplitude", "A") { ResponsePower = 1, IsLinear = true }, new("Time constant", "tau") { AbscissaPower = 1, Start = 0.02, Lower = 1e-4, Upper = 10 }));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Any_model_of_the_library_is_fitted_by_its_name()
    {
        var fit = await _host.Run<FitResult>($"fit exponential {File("decays.h5")} as fit");
        Assert.Equal(("exponential", 12), (fit.Model, fit.Count));
        Assert.IsType<LinkedMapView>(await _host.Run("map fit --of tau"));
    }

    [Fact]
    public async Task A_model_of_ones_own_is_a_variable()
    {
        await _host.Run($"open {File("decays.h5")} as data");
        var fit = await _host.Run<FitResult>("fit @decay data --start tau=5ms --bounds tau=1ms:1s,A=0: as fit");
        Assert.Equal("decay", fit.Model);
        Assert.All(Enumerable.Range(0, fit.Count), k => Assert.InRange(fit.ParametersOf(k)[1], 0.009, 0.0411));
        var step = Assert.Single(fit.Provenance, s => s.Action == "fit decay");
        Assert.Equal(("tau=0.005", "A=0:Infinity, tau=0.001:1"), (step.Parameters["Start"], step.Parameters["Bounds"]));
    }

    [Fact]
    public async Task A_model_named_without_the_at_sign_is_told_how_to_write_it()
    {
        Assert.Equal("'decay' is a variable; to fit with its model write @decay: fit @decay …", await _host.Error($"fit decay {File("decays.h5")}"));
    }

    [Fact]
    public async Task A_frequency_is_given_and_shown_in_hertz()
    {
        var fit = await _host.Run<FitResult>($"fit damped-sine {File("decays.h5")} --start f=50Hz");
        Assert.Equal("Hz", fit.Parameters.Single(p => p.Symbol == "f").Unit);
    }

    [Fact]
    public async Task Noise_in_a_wrong_unit_is_told_in_a_sentence() =>
        Assert.Contains("20 ms is not the noise (--noise): give ", await _host.Error($"fit exponential {File("decays.h5")} --noise 20ms"));

    [Fact]
    public async Task A_parameter_that_is_known_keeps_its_value()
    {
        var fit = await _host.Run<FitResult>($"fit @decay {File("decays.h5")} --fix A=3nA --noise 10pA --loss huber --along Time");
        Assert.All(Enumerable.Range(0, fit.Count), k => Assert.Equal(3e-9, fit.ParametersOf(k)[0], 1e-24));
    }

    [Fact]
    public async Task A_saved_fit_is_a_fit_again_in_every_command()
    {
        var fit = await _host.Run<FitResult>($"fit exponential {File("decays.h5")} --to {File("r.h5")}");
        var opened = await _host.Run<FitResult>($"open {File("r.h5")} as again");
        Assert.Equal(fit.Values, opened.Values);
        Assert.IsType<LinkedMapView>(await _host.Run($"map {File("r.h5")} --of tau"));
        Assert.IsType<Dataset>(await _host.Run($"open {File("r.h5")} --channel Raw_Data"));
    }

    [Fact]
    public async Task In_a_shell_a_fit_into_a_file_answers_with_its_numbers()
    {
        var result = await _host.Extension.Commands.ExecuteAsync(["fit", "exponential", File("decays.h5"), "--to", File("r.h5")],
            new CommandContext(SilentOutput.Instance, NoVariables.Instance), TestContext.Current.CancellationToken);
        var summary = Assert.IsType<FitSummary>(result.Value);
        var json = JsonSummary.TryOf(summary)!;
        Assert.Equal(["model", "source", "file", "fits", "fits_found_finished", "points_per_fit", "seconds", "fits_per_second", "status", "verdict", "r_squared", "fraction_r_squared_at_least_0.9", "points_excluded", "fraction_of_points_excluded", "quantiles_over_every", "parameters"],
            json.AsObject().Select(p => p.Key));
        Assert.Equal(("exponential", 12L, 12L, File("r.h5")), ((string)json["model"]!, (long)json["fits"]!, (long)json["verdict"]!["Good"]!, (string)json["file"]!));
        Assert.Equal(["p05", "p25", "median", "p75", "p95"], json["r_squared"]!.AsObject().Select(p => p.Key));
        var tau = json["parameters"]!.AsArray().Single(p => (string)p!["symbol"]! == "tau")!;
        Assert.Equal("s", (string)tau["unit"]!);
        Assert.InRange((double)tau["good_fits"]!["median"]!, 0.02, 0.03);
        var text = BundleFormatter.TryFormat(summary)!.Text;
        Assert.StartsWith("exponential fit of", text, StringComparison.Ordinal);
        Assert.Contains("12 fits along Time (50 points)", text, StringComparison.Ordinal);
        Assert.Contains("12 good (100.0 %)", text, StringComparison.Ordinal);
        Assert.Contains($"Result in {File("r.h5")}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fit_in_memory_and_one_in_a_file_have_the_same_numbers()
    {
        var memory = JsonSummary.TryOf(await _host.Run<FitResult>($"fit exponential {File("decays.h5")}"))!.AsObject();
        await _host.Run($"fit exponential {File("decays.h5")} --to {File("r.h5")} --restart");
        var file = JsonSummary.TryOf(await _host.Run<FitResult>($"open {File("r.h5")}"))!.AsObject();
        foreach (var name in new[] { "seconds", "fits_per_second" }) (_, _) = (memory.Remove(name), file.Remove(name));
        Assert.Equal(memory.ToJsonString(), file.ToJsonString());
    }

    [Theory]
    [InlineData("fit exponentail DATA", "Did you mean exponential?")]
    [InlineData("fit lorentzian:9 DATA", "must be 1 to 6")]
    [InlineData("fit exponential DATA --start t=1ms", "--start: exponential has no parameter «t».")]
    [InlineData("fit exponential DATA --start tau", "--start wants SYMBOL=VALUE, several separated by commas, got «tau».")]
    [InlineData("fit exponential DATA --start tau=2V", "--start:")]
    [InlineData("fit exponential DATA --start tau=1ms,tau=2ms", "--start gives tau twice")]
    [InlineData("fit exponential DATA --bounds tau=5", "--bounds wants tau=LOW:HIGH")]
    [InlineData("fit exponential DATA --bounds tau=5ms:1ms", "the lower bound of tau must be below the upper one, got 5ms to 1ms")]
    [InlineData("fit exponential DATA --noise 3mV", "--noise")]
    [InlineData("fit exponential DATA --noise -3pA", "Noise must be above 0")]
    [InlineData("fit exponential DATA --along Tiem", "no spectroscopic dimension 'Tiem'")]
    [InlineData("fit exponential DATA --loss tukey", "--loss cannot be «tukey»")]
    [InlineData("fit exponential DATA --outliers exclude", "--loss huber or --loss cauchy weighs outliers down")]
    [InlineData("fit loop DATA --loss huber", "loop takes no --loss")]
    [InlineData("fit loop DATA --start a1=1", "loop takes no --start")]
    [InlineData("fit sho DATA --along Time", "sho takes no --along")]
    [InlineData("fit sho DATA", "A SHO fit needs a spectroscopic dimension in Hz")]
    [InlineData("fit sho:2 DATA", "complex")]
    [InlineData("fit @nothing DATA", "MODEL names the variable nothing, which does not exist")]
    [InlineData("fit @text DATA", "MODEL cannot be a Int32")]
    [InlineData("fit exponential DATA --restart", "--restart goes with --to")]
    [InlineData("fit exponential DATA --to DATA", "the file that is fitted, which is never overwritten")]
    [InlineData("fit exponential fit", "exponential is fitted to data, and this is the result of a fit with exponential")]
    public async Task A_wrong_line_says_what_would_be_right(string line, string expected)
    {
        _host.Set("text", 5);
        await _host.Run($"fit exponential {File("decays.h5")} as fit");
        Assert.Contains(expected, await _host.Error(line.Replace("DATA", File("decays.h5"), StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_and_completion_know_every_model()
    {
        var command = _host.Extension.Commands.Find("fit")!;
        var listed = command.Arguments[0].Attribute.Values;
        foreach (var name in listed.Except(["sho", "loop"])) Assert.NotNull(ModelCatalogue.Find(name));
        var families = ModelCatalogue.Spellings.Select(s => s.Split('[', ':', '+')[0]).Distinct();
        Assert.Equal(families.Order(StringComparer.Ordinal), listed.Select(n => n.Split(':', '+')[0]).Except(["loop"]).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("stretched-exponential", _host.Extension.Commands.HelpFor("fit").ToString(), StringComparison.Ordinal);
        Assert.Contains("lorentzian", _host.Extension.Commands.Complete("fit lo", 6, _host).Select(c => c.Text));
        Assert.Contains("@decay", _host.Extension.Commands.Complete("fit @d", 6, _host).Select(c => c.Text));
    }

    [Fact]
    public async Task A_variable_that_is_called_like_a_model_does_not_take_its_place()
    {
        await _host.Run($"fit exponential {File("decays.h5")} as exponential");
        Assert.Equal("exponential", (await _host.Run<FitResult>($"fit exponential {File("decays.h5")}")).Model);
    }

    private string File(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>12 decays of 3 nA with time constants from 10 to 40 ms.</summary>
    private static Dataset Decays()
    {
        var (random, times) = (new Random(8), Dimension.Linear(0, 0.1, 50));
        double[] samples = [.. Enumerable.Range(0, 12).SelectMany(i => times.Select(t => 3e-9 * Math.Exp(-t / (0.010 + i * 0.030 / 11)) + 1e-11 * (random.NextDouble() - 0.5)))];
        return new("decays", "Current", "A",
        [
            new("Y", "Length", "m", DimensionKind.Spatial, [0, 1e-7, 2e-7]),
            new("X", "Length", "m", DimensionKind.Spatial, [0, 1e-7, 2e-7, 3e-7]),
            new("Time", "Time", "s", DimensionKind.Spectroscopic, times),
        ], new RealMemoryStore(samples));
    }

    private readonly struct Decay : IModelFunction
    {
        public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Exp(-x / p[1]);
    }
}
