using System.Numerics;
using CsCheck;
using Spm.Core.Data;
using Spm.Core.Instruments.Registration;

namespace Spm.Core.Tests.Registration;

public class FrameRegistrationTests
{
    /// <summary>Worst error allowed without noise, pixels.</summary>
    private const double Exact = 0.02;

    /// <summary>Standard deviation of the scene of 96 × 96 pixels.</summary>
    private static readonly double _signal = Deviation();

    public static TheoryData<int, int, double, double, double, CorrelationKind, double, double> Skimage => new()
    {
        { 64, 64, 2.37, -1.62, 0, CorrelationKind.CrossCorrelation, 2.13, -0.89 },
        { 64, 64, 2.37, -1.62, 0, CorrelationKind.PhaseCorrelation, 0.03, -0.03 },
        { 64, 80, -5.25, 7.81, 0.05, CorrelationKind.CrossCorrelation, -4.54, 7.44 },
        { 48, 63, 0.42, 0.13, 0.02, CorrelationKind.CrossCorrelation, 0.2, 0.06 },
        { 48, 63, 0.42, 0.13, 0.02, CorrelationKind.PhaseCorrelation, 0.01, -0.01 },
    };

    /// <summary>
    /// scikit-image 0.19.3, −phase_cross_correlation(a, b, upsample_factor=100, normalization=None or "phase")[0]: the bare algorithm, which frames that do not
    /// repeat mislead; what <see cref="FrameRegistration"/> adds to it is tested below.
    /// </summary>
    [Theory]
    [MemberData(nameof(Skimage))]
    public void The_bare_peak_is_that_of_scikit_image(int rows, int columns, double dy, double dx, double noise, CorrelationKind kind, double row, double column)
    {
        Complex[] Frame(double y, double x, int seed) => [.. Scenes.Hills(rows, columns, y, x, noise, seed).Select(v => new Complex(v, 0))];
        var correlation = new UpsampledCorrelation(Frame(0, 0, 1), Frame(dy, dx, 2), rows, columns, kind);
        var whole = correlation.WholePeak();
        var peak = correlation.Peak(whole, 100, hasParabola: false);
        Assert.Equal(row, peak.Row, 1e-9);
        Assert.Equal(column, peak.Column, 1e-9);
    }

    [Fact]
    public void Without_noise_a_shift_is_found_to_a_fiftieth_of_a_pixel() =>
        Gen.Select(Gen.Double[-15, 15], Gen.Double[-15, 15]).ForAll((dx, dy) =>
        {
            var shift = FrameRegistration.Between(Scenes.Frame(0, 0), Scenes.Frame(dx, dy));
            Assert.Equal(dx, shift.XPixels, Exact);
            Assert.Equal(dy, shift.YPixels, Exact);
            Assert.Equal(dx * Scenes.PixelM, shift.XM, Exact * Scenes.PixelM);
            Assert.InRange(shift.Correlation, 0.99, 1.000001);
        }, iter: 20);

    [Theory]
    [InlineData(5, 0.05)]
    [InlineData(1, 0.3)]
    public void With_noise_the_errors_are_the_scatter_and_within_a_part_of_a_pixel(double signalToNoise, double worst)
    {
        // 40 draws of two axes know a standard deviation to 8 %; the ends are four to six times that, since weights are estimated from the same noise.
        const int Draws = 40;
        var (noise, x, y, claimed) = (_signal / signalToNoise, 0.0, 0.0, 0.0);
        for (var k = 0; k < Draws; k++)
        {
            var (dx, dy) = (3.3 + 0.01 * k, -2.2 - 0.013 * k);
            var shift = FrameRegistration.Between(Scenes.Frame(0, 0, noise, 2 * k), Scenes.Frame(dx, dy, noise, 2 * k + 1));
            Assert.True(shift.IsReliable);
            x += Math.Pow(shift.XPixels - dx, 2) / Draws;
            y += Math.Pow(shift.YPixels - dy, 2) / Draws;
            claimed += (shift.XErrorM * shift.XErrorM + shift.YErrorM * shift.YErrorM) / (2 * Draws * Scenes.PixelM * Scenes.PixelM);
        }
        Assert.InRange(Math.Sqrt(x), 0, worst);
        Assert.InRange(Math.Sqrt(y), 0, worst);
        Assert.InRange(Math.Sqrt((x + y) / 2 / claimed), 0.65, 1.5);
    }

