using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Interactive.Session;

namespace Spm.Interactive.Tests.Session;

public class LiveLoopsTests
{
    private static readonly LoopRequest Request = new() { Rows = 2, Columns = 2, StepsPerCycle = 8, Bins = 8, MaxBiasV = 4 };

    [Fact]
    public async Task The_loop_of_the_last_pixel_is_shown_on_one_axis_whatever_its_phase()
    {
        var output = new OutputRecorder();
        await using var session = new SpmSession();
        await session.ConnectAsync(new SlowLoops(output));
        await session.LoopsAsync(Request, output, TestContext.Current.CancellationToken);
        var shown = Assert.Single(output.Displayed);
        // The response is ±3 mV at a phase of 0.7 rad: turned onto one axis nothing of it is lost, either sign first.
        Assert.Equal("Loop of pixel 2 of 4: response from -3.000 mV to 3.000 mV.", shown.Text);
        Assert.Equal("", output.Updated[^1].Text);
    }

    private sealed class SlowLoops(OutputRecorder output) : ILoopSpectroscopy
    {
        public event EventHandler<MeasuredPixel>? PixelMeasured;

        public string Name => "Slow loops";

        public InstrumentLimits Limits { get; } = new();

        public InstrumentStatus Status => new(Name, "", 0, 0, 0, TimeSpan.Zero, true, "");

        public async Task<Dataset> MeasureLoopsAsync(LoopRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        {
            var samples = new Complex[request.StepsPerCycle * request.Bins];
            for (var step = 0; step < request.StepsPerCycle; step++)
            {
                for (var bin = 0; bin < request.Bins; bin++)
                    samples[step * request.Bins + bin] = Complex.FromPolarCoordinates((step < 4 ? 1 : -1) * (bin == 5 ? 3e-3 : 1e-3), 0) * Complex.FromPolarCoordinates(1, 0.7);
            }
            PixelMeasured?.Invoke(this, new MeasuredPixel(1, samples));
            await output.FirstShown.WaitAsync(cancellationToken);
            return new Dataset("none", "", "", [], new RealMemoryStore([0]));
        }

        public Task MakeSafeAsync() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
