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
        Assert.Equal(3e-6, creep.Step(3e-6, 1000));
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
