namespace Spm.Core.Physics.Samples;

/// <summary>
/// Excess concentration below a tip that drives ions into a half-space, with time in units of τ = a²/4D, a being the radius of the contact.
/// A packet injected at once spreads as a three-dimensional Gaussian and its middle falls as K(t) = (1 + t)^{−3/2}, the exact solution of the
/// diffusion equation (Crank, The Mathematics of Diffusion, 2nd edition, 1975, section 3.5.1). The response is linear, so
/// <code>
/// δ(t) = ½ ∫ V(t′) K(t − t′) dt′,  under a constant V: V (1 − (1 + t)^{−1/2}) → V
/// K(t) = Σ w_i e^{−s_i t},   w_i = (h/Γ(3/2)) s_i^{3/2} e^{−s_i},  s_i = e^{y_i}, y_i evenly spaced by h
/// </code>
/// The sum is the trapezoidal rule for K = ∫ s^{1/2} e^{−s(1+t)} ds / Γ(3/2); it is within 0.2 % of K up to t = 3000, and turns the integral
/// over the past into a few relaxators that advance exactly over any time of constant bias.
/// </summary>
public static class DiffusionMemory
{
    /// <summary>Number of relaxators.</summary>
    internal const int Count = 19;

    private const double FirstLogRate = -12;
    private const double LogRateStep = 0.8;
    private static readonly double[] _rates = [.. Enumerable.Range(0, Count).Select(i => Math.Exp(FirstLogRate + i * LogRateStep))];
    private static readonly double[] _weights = [.. _rates.Select(s => LogRateStep * 2 / Math.Sqrt(Math.PI) * Math.Pow(s, 1.5) * Math.Exp(-s))];

    /// <summary>(1 + t)^{−3/2}: what is left of a short pulse; exponent −3/2.</summary>
    /// <param name="time">t in units of τ.</param>
    public static double AfterPulse(double time) => Math.Pow(1 + time, -1.5);

    /// <summary>1 − (1 + t)^{−1/2}: growth under constant bias.</summary>
    /// <param name="time">t in units of τ.</param>
    public static double DuringStep(double time) => 1 - 1 / Math.Sqrt(1 + time);

    /// <summary>(1 + t)^{−1/2} − (1 + t + T)^{−1/2}: what is left at t after a bias was on for T; exponent −1/2 for T ≫ t ≫ 1.</summary>
    /// <param name="time">t in units of τ.</param>
    /// <param name="pulse">T in units of τ.</param>
    public static double AfterStep(double time, double pulse) => 1 / Math.Sqrt(1 + time) - 1 / Math.Sqrt(1 + time + pulse);

    /// <summary>Advances the relaxators over a time of constant drive.</summary>
    internal static void Advance(Span<double> relaxators, double time, double drive)
    {
        for (var i = 0; i < relaxators.Length; i++)
        {
            var kept = Math.Exp(-_rates[i] * time);
            relaxators[i] = relaxators[i] * kept + 0.5 * _weights[i] / _rates[i] * drive * (1 - kept);
        }
    }

    /// <summary>δ after the relaxators were left alone for a time.</summary>
    internal static double Excess(ReadOnlySpan<double> relaxators, double time)
    {
        var sum = 0.0;
        for (var i = 0; i < relaxators.Length; i++) sum += relaxators[i] * Math.Exp(-_rates[i] * time);
        return sum;
    }
}
