using System.Numerics;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;
using Spm.Core.Physics;
using Spm.Core.Physics.Detection;
using Spm.Core.Tests.Fitting;

namespace Spm.Core.Tests.Physics.Detection;

/// <summary>From the voltage through the whole chain in time to fitted parameters.</summary>
public class BandExcitationFitTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fits_of_simulated_spectra_scatter_about_the_truth_as_the_Cramer_Rao_bound_says(bool inTime)
    {
        const int pixels = 600;
        var drive = BandDrive.Flat(4e6, 4096, 350e3, 80);
        // White noise only, so that one σ serves all bins; those of 1/f and thermal noise differ from bin to bin.
        var chain = new SignalChain().Quiet();
        chain = chain with { Detector = chain.Detector with { WhiteNoiseOn = true } };
        var random = new RandomSequence(3, RandomPurpose.Stiffness);
        var truth = new ContactResonance[pixels];
        for (var i = 0; i < pixels; i++)
            truth[i] = new ContactResonance(1e-4 * (1 + random.NextUniform()), 340e3 + 20e3 * random.NextUniform(), 100 + 150 * random.NextUniform(), 6 * random.NextUniform() - 3);
        var spectra = new Complex[pixels * 80];
        BandExcitationMap.Measure(() => new BandExcitation(chain, drive, 40, 5), 80, inTime, truth, spectra, 2, cancel: TestContext.Current.CancellationToken);
        var sigmas = new double[80];
        new BandExcitation(chain, drive, 40, 5).SigmaV(truth[0], sigmas);

        var rows = ShoRows.Fit(spectra, null, drive.FrequenciesHz());
        var squares = new double[4];
        for (var i = 0; i < pixels; i++)
        {
            Assert.Equal(FitVerdict.Good, rows.Verdict[i]);
            double[] p = [truth[i].AmplitudeV, truth[i].ResonanceHz, truth[i].QualityFactor, truth[i].PhaseRad];
            var bound = ShoModel.CramerRao(drive.FrequenciesHz(), p[0], p[1], p[2], p[3], sigmas.Average());
            for (var k = 0; k < 4; k++)
            {
                var error = rows.Values[4 * i + k] - p[k];
                if (k == 3) error = Math.IEEERemainder(error, 2 * Math.PI);
                squares[k] += error * error / (bound[k] * bound[k] * pixels);
            }
        }
        // 1/√(2n) = 0.029 for an efficient fit; four of these.
        Assert.All(squares, s => Assert.InRange(Math.Sqrt(s), 0.88, 1.12));
    }
}
