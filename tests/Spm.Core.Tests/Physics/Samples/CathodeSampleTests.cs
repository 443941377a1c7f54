using Spm.Core.Physics;
using Spm.Core.Physics.Samples;

namespace Spm.Core.Tests.Physics.Samples;

public class CathodeSampleTests
{
    /// <summary>Middle of a cell, so that no interpolation mixes columns.</summary>
    private const double XM = 2.525e-6, YM = 2.525e-6;

    /// <summary>The relaxators are within 0.2 % of the kernel.</summary>
    private const double Kernel = 2e-3;

    private static readonly TipGeometry Tip = new();

    private static (CathodeSample Sample, double TimeS) Uniform() => (new CathodeSample(1, disorder: false), new CathodeSample(1, disorder: false).DiffusionTimeS(XM, YM));

    [Fact]
    public void After_a_short_pulse_the_excess_falls_with_exponent_minus_three_halves()
    {
        var (sample, time) = Uniform();
        var pulse = 1e-3 * time;
        sample.Apply(new TipContact(XM, YM, Tip, 5), 5, pulse);
        var start = sample.ExcessV(XM, YM);
        // δ = V T/(2τ) right after a pulse of T ≪ τ.
        Assert.Equal(1, start / (5 * pulse / (2 * time)), 2e-3);
        foreach (var t in new[] { 0.1, 1.0, 10, 100, 1000 })
        {
            sample.Wait(t * time - (sample.ElapsedS - pulse));
            Assert.Equal(1, sample.ExcessV(XM, YM) / start / DiffusionMemory.AfterPulse(t), 2 * Kernel);
        }
        var late = sample.ExcessV(XM, YM);
        sample.Wait(1000 * time);
        Assert.Equal(-1.5, Math.Log(sample.ExcessV(XM, YM) / late) / Math.Log(2001.0 / 1001), 0.01);
    }

    [Fact]
    public void Under_constant_bias_the_excess_rises_as_diffusion_says_and_does_not_depend_on_how_time_is_cut()
    {
        var (sample, time) = Uniform();
        var contact = new TipContact(XM, YM, Tip, 3);
        var elapsed = 0.0;
        foreach (var until in new[] { 0.2, 1.0, 7, 50, 400 })
        {
            for (var part = 0; part < 5; part++) sample.Apply(contact, 3, (until - elapsed) / 5 * time);
            elapsed = until;
            Assert.Equal(3 * DiffusionMemory.DuringStep(until), sample.ExcessV(XM, YM), 3 * Kernel);
        }
        sample.Wait(20 * time);
        Assert.Equal(1, sample.ExcessV(XM, YM) / (3 * DiffusionMemory.AfterStep(20, 400)), 0.01);
    }

    [Fact]
    public void After_a_very_long_step_the_excess_falls_with_exponent_minus_one_half() =>
        Assert.Equal(-0.5, Math.Log(DiffusionMemory.AfterStep(400, 1e8) / DiffusionMemory.AfterStep(100, 1e8)) / Math.Log(401.0 / 101), 2e-3);

    [Fact]
    public void Response_follows_the_ions_and_the_potential_falls_with_it()
    {
        var (sample, time) = Uniform();
        var (response, potential) = (sample.ResponseAt(XM, YM, 0), sample.SurfaceAt(XM, YM).ContactPotentialV);
        Assert.Equal(CathodeSample.RestingResponse, response, 1e-12);
        sample.Apply(new TipContact(XM, YM, Tip, 4), 4, 10 * time);
        Assert.Equal(CathodeSample.ResponsePerVolt * sample.ExcessV(XM, YM), sample.ResponseAt(XM, YM, 0) - response, 1e-12);
        Assert.True(sample.ResponseAt(XM, YM, 0) > response + 0.2);
        Assert.True(sample.SurfaceAt(XM, YM).ContactPotentialV < potential);
        sample.Reset();
        Assert.Equal(response, sample.ResponseAt(XM, YM, 0), 1e-12);
    }

    [Fact]
    public void Ions_are_driven_where_the_field_of_the_tip_is_and_nowhere_else()
    {
        var (sample, time) = Uniform();
        sample.Apply(new TipContact(XM, YM, Tip, 4), 4, time);
        var below = sample.ExcessV(XM, YM);
        Assert.Equal(Tip.Profile(100e-9 * 100e-9), sample.ExcessV(XM + 100e-9, YM) / below, 1e-9);
        Assert.Equal(0, sample.ExcessV(XM + 400e-9, YM));
    }

    [Fact]
    public void Grain_boundaries_are_more_mobile_and_faster()
    {
        var sample = new CathodeSample(3);
        var places = Enumerable.Range(0, 2500).Select(i => ((i % 50 + 0.5) * 1e-7, (i / 50 + 0.5) * 1e-7)).ToArray();
        var mobile = places.OrderByDescending(p => sample.Mobility(p.Item1, p.Item2)).Take(250).Average(p => sample.DiffusionTimeS(p.Item1, p.Item2));
        var slow = places.OrderBy(p => sample.Mobility(p.Item1, p.Item2)).Take(250).Average(p => sample.DiffusionTimeS(p.Item1, p.Item2));
        Assert.True(mobile < 0.7 * slow, $"{mobile} against {slow} s");
    }
}
