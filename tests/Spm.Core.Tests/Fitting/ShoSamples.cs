using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Tests.Fitting;

/// <summary>Noisy spectra with known truth, 80 bins from 310 to 390 kHz, SNR (peak over σ per component) 10 to 50 unless told.</summary>
internal sealed class ShoSamples
{
    public const int Bins = 80;

    public static double[] Frequencies { get; } = Dimension.Linear(310e3, 390e3, Bins);

    public required Complex[] Spectra { get; init; }
    public required double[][] Truth { get; init; }
    public required double[] Sigma { get; init; }

    public int Count => Sigma.Length;

    public static ShoSamples Make(int count, int seed, double lowSnr = 10, double highSnr = 50, double scale = 1)
    {
        var random = new Random(seed);
        double Uniform(double low, double high) => low + (high - low) * random.NextDouble();
        var samples = new ShoSamples { Spectra = new Complex[count * Bins], Truth = new double[count][], Sigma = new double[count] };
        for (var i = 0; i < count; i++)
        {
            var (quality, peak) = (Uniform(50, 300), scale * Math.Pow(10, Uniform(-1, 0.5)));
            samples.Truth[i] = [peak / quality, Uniform(330e3, 370e3), quality, Uniform(-Math.PI, Math.PI)];
            samples.Sigma[i] = peak / Uniform(lowSnr, highSnr);
            for (var k = 0; k < Bins; k++)
                samples.Spectra[i * Bins + k] = Model(samples.Truth[i], Frequencies[k]) + samples.Sigma[i] * Noise(random);
        }
        return samples;
    }

    public static Complex Model(double[] p, double f) => ShoModel.Response(f, p[0], p[1], p[2], p[3]);

    /// <summary>Complex Gaussian noise of unit standard deviation per component.</summary>
    public static Complex Noise(Random random) =>
        Complex.FromPolarCoordinates(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())), 2 * Math.PI * random.NextDouble());

    public double[] Bound(int i) => ShoModel.CramerRao(Frequencies, Truth[i][0], Truth[i][1], Truth[i][2], Truth[i][3], Sigma[i]);

    /// <summary>Errors in Cramér–Rao standard deviations, the phase's modulo 2π.</summary>
    public double[] Deviations(ReadOnlySpan<double> values, int i)
    {
        var bound = Bound(i);
        var z = new double[4];
        for (var p = 0; p < 4; p++)
        {
            var error = values[4 * i + p] - Truth[i][p];
            z[p] = (p == 3 ? Math.IEEERemainder(error, 2 * Math.PI) : error) / bound[p];
        }
        return z;
    }
}

/// <summary>Arrays for the output of a fit, and the fit itself.</summary>
internal sealed class ShoRows(int count, int bins = ShoSamples.Bins)
{
    public double[] Values { get; } = new double[4 * count];
    public double[] Errors { get; } = new double[4 * count];
    public double[] RSquared { get; } = new double[count];
    public int[] Iterations { get; } = new int[count];
    public FitStatus[] Status { get; } = new FitStatus[count];
    public FitVerdict[] Verdict { get; } = new FitVerdict[count];
    public double[] Cost { get; } = new double[count];
    public double[] ReducedChiSquared { get; } = new double[count];
    public bool[] Excluded { get; } = new bool[count * bins];

    public FitRows Output => new()
    {
        Values = Values,
        StandardErrors = Errors,
        RSquared = RSquared,
        Iterations = Iterations,
        Status = Status,
        Verdict = Verdict,
        Cost = Cost,
        ReducedChiSquared = ReducedChiSquared,
        Excluded = Excluded,
    };

    public static ShoRows Fit(Complex[] spectra, ShoFitOptions? options = null, double[]? frequencies = null)
    {
        frequencies ??= ShoSamples.Frequencies;
        var rows = new ShoRows(spectra.Length / frequencies.Length, frequencies.Length);
        ShoFitter.Fit(spectra, frequencies, rows.Output, options);
        return rows;
    }
}
