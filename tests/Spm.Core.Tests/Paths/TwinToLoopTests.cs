using Spm.Core.Fitting;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Core.Spectroscopy;

namespace Spm.Core.Tests.Paths;

/// <summary>Twin, SHO fit, projection, loop fit: the biases at which a fitted loop crosses zero are those at which the polarization under the tip did.</summary>
public class TwinToLoopTests
{
    /// <summary>One step of the bias waveform: the polarization is known to change sign between two of them, no better.</summary>
    private const double StepV = 0.5;

    [Fact]
    public async Task A_fitted_loop_crosses_zero_where_the_polarization_under_the_tip_changes_sign()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var twin = TwinInstrument.Create("pto", seed: 5);
        var spectra = await twin.MeasureLoopsAsync(new LoopRequest { Rows = 8, Columns = 8 }, null, cancel);
        var truth = twin.LastTruth!;

        var loops = LoopFitter.Fit(LoopProjection.Project(ShoFitter.Fit(spectra, cancel: cancel)), cancel: cancel);

        Assert.Equal(64, loops.Count);
        var errors = new List<double>();
        for (var pixel = 0; pixel < loops.Count; pixel++)
        {
            if (!loops.IsGood(pixel)) continue;
            var curve = new double[loops.FitDimension.Length];
            loops.Evaluate(loops.ParametersOf(pixel), loops.FitDimension.Values, curve);
            errors.Add(Math.Abs(Crossing(loops.FitDimension.Values, curve, rising: true) - truth.CoercivePlusV[pixel]));
            errors.Add(Math.Abs(Crossing(loops.FitDimension.Values, curve, rising: false) - truth.CoerciveMinusV[pixel]));
        }
        errors.RemoveAll(double.IsNaN);
        errors.Sort();
        Assert.True(errors.Count >= 100, $"only {errors.Count} of 128 crossings could be compared");
        Assert.InRange(errors[errors.Count / 2], 0, StepV / 2);
        Assert.InRange(errors[(int)(0.95 * errors.Count)], 0, 2 * StepV);
    }

    /// <summary>Bias at which the curve changes sign while the bias rises or falls; NaN where it does not, or does so more than once.</summary>
    private static double Crossing(double[] biasV, double[] curve, bool rising)
    {
        var found = double.NaN;
        for (var i = 0; i < curve.Length; i++)
        {
            var next = (i + 1) % curve.Length;
            if (biasV[next] > biasV[i] != rising || curve[i] > 0 == curve[next] > 0) continue;
            if (!double.IsNaN(found)) return double.NaN;
            found = biasV[i] + (biasV[next] - biasV[i]) * curve[i] / (curve[i] - curve[next]);
        }
        return found;
    }
}
