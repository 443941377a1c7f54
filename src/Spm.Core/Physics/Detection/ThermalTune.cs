using MathNet.Numerics.LinearAlgebra;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// Calibration of a cantilever by its thermal noise. The density of the photodetector's signal around a resonance is fitted by
/// <code>
/// S(f) = S_w + S_0 f0⁴ / ((f² − f0²)² + (f f0/Q)²),   ⟨V²⟩ = ∫₀^∞ (S − S_w) df = (π/2) f0 Q S_0,   k = k_B T s²/⟨V²⟩
/// </code>
/// with s the sensitivity in V/m, by maximum likelihood for averaged periodograms (Whittle: each bin is distributed about S as a sum of squares, so that Σ (ln S + P/S) is least),
/// which is unbiased where a least-squares fit of S is not. Standard errors come from the Fisher information. Equipartition without a model integrates P − S_w over the band and adds what the
/// model has outside. Sources: Hutter and Bechhoefer, Rev. Sci. Instrum. 64, 1868 (1993); Butt and Jaschke, Nanotechnology 6, 1 (1995); Whittle, J. R. Stat. Soc. B 15, 125 (1953).
/// </summary>
/// <param name="ResonanceHz">f0 and its standard error, Hz.</param>
/// <param name="QualityFactor">Q and its standard error.</param>
/// <param name="PlateauV2PerHz">S_0: thermal density far below the resonance, V²/Hz.</param>
/// <param name="FloorV2PerHz">S_w: white density, V²/Hz.</param>
/// <param name="FitV2">⟨V²⟩ of the fitted resonance, V².</param>
/// <param name="EquipartitionV2">⟨V²⟩ by integration, V².</param>
/// <param name="Converged">False when the fit did not settle; numbers are then NaN.</param>
public sealed record ThermalTune(Estimate ResonanceHz, Estimate QualityFactor, Estimate PlateauV2PerHz, Estimate FloorV2PerHz, Estimate FitV2, Estimate EquipartitionV2, bool Converged)
{
    private const int MaxIterations = 200;

    /// <summary>Converged when a step changes no logarithm of a parameter by this much: max |Δ ln p| &lt; 1e-9.</summary>
    private const double StepTolerance = 1e-9;

    /// <summary>Spring constant by the fit, k = k_B T s²/⟨V²⟩ in N/m.</summary>
    /// <param name="sensitivityVPerM">s with its standard error, V/m.</param>
    /// <param name="temperatureK">T in K.</param>
    /// <param name="detectorWeight">What the detector shows of the mode in units of a static deflection (<see cref="EigenMode.DetectorWeight"/>).</param>
    public Estimate SpringConstantNPerM(Estimate sensitivityVPerM, double temperatureK, double detectorWeight = 1) => Stiffness(FitV2, sensitivityVPerM, temperatureK, detectorWeight);

    /// <summary>Spring constant by equipartition, in N/m; see the other.</summary>
    public Estimate EquipartitionSpringConstantNPerM(Estimate sensitivityVPerM, double temperatureK, double detectorWeight = 1) =>
        Stiffness(EquipartitionV2, sensitivityVPerM, temperatureK, detectorWeight);

    /// <summary>Optical lever sensitivity s in V/m of a cantilever whose stiffness is known, √(k ⟨V²⟩/(k_B T)).</summary>
    /// <param name="springConstantNPerM">k with its standard error, N/m.</param>
    /// <param name="temperatureK">T in K.</param>
    /// <param name="detectorWeight">As for <see cref="SpringConstantNPerM"/>.</param>
    public Estimate SensitivityVPerM(Estimate springConstantNPerM, double temperatureK, double detectorWeight = 1)
    {
        var s = Math.Sqrt(springConstantNPerM.Value * FitV2.Value / (EigenMode.BoltzmannJPerK * temperatureK)) / Math.Abs(detectorWeight);
        return new Estimate(s, s / 2 * double.Hypot(springConstantNPerM.Relative, FitV2.Relative));
    }

