using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics;
using Reals = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace Spm.Core.Tests.Instruments;

public class TwinTruthTests
{
    private static readonly TwinOptions Noiseless = new() { NoiseOn = false };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_noise_a_spectrum_is_the_oscillator_formula_of_the_truth()
    {
        await using var twin = TwinInstrument.Create(options: Noiseless);
        var request = new LoopRequest { Rows = 2, Columns = 3, StepsPerCycle = 16, Cycles = 2 };
        var samples = Read(await twin.MeasureLoopsAsync(request, cancellationToken: Token));
        var (truth, frequencies) = (twin.LastTruth!, request.FrequenciesHz());
        Assert.Equal(0, truth.SigmaV);
        for (var i = 0; i < samples.Length; i++)
        {
            var (spectrum, f) = (i / 80, frequencies[i % 80]);
            var f0 = truth.ResonanceHz[spectrum];
            var formula = Complex.FromPolarCoordinates(truth.AmplitudeV[spectrum], truth.PhaseRad[spectrum]) * f0 * f0
                / (f * f - Complex.ImaginaryOne * f * f0 / truth.QualityFactor[spectrum] - f0 * f0);
            Assert.True((samples[i] - formula).Magnitude <= 1e-9 * formula.Magnitude + 1e-18);
        }
    }

    [Fact]
    public async Task Noise_has_the_declared_standard_deviation_in_both_components()
    {
        await using var noisy = TwinInstrument.Create();
        await using var clean = TwinInstrument.Create(options: Noiseless);
        var request = new BandExcitationRequest { Rows = 50, Columns = 50 };
        var residuals = Read(await noisy.AcquireGridAsync(request, cancellationToken: Token))
            .Zip(Read(await clean.AcquireGridAsync(request, cancellationToken: Token)), (a, b) => (a - b) / noisy.LastTruth!.SigmaV).ToArray();
        // N = 200,000: five standard errors of a variance are 5 √(2/N) = 0.016, of a mean and a covariance 5/√N = 0.011.
        Assert.Equal(1, residuals.Average(z => z.Real * z.Real), 0.016);
        Assert.Equal(1, residuals.Average(z => z.Imaginary * z.Imaginary), 0.016);
        Assert.Equal(0, residuals.Average(z => z.Real), 0.011);
        Assert.Equal(0, residuals.Average(z => z.Real * z.Imaginary), 0.011);
    }

    [Fact]
    public async Task Phase_flips_by_pi_between_opposite_domains()
    {
        await using var twin = TwinInstrument.Create(options: Noiseless);
        var phase = Real((await twin.ScanAsync(new ImageRequest { SizeM = 5e-6, Rows = 64, Columns = 64, Channels = ["phase"] }, cancellationToken: Token))[0]);
        var polarization = twin.LastTruth!.Polarization;
        var up = phase.Where((_, i) => polarization[i] > 0.5).ToArray();
        var down = phase.Where((_, i) => polarization[i] < -0.5).ToArray();
        Assert.True(up.Length > 100 && down.Length > 100);
        Assert.Equal(up.Min(), up.Max(), 1e-9);
        Assert.All(down, p => Assert.Equal(Math.PI, Math.Abs(p - up[0]), 1e-9));
    }

    [Fact]
    public async Task Loops_are_closed_at_small_bias_and_open_at_large_bias()
    {
        async Task<double> MeanOpening(double maxBiasV)
        {
            await using var twin = TwinInstrument.Create(seed: 2);
            await twin.MeasureLoopsAsync(new LoopRequest { Rows = 4, Columns = 4, StepsPerCycle = 32, MaxBiasV = maxBiasV, Bins = 8 }, cancellationToken: Token);
            // Remanent polarization at 0 V after the positive and after the negative half cycle.
            return Enumerable.Range(0, 16).Average(p => twin.LastTruth!.Polarization[p * 32 + 16] - twin.LastTruth.Polarization[p * 32]);
        }
        Assert.InRange(await MeanOpening(0.5), -0.02, 0.1);
        Assert.True(await MeanOpening(4) > 0.1);
        Assert.True(await MeanOpening(8) > 1.2);
    }

    [Fact]
    public async Task Coercive_biases_lie_where_the_polarization_changes_sign()
    {
        await using var twin = TwinInstrument.Create(seed: 4);
        var request = new LoopRequest { Rows = 6, Columns = 6, Bins = 8 };
        await twin.MeasureLoopsAsync(request, cancellationToken: Token);
        var (truth, biases) = (twin.LastTruth!, request.BiasesV());
        var defined = Enumerable.Range(0, 36).Where(p => double.IsFinite(truth.CoercivePlusV[p]) && double.IsFinite(truth.CoerciveMinusV[p])).ToArray();
        Assert.True(defined.Length >= 25);
        Assert.InRange(defined.Average(p => truth.CoercivePlusV[p]), 2.5, 5.5);
        Assert.InRange(defined.Average(p => truth.CoerciveMinusV[p]), -5.5, -2.5);
        foreach (var pixel in defined.Where(p => truth.CoerciveMinusV[p] < 0))
        {
            // The falling branch is steps 16 to 48, half a volt apart: the crossing lies between two of them.
            var after = Enumerable.Range(17, 32).First(i => truth.Polarization[pixel * 64 + i] < 0);
            Assert.InRange(truth.CoerciveMinusV[pixel], biases[after], biases[after - 1]);
        }
    }

