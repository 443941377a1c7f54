using System.Numerics;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

public class StreamMapTests
{
    private const int Lines = 6, Pixels = 8;

    private static readonly BandDrive Drive = BandDrive.Flat(4e6, 4096, 350e3, 80);

    [Fact]
    public void A_map_does_not_depend_on_the_number_of_threads_and_another_seed_gives_another()
    {
        var (one, three, other) = (Map(1, 1, new SignalChain()), Map(3, 1, new SignalChain()), Map(2, 2, new SignalChain()));
        Assert.Equal(one, three);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void Each_pixel_answers_with_its_own_resonance()
    {
        // Without noise the largest bin of a pixel's second period lies next to its resonance.
        var codes = Map(2, 1, new SignalChain().Quiet(), periods: 3);
        var (spectrum, reader) = (new Complex[80], new BandSpectrum(Drive));
        for (var line = 0; line < Lines; line++)
            for (var pixel = 0; pixel < Pixels; pixel++)
            {
                reader.Read(codes.AsSpan(((line * Pixels + pixel) * 3 + 2) * Drive.Samples, Drive.Samples), new Digitizer(), spectrum);
                var largest = Enumerable.Range(0, 80).MaxBy(j => spectrum[j].Magnitude);
                Assert.Equal(ResonanceHz(line, pixel), Drive.FrequencyHz(largest), 1.1 * (Drive.FrequencyHz(1) - Drive.FrequencyHz(0)));
            }
    }

    [Fact]
    public void A_cancelled_map_stops()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => StreamMap.Record(new SignalChain(), 1, 0, 1, 1, Drive.InPhase, At, new short[4096], 1, null, cancel.Token));
    }

    [Fact]
    public void Codes_of_another_size_are_refused() =>
        Assert.Contains("6 lines", Assert.Throws<ArgumentException>(() => StreamMap.Record(new SignalChain(), 1, 0, 6, 8, Drive.InPhase, At, new short[5], 1, cancel: TestContext.Current.CancellationToken)).Message);

    private static double ResonanceHz(int line, int pixel) => 340e3 + 2000 * line + 1000 * pixel;

    private static StreamPixel At(int line, int pixel) => new([new EigenMode(40, ResonanceHz(line, pixel), 170)], new TipForce(1e-8));

    private static short[] Map(int threads, int seed, SignalChain chain, int periods = 1)
    {
        var drive = Enumerable.Repeat(Drive.InPhase, periods).SelectMany(x => x).ToArray();
        var codes = new short[Lines * Pixels * drive.Length];
        Assert.Equal(0, StreamMap.Record(chain, seed, 1, Lines, Pixels, drive, At, codes, threads, cancel: TestContext.Current.CancellationToken));
        return codes;
    }
}
