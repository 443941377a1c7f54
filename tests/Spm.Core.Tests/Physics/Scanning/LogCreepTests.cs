using Spm.Core.Physics.Scanning;

namespace Spm.Core.Tests.Physics.Scanning;

public class LogCreepTests
{
    private const double Gamma = 0.015, ReferenceS = 0.1, Step = 1e-6;

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3.7)]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(300)]
    [InlineData(2000)]
    [InlineData(10_000)]
    public void After_a_step_the_position_follows_the_logarithm(double timeS)
    {
        var creep = new LogCreep(Gamma, ReferenceS);
        creep.Reset(2e-6);
        var position = creep.Step(2e-6 + Step, timeS);
        // Within the part of a decade that the summary promises.
        Assert.Equal(2e-6 + Step * (1 + Gamma * Math.Log10(timeS / ReferenceS)), position, 0.03 * Gamma * Step);
    }

    [Fact]
    public void Each_decade_adds_the_same()
    {
        var creep = new LogCreep(Gamma, ReferenceS);
        var (at, time) = (new List<double>(), 0.0);
        foreach (var next in new[] { 1.0, 10, 100, 1000 })
        {
            at.Add(creep.Step(Step, next - time));
            time = next;
        }
        // E₁ at the beginning and the end of the covered times leave 0.4 % of a decade.
        Assert.All(at.Zip(at.Skip(1), (a, b) => (b - a) / (Gamma * Step)), decade => Assert.Equal(1, decade, 0.005));
    }

    [Fact]
    public void One_long_step_is_many_short_ones()
    {
        var (once, often) = (new LogCreep(Gamma, ReferenceS), new LogCreep(Gamma, ReferenceS));
        once.Step(Step, 5);
        for (var i = 0; i < 1000; i++) often.Step(Step, 5e-3);
        // A thousand rounded factors.
        Assert.Equal(once.Output, often.Output, 1e-12 * Step);
    }

    [Theory]
    [InlineData(50e-6)]
    [InlineData(0.3e-3)]
    public void Steps_of_a_controller_are_gathered_without_loss(double stepS)
    {
        // A ramp over 2 s: gathering shifts the input of the relaxations by at most half of t₀/200, of the motion's last instant.
        var (fine, coarse) = (new LogCreep(Gamma, ReferenceS), new LogCreep(Gamma, ReferenceS));
        var steps = (int)Math.Round(0.03 / stepS);
        for (var k = 1; k <= 66; k++)
        {
            for (var i = 1; i <= steps; i++) fine.Step(Step * (k - 1 + (double)i / steps) / 66, 0.03 / steps);
            for (var i = 1; i <= 30; i++) coarse.Step(Step * (k - 1 + i / 30.0) / 66, 1e-3);
        }
        Assert.InRange(coarse.Output, 1.001 * Step, 1.05 * Step);
        Assert.Equal(coarse.Output, fine.Output, 1e-3 * Gamma * Step);
    }

    [Fact]
    public void Creep_is_linear_in_the_motion()
    {
        var (a, b, both) = (new LogCreep(Gamma, ReferenceS), new LogCreep(Gamma, ReferenceS), new LogCreep(Gamma, ReferenceS));
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var (u, v, t) = (random.NextDouble() * Step, random.NextDouble() * Step, random.NextDouble());
            Assert.Equal(a.Step(u, t) + b.Step(v, t), both.Step(u + v, t), 1e-12 * Step);
        }
    }

    [Fact]
    public void At_rest_nothing_creeps()
    {
        var creep = new LogCreep(Gamma, ReferenceS);
        creep.Reset(3e-6);
        // The mean of equal inputs is the input to a rounding.
        Assert.Equal(3e-6, creep.Step(3e-6, 1000), 1e-20);
    }

    [Fact]
    public void A_copy_goes_on_as_the_original_would()
    {
        var creep = new LogCreep(Gamma, ReferenceS);
        creep.Reset(1e-6);
        creep.Step(2e-6, 0.3);
        var copy = creep.Clone();
        Assert.Equal(copy.Step(0, 0.7), creep.Step(0, 0.7));
    }
}