    [Fact]
    public async Task In_field_loops_carry_the_electrostatic_slope()
    {
        async Task<double> SwingAtFullBias(LoopField field, bool electrostatics)
        {
            await using var twin = TwinInstrument.Create(options: new TwinOptions { NoiseOn = false, ElectrostaticsOn = electrostatics });
            await twin.MeasureLoopsAsync(new LoopRequest { Rows = 2, Columns = 2, StepsPerCycle = 16, Field = field, Bins = 8 }, cancellationToken: Token);
            var truth = twin.LastTruth!;
            double Signed(int i) => truth.AmplitudeV[i] * Math.Cos(truth.PhaseRad[i] - new Cantilever().DrivePhaseRad);
            return Enumerable.Range(0, 4).Average(p => Signed(p * 16 + 4) - Signed(p * 16 + 12));
        }
        var withCharge = await SwingAtFullBias(LoopField.InField, true);
        var without = await SwingAtFullBias(LoopField.InField, false);
        // c (V₊ − V₋) with c = 15 µV/V² and ±8 V at 1 V of excitation.
        Assert.Equal(16 * new Cantilever().ElectrostaticVPerV2, withCharge - without, 1e-9);
        Assert.Equal(await SwingAtFullBias(LoopField.OffField, true), await SwingAtFullBias(LoopField.OffField, false), 1e-9);
        Assert.True(without > await SwingAtFullBias(LoopField.OffField, false));
    }

    [Fact]
    public async Task Gauss_newton_on_the_noisy_spectra_finds_the_truth_within_the_cramer_rao_bound()
    {
        await using var twin = TwinInstrument.Create();
        var request = new BandExcitationRequest { Rows = 10, Columns = 10 };
        var samples = Read(await twin.AcquireGridAsync(request, cancellationToken: Token));
        var truth = twin.LastTruth!;
        var squares = new List<double>();
        for (var spectrum = 0; spectrum < 100; spectrum++)
        {
            var (estimate, covariance) = GaussNewton(truth.Resonance(spectrum), request.FrequenciesHz(), samples.AsSpan(spectrum * 80, 80), truth.SigmaV);
            // Weak spectra, where the linear bound does not hold, are the fitter's test and not this one's.
            if (truth.AmplitudeV[spectrum] * truth.QualityFactor[spectrum] < 20 * truth.SigmaV) continue;
            var error = estimate - Reals.Build.Dense([truth.AmplitudeV[spectrum], truth.ResonanceHz[spectrum], truth.QualityFactor[spectrum], truth.PhaseRad[spectrum]]);
            for (var k = 0; k < 4; k++) squares.Add(error[k] * error[k] / covariance[k, k]);
        }
        Assert.True(squares.Count > 200);
        // Mean of χ² variables: 1, with correlated groups of 4; five standard errors of √(8/N).
        Assert.InRange(squares.Average(), 1 - 5 * Math.Sqrt(8.0 / squares.Count), 1 + 5 * Math.Sqrt(8.0 / squares.Count));
    }

    /// <summary>Plain Gauss–Newton with a difference Jacobian, started a little off the truth; returns parameters and σ²(JᵀJ)⁻¹.</summary>
    private static (Reals Estimate, Matrix<double> Covariance) GaussNewton(ContactResonance truth, double[] frequencies, ReadOnlySpan<Complex> samples, double sigma)
    {
        var p = Reals.Build.Dense([truth.AmplitudeV * 1.05, truth.ResonanceHz + 100, truth.QualityFactor * 0.97, truth.PhaseRad + 0.05]);
        var normal = Matrix<double>.Build.Dense(4, 4);
        for (var iteration = 0; iteration < 12; iteration++)
        {
            var model = Model(p, frequencies);
            var jacobian = Matrix<double>.Build.Dense(2 * samples.Length, 4);
            var residual = Reals.Build.Dense(2 * samples.Length);
            for (var k = 0; k < 4; k++)
            {
                var moved = p.Clone();
                var step = 1e-6 * Math.Max(Math.Abs(p[k]), 1e-4);
                moved[k] += step;
                jacobian.SetColumn(k, (Model(moved, frequencies) - model) / step);
            }
            for (var i = 0; i < samples.Length; i++) (residual[2 * i], residual[2 * i + 1]) = (samples[i].Real - model[2 * i], samples[i].Imaginary - model[2 * i + 1]);
            normal = jacobian.TransposeThisAndMultiply(jacobian);
            p += normal.Solve(jacobian.TransposeThisAndMultiply(residual));
        }
        return (p, sigma * sigma * normal.Inverse());
    }

    private static Reals Model(Reals p, double[] frequencies)
    {
        var response = new Complex[frequencies.Length];
        new ContactResonance(p[0], p[1], p[2], p[3]).Fill(frequencies, response);
        return Reals.Build.Dense([.. response.SelectMany(z => new[] { z.Real, z.Imaginary })]);
    }

    private static Complex[] Read(Dataset dataset)
    {
        var samples = new Complex[dataset.Samples.Length];
        dataset.ReadPixels(0, samples.AsSpan());
        return samples;
    }

    private static double[] Real(Dataset dataset)
    {
        var samples = new double[dataset.Samples.Length];
        dataset.ReadPixels(0, samples.AsSpan());
        return samples;
    }
}