    /// <summary>Fits the resonance in a band.</summary>
    /// <param name="spectrum">The measured density.</param>
    /// <param name="lowestHz">Begin of the band; leave out 1/f noise.</param>
    /// <param name="highestHz">End of the band; leave out other resonances.</param>
    /// <exception cref="ArgumentException">The band holds fewer than 16 bins.</exception>
    public static ThermalTune Fit(ThermalSpectrum spectrum, double lowestHz, double highestHz)
    {
        ArgumentNullException.ThrowIfNull(spectrum);
        var first = Math.Max(1, (int)Math.Ceiling(lowestHz / spectrum.BinHz));
        var last = Math.Min(spectrum.DensityV2PerHz.Length - 2, (int)Math.Floor(highestHz / spectrum.BinHz));
        if (!(last - first >= 15))
            throw new ArgumentException($"The band {lowestHz} to {highestHz} Hz holds fewer than 16 bins of {spectrum.BinHz:G4} Hz. Widen it or take longer segments.", nameof(highestHz));
        var power = spectrum.DensityV2PerHz.AsSpan(first, last - first + 1);
        var frequency = Enumerable.Range(first, power.Length).Select(k => k * spectrum.BinHz).ToArray();

        var p = Start(frequency, power);
        var cost = Cost(frequency, power, p);
        var (damping, converged) = (1e-3, false);
        for (var iteration = 0; iteration < MaxIterations && !converged; iteration++)
        {
            var (information, slope) = Score(frequency, power, p);
            var diagonal = Matrix<double>.Build.DenseOfDiagonalVector(information.Diagonal() * damping);
            var step = (information + diagonal).Solve(slope);
            var trial = p.Zip(step, (value, change) => value + Math.Clamp(change, -1, 1)).ToArray();
            var trialCost = Cost(frequency, power, trial);
            if (trialCost <= cost + 1e-12 * Math.Abs(cost))
            {
                converged = step.AbsoluteMaximum() < StepTolerance || (iteration > 5 && cost - trialCost <= 1e-13 * Math.Abs(cost));
                (p, cost, damping) = (trial, trialCost, Math.Max(damping / 10, 1e-12));
            }
            else damping *= 10;
        }
        return Result(spectrum, frequency, power, p, converged);
    }

    private static Estimate Stiffness(Estimate square, Estimate sensitivity, double temperatureK, double weight)
    {
        var k = EigenMode.BoltzmannJPerK * temperatureK * Math.Pow(sensitivity.Value * weight, 2) / square.Value;
        return new Estimate(k, k * double.Hypot(square.Relative, 2 * sensitivity.Relative));
    }

    /// <summary>Logarithms of S_0, f0, Q, S_w from the highest bin, its width at half height and the median.</summary>
    private static double[] Start(double[] frequency, ReadOnlySpan<double> power)
    {
        var sorted = power.ToArray();
        Array.Sort(sorted);
        // A floor below which a third of the bins lie, and not nothing: a logarithm is taken.
        var floor = Math.Max(sorted[sorted.Length / 4], 1e-300);
        var smooth = new double[power.Length];
        for (var i = 0; i < smooth.Length; i++)
        {
            var window = power[Math.Max(0, i - 2)..Math.Min(power.Length, i + 3)];
            foreach (var value in window) smooth[i] += value / window.Length;
        }
        var peak = Array.IndexOf(smooth, smooth.Max());
        var (left, right) = (peak, peak);
        while (left > 0 && smooth[left] > (smooth[peak] + floor) / 2) left--;
        while (right < smooth.Length - 1 && smooth[right] > (smooth[peak] + floor) / 2) right++;
        var quality = Math.Max(0.6, frequency[peak] / (Math.Max(1, right - left) * (frequency[1] - frequency[0])));
        return [Math.Log(Math.Max(smooth[peak], 2 * floor) / (quality * quality)), Math.Log(frequency[peak]), Math.Log(quality), Math.Log(floor)];
    }

