namespace Spm.Core.Physics.Detection;

/// <summary>
/// The filter of <see cref="FlickerNoise"/>, in units of the sampling rate: poles and zeros, the partial fractions H(z) = d + Σ r_k/(1 − p_k z⁻¹), and the Cholesky factor of the states' stationary
/// covariance 1/(1 − p_j p_k) under white noise of variance 1.
/// </summary>
internal sealed class FlickerFilter
{
    /// <summary>Number of poles.</summary>
    public const int Poles = 8;

    private const double Ratio = 6, HighestPole = 0.2;

    private readonly double[] _zero = new double[Poles];
    private readonly double _gain = 1;

    private FlickerFilter()
    {
        for (var k = 0; k < Poles; k++)
        {
            var cornerTurns = HighestPole * Math.Pow(Ratio, -k);
            Pole[k] = Math.Exp(-2 * Math.PI * cornerTurns);
            _zero[k] = Math.Exp(-2 * Math.PI * cornerTurns * Math.Sqrt(Ratio));
        }
        _gain = Math.Sqrt(1 / MeanDensityFactor());
        Direct = _gain;
        for (var k = 0; k < Poles; k++)
        {
            Direct *= _zero[k] / Pole[k];
            Residue[k] = _gain;
            for (var j = 0; j < Poles; j++) Residue[k] *= (1 - _zero[j] / Pole[k]) / (j == k ? 1 : 1 - Pole[j] / Pole[k]);
        }
        for (var i = 0; i < Poles; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = 1 / (1 - Pole[i] * Pole[j]);
                for (var k = 0; k < j; k++) sum -= Stationary[i, k] * Stationary[j, k];
                Stationary[i, j] = i == j ? Math.Sqrt(sum) : sum / Stationary[j, j];
            }
    }

    /// <summary>The one filter: it is the same for every sampling rate.</summary>
    public static FlickerFilter Instance { get; } = new();

    /// <summary>p_k, fastest first.</summary>
    public double[] Pole { get; } = new double[Poles];

    /// <summary>r_k.</summary>
    public double[] Residue { get; } = new double[Poles];

    /// <summary>d.</summary>
    public double Direct { get; }

    /// <summary>Lower triangle L with L Lᵀ = 1/(1 − p_j p_k).</summary>
    public double[,] Stationary { get; } = new double[Poles, Poles];

    /// <summary>2 ν |H|², ν = f/f_s: f S(f) for white noise of variance 1; 1 would be 1/f noise.</summary>
    public double DensityFactor(double turns)
    {
        var gain = 2 * turns * _gain * _gain;
        var cos = Math.Cos(2 * Math.PI * turns);
        for (var k = 0; k < Poles; k++) gain *= SquaredDistance(_zero[k], cos) / SquaredDistance(Pole[k], cos);
        return gain;
    }

    /// <summary>Mean over the logarithm of the frequency, 1e-5 to 0.1 of the sampling rate.</summary>
    private double MeanDensityFactor()
    {
        const int points = 400;
        var (mean, lowest, highest) = (0.0, Math.Log(1e-5), Math.Log(0.1));
        for (var i = 0; i < points; i++) mean += DensityFactor(Math.Exp(lowest + (highest - lowest) * (i + 0.5) / points)) / points;
        return mean;
    }

    /// <summary>|1 − p e^{−iα}|² = (1 − p)² + 2p(1 − cos α).</summary>
    private static double SquaredDistance(double p, double cos) => (1 - p) * (1 - p) + 2 * p * (1 - cos);
}
