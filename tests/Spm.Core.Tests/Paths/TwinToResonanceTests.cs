using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;

namespace Spm.Core.Tests.Paths;

/// <summary>The path from the simulated microscope through the fitter, against the truth that only a twin knows.</summary>
public class TwinToResonanceTests
{
    [Fact]
    public async Task Fitted_resonances_of_a_grid_scatter_about_the_truth_as_the_Cramer_Rao_bound_says()
    {
        await using var twin = TwinInstrument.Create("pto", seed: 11);
        var request = new BandExcitationRequest { Rows = 40, Columns = 40 };
        var result = ShoFitter.Fit(await twin.AcquireGridAsync(request, null, TestContext.Current.CancellationToken), cancel: TestContext.Current.CancellationToken);
        var truth = twin.LastTruth!;
        var frequencies = request.FrequenciesHz();

        var squares = new double[4];
        var good = 0;
        for (var i = 0; i < result.Count; i++)
        {
            double[] p = [truth.AmplitudeV[i], truth.ResonanceHz[i], truth.QualityFactor[i], truth.PhaseRad[i]];
            // A spectrum from a domain wall has next to no amplitude; what it leaves is judged by its verdict.
            if (!result.IsGood(i) || p[0] * p[2] < 10 * truth.SigmaV) continue;
            good++;
            var bound = ShoModel.CramerRao(frequencies, p[0], p[1], p[2], p[3], truth.SigmaV);
            for (var k = 0; k < 4; k++)
            {
                var error = result.Values[4 * i + k] - p[k];
                if (k == 3) error = Math.IEEERemainder(error, 2 * Math.PI);
                squares[k] += error * error / (bound[k] * bound[k]);
            }
        }
        Assert.True(good > 0.5 * result.Count, $"only {good} of {result.Count} spectra are good and above the noise");
        // RMSE/CRB of n fits scatters by 1/√(2n) about 1 for an efficient fit: 0.025 here; 4 of these are allowed.
        Assert.All(squares, s => Assert.InRange(Math.Sqrt(s / good), 0.9, 1.1));
    }
}
