using Spm.Core.Data;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics.Detection;
using Spm.Core.Spectroscopy;
using Spm.Core.Tests.Loops;

namespace Spm.Core.Tests.Spectroscopy;

public class ForceCurveMarksTests
{
    private const double Stiffness = 2, StepM = 0.1e-9;

    private static readonly DmtContact _contact = new(20e-9, 5e9, 0.05);

    [Fact]
    public void Adhesion_of_a_DMT_contact_is_its_pull_off_force()
    {
        var marks = Marks(noiseM: 0);
        // The tip leaves between two positions of the base: within one step × k, and the baseline is the attraction far away.
        Assert.Equal(-_contact.PullOffN, -Stiffness * marks.PullOff!.Value.DeflectionM, 2 * StepM * Stiffness);
    }

    [Fact]
    public void The_tip_snaps_in_where_the_attraction_is_steeper_than_the_spring()
    {
        // |dF/ds| = 2F₀a²/(a + s)³ = k, and there k·d = F: the base stands at s − F/k.
        var a = _contact.AtomicDistanceM;
        var separation = Math.Cbrt(-2 * _contact.PullOffN * a * a / Stiffness) - a;
        var baseM = separation - _contact.ForceN(separation, false) / Stiffness;
        Assert.Equal(baseM, Marks(noiseM: 0).SnapIn!.Value.ZM, 2 * StepM);
    }

    [Fact]
    public void The_contact_point_has_no_net_force()
    {
        // Where 4/3 E* √R δ^{3/2} = 2πRw the cantilever is straight: the base is δ below the surface. Linear between positions.
        var indentation = Math.Pow(-_contact.PullOffN / (4.0 / 3 * 5e9 * Math.Sqrt(20e-9)), 2.0 / 3);
        Assert.Equal(-indentation, Marks(noiseM: 0).ContactZM!.Value, StepM);
    }

    [Fact]
    public void Noise_is_measured_and_moves_the_marks_little()
    {
        var (quiet, noisy) = (Marks(noiseM: 0), Marks(noiseM: 0.05e-9));
        Assert.Equal(0.05e-9, noisy.NoiseM, 0.012e-9);
        Assert.Equal(quiet.PullOff!.Value.DeflectionM, noisy.PullOff!.Value.DeflectionM, 4 * 0.05e-9);
        Assert.Equal(quiet.ContactZM!.Value, noisy.ContactZM!.Value, 4 * 0.05e-9);
    }

    [Fact]
    public void Without_attraction_there_is_a_contact_point_and_neither_snap_nor_adhesion()
    {
        double[] z = Dimension.Linear(50e-9, -20e-9, 141);
        double[] d = [.. z.Select(v => Math.Max(0, -v))];
        var marks = ForceCurveMarks.Of(new(z, d), new([.. z.Reverse()], [.. d.Reverse()]));
        Assert.Null(marks.SnapIn);
        Assert.Null(marks.PullOff);
        Assert.Equal(0, marks.ContactZM!.Value, 0.5e-9);
    }

    [Fact]
    public void A_curve_that_never_touches_has_no_contact_point() => Assert.Null(ForceCurveMarks.Of(new(Dimension.Linear(50e-9, 10e-9, 50), new double[50]), ForceBranch.None).ContactZM);

    [Fact]
    public void Curves_the_wrong_way_round_or_too_short_say_so()
    {
        Assert.Contains("Exchange the two ways", Assert.Throws<ArgumentException>(() => ForceCurveMarks.Of(new(Dimension.Linear(0, 1, 9), new double[9]), ForceBranch.None)).Message);
        Assert.Contains("at least 8", Assert.Throws<ArgumentException>(() => ForceCurveMarks.Of(new([double.NaN], [1]), ForceBranch.None)).Message);
        Assert.Contains("3 positions and 2 deflections", Assert.Throws<ArgumentException>(() => ForceCurveMarks.Of(new([1, 2, 3], [1, 2]), ForceBranch.None)).Message);
    }

    private static ForceCurveMarks Marks(double noiseM)
    {
        var gaussian = new SimulatedLoops(5);
        var curve = new TwinForceCurve(_contact, Stiffness, 60e-9);
        double[] inward = Dimension.Linear(60e-9, -10e-9, 701), back = [.. inward.Reverse()];
        double Deflection(double z) => curve.DeflectionM(z) + noiseM * gaussian.Gaussian();
        double[] first = [.. inward.Select(Deflection)], second = [.. back.Select(Deflection)];
        return ForceCurveMarks.Of(new(inward, first), new(back, second));
    }
}