    private static double Cost(double[] frequency, ReadOnlySpan<double> power, double[] p)
    {
        var cost = 0.0;
        for (var i = 0; i < frequency.Length; i++)
        {
            var s = Density(frequency[i], p, out _, out _, out _);
            cost += Math.Log(s) + power[i] / s;
        }
        return cost;
    }

    /// <summary>S and the resonance's part R of it with ∂ln R/∂ln f0 and ∂ln R/∂ln Q.</summary>
    private static double Density(double f, double[] p, out double resonance, out double byF0, out double byQ)
    {
        var (f0, q) = (Math.Exp(p[1]), Math.Exp(p[2]));
        var (detuning, width) = (f * f - f0 * f0, f * f0 / q);
        var norm = detuning * detuning + width * width;
        resonance = Math.Exp(p[0]) * f0 * f0 * f0 * f0 / norm;
        byF0 = 4 + (4 * detuning * f0 * f0 - 2 * width * width) / norm;
        byQ = 2 * width * width / norm;
        return resonance + Math.Exp(p[3]);
    }

    /// <summary>Fisher information and score of one average, in the logarithms of the parameters: Σ g gᵀ and Σ g (P/S − 1), g = ∂ln S.</summary>
    private static (Matrix<double> Information, Vector<double> Slope) Score(double[] frequency, ReadOnlySpan<double> power, double[] p)
    {
        var (information, slope) = (Matrix<double>.Build.Dense(4, 4), Vector<double>.Build.Dense(4));
        Span<double> g = stackalloc double[4];
        for (var i = 0; i < frequency.Length; i++)
        {
            var s = Density(frequency[i], p, out var resonance, out var byF0, out var byQ);
            (g[0], g[1], g[2], g[3]) = (resonance / s, resonance / s * byF0, resonance / s * byQ, 1 - resonance / s);
            for (var a = 0; a < 4; a++)
            {
                slope[a] += g[a] * (power[i] / s - 1);
                for (var b = 0; b < 4; b++) information[a, b] += g[a] * g[b];
            }
        }
        return (information, slope);
    }

    private static ThermalTune Result(ThermalSpectrum spectrum, double[] frequency, ReadOnlySpan<double> power, double[] p, bool converged)
    {
        var covariance = (Score(frequency, power, p).Information * spectrum.EffectiveAverages).Inverse();
        Estimate Of(int i) => converged ? new Estimate(Math.Exp(p[i]), Math.Exp(p[i]) * Math.Sqrt(covariance[i, i])) : Estimate.Unknown;
        // ln⟨V²⟩ = ln(π/2) + ln S_0 + ln f0 + ln Q.
        var (square, variance) = (Math.PI / 2 * Math.Exp(p[0] + p[1] + p[2]), 0.0);
        for (var a = 0; a < 3; a++)
            for (var b = 0; b < 3; b++) variance += covariance[a, b];
        var (inside, sum, spread) = (0.0, 0.0, 0.0);
        for (var i = 0; i < frequency.Length; i++)
        {
            var s = Density(frequency[i], p, out var resonance, out _, out _);
            inside += resonance * spectrum.BinHz;
            sum += (power[i] - Math.Exp(p[3])) * spectrum.BinHz;
            spread += s * s * spectrum.BinHz * spectrum.BinHz / spectrum.EffectiveAverages;
        }
        // What the band misses of the resonance, and the floor's own uncertainty over the whole band.
        var floorError = Math.Exp(p[3]) * Math.Sqrt(covariance[3, 3]) * spectrum.BinHz * frequency.Length;
        return new ThermalTune(Of(1), Of(2), Of(0), Of(3),
            converged ? new Estimate(square, square * Math.Sqrt(variance)) : Estimate.Unknown,
            converged ? new Estimate(sum * square / inside, square / inside * Math.Sqrt(spread + floorError * floorError)) : Estimate.Unknown,
            converged);
    }
}
