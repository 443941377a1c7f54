using Spm.Core.Data;
using Spm.Core.Instruments.Registration;

namespace Spm.Core.Tests.Registration;

public class DriftTests
{
    private const double Noise = 0.02;

    [Fact]
    public void Velocity_and_the_next_frames_offset_are_found_with_their_errors()
    {
        // 0.8 and −0.5 pixel per frame of 100 s.
        var drift = Measure(Frames(8, 0.8, -0.5), Times(8));
        Assert.Equal(0.8 * Scenes.PixelM / 100, drift.X.VelocityMPerS, 3.5 * drift.X.VelocityErrorMPerS);
        Assert.Equal(-0.5 * Scenes.PixelM / 100, drift.Y.VelocityMPerS, 3.5 * drift.Y.VelocityErrorMPerS);
        Assert.InRange(drift.X.VelocityErrorMPerS, 0, 0.02 * drift.X.VelocityMPerS);
        var next = drift.Predict(800);
        Assert.Equal(6.4 * Scenes.PixelM, next.XM, 3.5 * next.XErrorM);
        Assert.Equal(-4.0 * Scenes.PixelM, next.YM, 3.5 * next.YErrorM);
        Assert.InRange(next.XErrorM, 0, 0.05 * Scenes.PixelM);
        Assert.Empty(drift.LeftOut);
        Assert.Contains("from 8 of 8 frames", drift.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Drift_that_leaves_the_first_frame_is_followed_from_frame_to_frame()
    {
        var drift = Measure(Frames(8, 5, 0), Times(8));
        Assert.Equal(35 * Scenes.PixelM, drift.Positions[7]!.XM, 0.3 * Scenes.PixelM);
        Assert.Equal(0.05 * Scenes.PixelM, drift.X.VelocityMPerS, 0.0005 * Scenes.PixelM);
        Assert.True(drift.Positions[7]!.XErrorM > drift.Positions[1]!.XErrorM);
    }

    [Fact]
    public void A_frame_of_another_place_is_left_out()
    {
        var frames = Frames(6, 0.8, -0.5);
        frames[3] = Scenes.Frame(0, 500, Noise);
        var drift = Measure(frames, Times(6));
        Assert.Equal([3], drift.LeftOut);
        Assert.Equal(0.8 * Scenes.PixelM / 100, drift.X.VelocityMPerS, 3.5 * drift.X.VelocityErrorMPerS);
        // Its place is what the steady drift says.
        Assert.Equal(6, FrameCorrection.MovedBack(frames, drift).Count);
    }

    [Fact]
    public void Drift_that_slows_down_shows_in_chi_square_and_in_the_error()
    {
        var frames = Enumerable.Range(0, 8).Select(i => Scenes.Frame(6 * (1 - Math.Exp(-i / 3.0)), 0, Noise, 10 + i)).ToList();
        var drift = Measure(frames, Times(8));
        Assert.InRange(drift.X.ReducedChiSquare, 20, double.PositiveInfinity);
        Assert.InRange(drift.Y.ReducedChiSquare, 0, 5);
        Assert.InRange(drift.X.VelocityErrorMPerS / drift.Y.VelocityErrorMPerS, 3, double.PositiveInfinity);
    }

    [Fact]
    public void Frames_that_follow_the_drift_show_it_in_their_axes()
    {
        // The features stand still in the picture, and the picture moves by 1.5 and −1 pixel per frame.
        var frames = Enumerable.Range(0, 4).Select(i => Beside(Scenes.Frame(0, 0, Noise, 20 + i), 1.5 * i, -i)).ToList();
        var drift = Measure(frames, Times(4));
        Assert.Equal(1.5 * Scenes.PixelM / 100, drift.X.VelocityMPerS, 3.5 * drift.X.VelocityErrorMPerS);
        Assert.Equal(-1.0 * Scenes.PixelM / 100, drift.Y.VelocityMPerS, 3.5 * drift.Y.VelocityErrorMPerS);
        var back = FrameCorrection.MovedBack(frames, drift);
        Assert.All(back, map => Assert.Equal(frames[0].Horizontal, map.Horizontal));
        // Moved back by less than 0.2 pixel, since nothing moved within the picture: a pixel of the edge at most is unknown.
        Assert.All(back, map => Assert.InRange(map.BadCount, 0, 2 * 96));

        static ScalarMap Beside(ScalarMap map, double columns, double rows) => map with { Horizontal = Moved(map.Horizontal, columns), Vertical = Moved(map.Vertical, rows) };

        static Dimension Moved(Dimension axis, double pixels) => new(axis.Name, axis.Quantity, axis.Unit, axis.Kind, [.. axis.Values.Select(v => v + pixels * Scenes.PixelM)]);
    }

    [Fact]
    public void Lines_say_nothing_about_where_they_are_along_themselves_whatever_the_noise()
    {
        foreach (var noise in (double[])[0, 0.1, 0.5])
        {
            var random = new Random(3);
            var lines = Scenes.Map(64, 64, (_, column) => Math.Sin(column / 3.0) + noise * random.NextDouble());
            Assert.Equal((false, true), (FrameStructure.IsUniform(lines, alongX: true), FrameStructure.IsUniform(lines, alongX: false)));
        }
        var hills = Scenes.Frame(0, 0, Noise);
        Assert.Equal((false, false), (FrameStructure.IsUniform(hills, true), FrameStructure.IsUniform(hills, false)));
        // A tilt is the same everywhere, and noise alone is nothing.
        Assert.True(FrameStructure.IsUniform(Scenes.Map(64, 64, (row, column) => row + 2.0 * column), true));
        var white = new Random(4);
        Assert.False(FrameStructure.IsUniform(Scenes.Map(64, 64, (_, _) => white.NextDouble()), true));
    }

    [Fact]
    public void Two_frames_give_the_velocity_of_their_shift()
    {
        var frames = Frames(2, 2.5, 1);
        var (drift, shift) = (Measure(frames, [0, 50]), FrameRegistration.Between(frames[0], frames[1]));
        Assert.Equal(shift.XM / 50, drift.X.VelocityMPerS, 1e-9 * Scenes.PixelM);
        Assert.Equal(shift.XErrorM / 50, drift.X.VelocityErrorMPerS, 1e-9 * Scenes.PixelM);
        Assert.True(double.IsNaN(drift.X.ReducedChiSquare));
    }

    [Fact]
    public void Frames_moved_back_lie_on_the_first_one_where_they_know()
    {
        var (first, moved) = (Scenes.Frame(0, 0), FrameCorrection.MovedBack(Scenes.Frame(3.4, -2.6), 3.4 * Scenes.PixelM, -2.6 * Scenes.PixelM));
        var worst = 0.0;
        for (var r = 0; r < 96; r++)
            for (var c = 0; c < 96; c++)
            {
                // out(x) = in(x + 3.4), in(y − 2.6): the four last columns and three first rows are unknown.
                Assert.Equal(c + 3.4 > 95 || r - 2.6 < 0, moved.BadReasons[r, c] is not null);
                Assert.Equal(moved.BadReasons[r, c] is not null, double.IsNaN(moved.Values[r, c]));
                if (moved.BadReasons[r, c] is null && r is > 4 and < 91 && c is > 3 and < 91) worst = Math.Max(worst, Math.Abs(moved.Values[r, c] - first.Values[r, c]));
            }
        // Cubic convolution of hills of σ ≥ 2 pixels and height ≤ 1: error 7e-3.
        Assert.InRange(worst, 0, 0.01);
        Assert.Contains("beyond the frame", moved.BadReasons[0, 95], StringComparison.Ordinal);
    }

    [Fact]
    public void A_move_by_whole_pixels_copies_and_a_bad_pixel_takes_its_neighbours_only_in_between()
    {
        var frame = Scenes.Frame(0, 0);
        (frame.Values[50, 50], frame.BadReasons[50, 50]) = (double.NaN, "spike");
        var whole = FrameCorrection.MovedBack(frame, 2 * Scenes.PixelM, 0);
        Assert.Equal(frame.Values[10, 12], whole.Values[10, 10]);
        Assert.Equal("spike", whole.BadReasons[50, 48]);
        Assert.Equal(1 + 2 * 96, whole.BadCount);
        var between = FrameCorrection.MovedBack(frame, 2.5 * Scenes.PixelM, 0);
        Assert.Equal(4 + 3 * 96, between.BadCount);
        Assert.Equal("beside a bad pixel", between.BadReasons[50, 48]);
    }

    [Fact]
    public void A_parabola_is_moved_exactly_and_a_phase_across_its_jump()
    {
        var parabola = FrameCorrection.MovedBack(Scenes.Map(12, 12, (r, c) => 0.3 * c * c - 2 * r * c + r), 0.3 * Scenes.PixelM, 0.6 * Scenes.PixelM);
        double Truth(double r, double c) => 0.3 * c * c - 2 * r * c + r;
        for (var r = 1; r < 10; r++)
            for (var c = 1; c < 10; c++)
                Assert.Equal(Truth(r + 0.6, c + 0.3), parabola.Values[r, c], 1e-9);
        var phase = FrameCorrection.MovedBack(Scenes.Map(12, 12, (_, c) => Math.IEEERemainder(0.4 * c + 2, 2 * Math.PI), isCyclic: true), 0.5 * Scenes.PixelM, 0);
        for (var c = 1; c < 10; c++) Assert.Equal(0, Math.IEEERemainder(phase.Values[5, c] - 0.4 * (c + 0.5) - 2, 2 * Math.PI), 1e-3);
    }

    [Fact]
    public void Frames_and_times_that_do_not_fit_are_refused()
    {
        void Refused(IReadOnlyList<ScalarMap> frames, double[] times, string expected) => Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Measure(frames, times)).Message, StringComparison.Ordinal);
        var frames = Frames(2, 1, 1);
        Refused(frames, [0], "got 2 frames and 1 times");
        Refused(frames, [5, 5], "frame 1 is at 5 s after 5 s");
        Refused([frames[0], Scenes.Frame(0, 500, 0.1)], [0, 1], "None of the 1 later frames resembles the first");
        Assert.Throws<ArgumentException>(() => FrameCorrection.MovedBack(frames[0], double.NaN, 0));
    }

    private static DriftEstimate Measure(IReadOnlyList<ScalarMap> frames, double[] times) => DriftMeasurement.Of(frames, times, cancel: TestContext.Current.CancellationToken);

    private static List<ScalarMap> Frames(int count, double dx, double dy) => [.. Enumerable.Range(0, count).Select(i => Scenes.Frame(i * dx, i * dy, Noise, 20 + i))];

    private static double[] Times(int count) => [.. Enumerable.Range(0, count).Select(i => 100.0 * i)];
}
