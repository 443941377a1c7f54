using MathNet.Numerics.Distributions;
using Spm.Core.Data;

namespace Spm.Core.Tests.Spectroscopy;

/// <summary>
/// A Preisach model with Gaussian density: hysterons of response ±m switch up at α (mean <paramref name="coercive"/> + <paramref name="shift"/>) and down
/// at β (mean −coercive + shift), both with standard deviation <paramref name="sigma"/>, independently.
/// </summary>
internal sealed class Hysterons(double m, double coercive, double shift, double sigma)
{
    public double Response => m;

    /// <summary>m × density of hysterons, after smearing by further variances.</summary>
    public double Density(double v, double r, double smearV = 0, double smearR = 0) =>
        m * Normal.PDF(coercive + shift, Math.Sqrt(sigma * sigma + smearV), v) * Normal.PDF(-coercive + shift, Math.Sqrt(sigma * sigma + smearR), r);

    /// <summary>After saturation at high bias and a reversal at r, on the way back up at v: those with β above r and α above v are down.</summary>
    public double Rising(double v, double r) => m * (1 - 2 * (1 - Normal.CDF(coercive + shift, sigma, v)) * (1 - Normal.CDF(-coercive + shift, sigma, r)));

    /// <summary>The response along a waveform by the hysterons one by one: n × n of equal weight at the quantiles of both distributions.</summary>
    public double[] Follow(double[] biases, int n)
    {
        var quantiles = Enumerable.Range(0, n).Select(i => (i + 0.5) / n).ToArray();
        var alphas = Array.ConvertAll(quantiles, q => Normal.InvCDF(coercive + shift, sigma, q));
        var betas = Array.ConvertAll(quantiles, q => Normal.InvCDF(-coercive + shift, sigma, q));
        var isUp = new bool[n * n];
        Array.Fill(isUp, true);
        return [.. biases.Select(v =>
        {
            var up = 0;
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++)
                {
                    ref var state = ref isUp[i * n + j];
                    state = v >= alphas[i] || (v > betas[j] && state);
                    up += state ? 1 : 0;
                }
            return m * (2.0 * up / (n * n) - 1);
        })];
    }

    /// <summary>Curves of the closed formula over reversal bias × bias; points before the reversal are NaN.</summary>
    public Dataset Grid(double step, double noise = 0, int seed = 1, int pixels = 1)
    {
        var axis = Dimension.Linear(-8, 8, (int)Math.Round(16 / step) + 1);
        var gaussian = new Loops.SimulatedLoops(seed);
        List<double> samples = [];
        for (var pixel = 0; pixel < pixels; pixel++)
            foreach (var r in axis)
                foreach (var v in axis)
                    samples.Add(v < r ? double.NaN : Rising(v, r) + noise * gaussian.Gaussian());
        return new("preisach", "Piezoresponse", "pm",
            [new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, pixels)), new("FORC", "Reversal bias", "V", DimensionKind.Spectroscopic, axis), new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, axis)],
            new RealMemoryStore([.. samples]));
    }

    /// <summary>Saturation at +8 V, then down to ever lower reversal biases and back to +8 V.</summary>
    public static double[] Waveform(double step)
    {
        List<double> v = [8];
        for (var r = 6.0; r >= -8; r -= step)
        {
            for (var down = 8 - step; down > r + step / 2; down -= step)
                v.Add(down);
            for (var up = r; up <= 8 + step / 2; up += step)
                v.Add(up);
        }
        return [.. v];
    }
}