    [Fact]
    public void Phase_correlation_finds_fine_structure_under_brightness_that_varies()
    {
        var random = new Spm.Core.Physics.RandomSequence(5, Spm.Core.Physics.RandomPurpose.ImageNoise);
        double[] grains = [.. Enumerable.Range(0, 120 * 120).Select(_ => random.NextGaussian())];
        ScalarMap Frame(int dx, int dy, double bend) => Scenes.Map(96, 96, (r, c) => grains[(r + 12 - dy) * 120 + c + 12 - dx] + bend * Math.Pow(c - 40, 2));
        var shift = FrameRegistration.Between(Frame(0, 0, 0), Frame(4, -3, 0.02), new() { Kind = CorrelationKind.PhaseCorrelation });
        Assert.Equal(4, shift.XPixels, 0.02);
        Assert.Equal(-3, shift.YPixels, 0.02);
    }

    [Fact]
    public void Frames_that_repeat_are_exact()
    {
        ScalarMap Waves(double d) => Scenes.Map(32, 32, (r, c) => Math.Cos(2 * Math.PI * 3 * (c - d) / 32) + Math.Sin(2 * Math.PI * 2 * (r + 2 * d) / 32) * Math.Cos(2 * Math.PI * (c - d) / 32) + Math.Cos(2 * Math.PI * (r + 2 * d) / 32));
        var shift = FrameRegistration.Between(Waves(0), Waves(1.37), new() { IsPeriodic = true });
        // A parabola through three points 1/50 pixel apart on the top of a cosine.
        Assert.Equal(1.37, shift.XPixels, 1e-4);
        Assert.Equal(-2.74, shift.YPixels, 1e-4);
    }

    [Fact]
    public void A_phase_is_followed_across_its_jump()
    {
        ScalarMap Phase(double dx) => Scenes.Map(64, 64, (r, c) => Math.IEEERemainder(Math.PI + 6 * Scenes.Hills(1, 1, -r + 30, dx - c + 30)[0], 2 * Math.PI), isCyclic: true);
        Assert.Equal(1.6, FrameRegistration.Between(Phase(0), Phase(1.6)).XPixels, 0.05);
    }

    [Fact]
    public void Bad_pixels_and_a_tilt_do_not_matter()
    {
        var (earlier, later) = (Scenes.Frame(0, 0), Scenes.Frame(5.4, 2.3));
        for (var i = 0; i < 96; i += 3)
        {
            later.Values[i, 40] = double.NaN;
            earlier.BadReasons[20, i] = "spike";
            earlier.Values[20, i] = 1e6;
        }
        for (var i = 0; i < later.Values.Length; i++) later.Values[i / 96, i % 96] += 0.05 * (i / 96) - 0.03 * (i % 96);
        var shift = FrameRegistration.Between(earlier, later);
        Assert.Equal(5.4, shift.XPixels, 0.05);
        Assert.Equal(2.3, shift.YPixels, 0.05);
    }

    [Fact]
    public void Frames_of_different_places_are_not_reliable()
    {
        Assert.False(FrameRegistration.Between(Scenes.Frame(0, 0), Scenes.Frame(0, 500, 0.1)).IsReliable);
        Assert.False(FrameRegistration.Between(Scenes.Frame(0, 500, 0.1, 3), Scenes.Frame(0, 500, 0.1, 4)).IsReliable);
    }

    [Fact]
    public void Frames_that_do_not_fit_are_refused_with_what_would()
    {
        void Refused(ScalarMap a, ScalarMap b, string expected) => Assert.Contains(expected, Assert.Throws<ArgumentException>(() => FrameRegistration.Between(a, b)).Message, StringComparison.Ordinal);
        var frame = Scenes.Frame(0, 0);
        Refused(frame, Scenes.Frame(0, 0, rows: 48), "96 × 96 and 96 × 48 pixels");
        Refused(Scenes.Frame(0, 0, rows: 4, columns: 4), Scenes.Frame(0, 0, rows: 4, columns: 4), "at least 8 × 8");
        Refused(frame, frame with { Horizontal = frame.Horizontal with { Values = [.. frame.Horizontal.Values.Select(v => 2 * v)] } }, "10 nm and 20 nm apart");
        Refused(frame, Scenes.Map(96, 96, (_, _) => double.NaN), "has no good pixel");
    }

    [Fact]
    public void Garbage_never_throws() =>
        Gen.Double.Array[64].ForAll(values =>
        {
            var map = Scenes.Map(8, 8, (r, c) => values[8 * r + c]);
            if (values.Any(double.IsFinite)) FrameRegistration.Between(map, map);
        });

    private static double Deviation()
    {
        var image = Scenes.Hills(96, 96, 0, 0);
        return Math.Sqrt(image.Average(v => v * v) - Math.Pow(image.Average(), 2));
    }
}
