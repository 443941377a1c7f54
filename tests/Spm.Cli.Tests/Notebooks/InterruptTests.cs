using Spm.Interactive;
using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Cli.Tests.Notebooks;

/// <summary>An interrupt of a cell that measures or fits, in the kernel's engine with the microscope in it.</summary>
public sealed class InterruptTests : IAsyncDisposable
{
    /// <summary>Loops from a slow disk: thirty blocks of a third of a second, so that the fit takes ten seconds however fast the machine.</summary>
    private const string ManyLoops = """
        sealed class SlowStore(double[] samples) : SampleStore
        {
            private readonly RealMemoryStore _samples = new(samples);
            public override long Length => _samples.Length;
            public override bool IsComplex => false;
            public override void Read(long first, Span<double> destination) { System.Threading.Thread.Sleep(333); _samples.Read(first, destination); }
            public override void Read(long first, Span<System.Numerics.Complex> destination) => _samples.Read(first, destination);
        }
        var bias = Enumerable.Range(0, 64).Select(i => 8 * Math.Sin(2 * Math.PI * i / 64)).ToArray();
        var curves = new double[60_000 * 64];
        for (var i = 0; i < curves.Length; i++) curves[i] = Math.Tanh(bias[i % 64] + (i % 64 is > 16 and < 48 ? 2 : -2)) + 0.02 * Math.Sin(1.7 * i);
        var loops = new Dataset("simulated", "Piezoresponse", "a.u.",
            [new Dimension("x", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1, 60_000)), new Dimension("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, bias)],
            new SlowStore(curves));
        """;

    private readonly SpmExtension _extension = new();
    private readonly CellEngine _engine;
    private int _count;

    public InterruptTests() => _engine = new CellEngine([_extension]);

    public ValueTask DisposeAsync()
    {
        _engine.Dispose();
        return _extension.DisposeAsync();
    }

    [Theory]
    [InlineData("#!spm fit loop loops as fitted")]
    [InlineData("var fitted = await spm.FitAsync(\"loop\", loops);")]
    public async Task A_fit_of_many_loops_stops_and_its_data_are_there(string fit)
    {
        await Value(ManyLoops);
        await Interrupt(fit, output => output.HasShown);
        Assert.Equal("60000", await Value("loops.SpatialDimensions[0].Length.ToString()"));
        Assert.Equal("Converged", await Value("var few = await spm.FitAsync(\"loop\", new Dataset(\"few\", \"Piezoresponse\", \"a.u.\", [new Dimension(\"x\", \"Position\", \"m\", DimensionKind.Spatial, [0.0]), loops.SpectroscopicDimensions[0]], new RealMemoryStore(curves[..64])));\nfew.Status[0].ToString()"));
    }

    [Theory]
    [InlineData("#!spm loops --grid 64x64 as measured")]
    [InlineData("var measured = await spm.LoopsAsync(new LoopRequest { Columns = 64, Rows = 64 });")]
    public async Task A_measurement_stops_with_the_bias_at_zero_and_the_instrument_can_go_on(string measurement)
    {
        await Value("#!spm connect twin");
        await Interrupt(measurement, output => output.HasShown);
        Assert.Equal(0, _extension.Session.Instrument!.Status.BiasV);
        Assert.Equal("2", await Value("#!spm loops --grid 2x2 as small\nsmall.SpatialDimensions[0].Length.ToString()"));
    }

    /// <summary>Runs a cell, interrupts it as soon as it is seen to work, and expects it to say that it was interrupted.</summary>
    private async Task Interrupt(string code, Func<Shown, bool> works)
    {
        var output = new Shown();
        var running = _engine.ExecuteAsync($"var before = {_count};\n{code}", ++_count, output, TestContext.Current.CancellationToken);
        while (!works(output) && !running.IsCompleted) await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.False(running.IsCompleted, output.Failure?.Evalue ?? "The cell ended before it could be interrupted.");
        _engine.Interrupt();
        var outcome = await running.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal("CellInterruptedException", Assert.IsType<CellOutcome.Interrupted>(outcome).Details.Ename);
        Assert.Equal((_count - 1).ToString(), await Value("before.ToString()"));
    }

    private async Task<string?> Value(string code)
    {
        var output = new Shown();
        await _engine.ExecuteAsync(code, ++_count, output, TestContext.Current.CancellationToken);
        Assert.Null(output.Failure?.Evalue);
        return output.Value?.Trim('"');
    }

    private sealed class Shown : ICellOutput
    {
        private volatile bool _hasShown;

        /// <summary>True when something was shown, as progress is of what takes longer than half a second.</summary>
        public bool HasShown => _hasShown;

        public string? Value { get; private set; }

        public CellError? Failure { get; private set; }

        public void Stream(StreamName name, string text) => _hasShown = true;

        public void Display(MimeBundle bundle, string? displayId) => _hasShown = true;

        public void Update(string displayId, MimeBundle bundle) => _hasShown = true;

        public void Clear(bool wait)
        {
        }

        public void Result(int executionCount, MimeBundle bundle) => Value = bundle.Text;

        public void Error(CellError error) => Failure = error;
    }
}
