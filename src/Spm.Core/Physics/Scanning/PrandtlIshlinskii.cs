using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// Rate-independent hysteresis of a piezo by the Prandtl–Ishlinskii model: a weighted sum of play operators,
/// <code>
/// F_r[u](t) = max(u(t) − r, min(u(t) + r, F_r(t⁻)))        play of half-width r
/// y = p₀ u + Σ_i w_i F_{r_i}[u]
/// </code>
/// With w ≥ 0 its loops close, have one shape wherever they lie (congruency), and a larger reversal wipes out the memory of smaller
/// ones. Only the sequence of reversals matters, not the speed. Krasnosel'skiǐ and Pokrovskiǐ, Systems with Hysteresis, 1989;
/// for scanners Kuhnen, Eur. J. Control 9, 407, 2003.
/// </summary>
public sealed class PrandtlIshlinskii
{
    private readonly double[] _thresholds, _weights, _plays;
    private readonly double _gain;
    private double _input = double.NaN;

    /// <summary>Makes the operator in its virgin state at u = 0.</summary>
    /// <param name="thresholdsM">r_i ≥ 0 in m.</param>
    /// <param name="weights">w_i ≥ 0.</param>
    /// <param name="gain">p₀ ≥ 0.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a value is negative or not finite.</exception>
    public PrandtlIshlinskii(ReadOnlySpan<double> thresholdsM, ReadOnlySpan<double> weights, double gain)
    {
        if (thresholdsM.Length != weights.Length)
            throw new ArgumentException($"Every play needs a threshold and a weight; got {thresholdsM.Length} thresholds and {weights.Length} weights.", nameof(weights));
        foreach (var r in thresholdsM) AllowedRange.Check<double>(r, 0, 1, "m", nameof(thresholdsM), "thresholdsM: [1e-7, 3e-7]");
        foreach (var w in weights) AllowedRange.Check<double>(w, 0, 1e6, "", nameof(weights), "weights: [0.1, 0.1]");
        AllowedRange.Check<double>(gain, 0, 1e6, "", nameof(gain), "gain: 0.8");
        // Whole vectors; a play of weight 0 adds nothing.
        var padded = (thresholdsM.Length + 3) / 4 * 4;
        (_thresholds, _weights, _plays, _gain) = (new double[padded], new double[padded], new double[padded], gain);
        thresholdsM.CopyTo(_thresholds);
        weights.CopyTo(_weights);
        Reset(0);
    }

    private PrandtlIshlinskii(PrandtlIshlinskii other)
    {
        (_thresholds, _weights, _plays) = (other._thresholds, other._weights, (double[])other._plays.Clone());
        (_gain, _input, Output) = (other._gain, other._input, other.Output);
    }

    /// <summary>y in m, after the last input.</summary>
    public double Output { get; private set; }

    /// <summary>
    /// The operator of a piezo whose loop over its full stroke ±A opens by the part h of the stroke. A uniform density of plays
    /// over thresholds 0 to A gives p₀ = 1 − 2h and, for a loop of half-stroke a, an opening of h a/A of the stroke and the gain
    /// 1 − 2h(1 − a/A). All is then divided by the gain at the half-stroke of calibration, where told and real strokes agree.
    /// </summary>
    /// <param name="halfStrokeM">A in m.</param>
    /// <param name="openingFraction">h: difference of the branches in the middle of the loop, over the stroke; 0 to 0.4.</param>
    /// <param name="calibrationHalfStrokeM">Half-stroke at which the scanner was calibrated in m; null is A.</param>
    /// <param name="plays">Number of plays; thresholds lie closer together towards 0, so that small scans have their loops too.</param>
    public static PrandtlIshlinskii ForStroke(double halfStrokeM, double openingFraction, double? calibrationHalfStrokeM = null, int plays = 16)
    {
        AllowedRange.Check<double>(halfStrokeM, 1e-12, 1, "m", nameof(halfStrokeM), "halfStrokeM: 5e-6");
        AllowedRange.Check<double>(openingFraction, 0, 0.4, "", nameof(openingFraction), "openingFraction: 0.06");
        AllowedRange.Check<double>(plays, 1, 1024, "", nameof(plays), "plays: 16");
        var calibration = calibrationHalfStrokeM ?? halfStrokeM;
        AllowedRange.Check<double>(calibration, 1e-12, halfStrokeM, "m", nameof(calibrationHalfStrokeM), "calibrationHalfStrokeM: null for the full stroke");
        double Edge(int i) => halfStrokeM * i * i / (plays * plays);
        var thresholds = Enumerable.Range(0, plays).Select(i => (Edge(i) + Edge(i + 1)) / 2).ToArray();
        var weights = Enumerable.Range(0, plays).Select(i => 4 * openingFraction * (Edge(i + 1) - Edge(i)) / halfStrokeM).ToArray();
        var gain = 1 - 2 * openingFraction;
        var gainThere = gain + thresholds.Zip(weights, (r, w) => w * Math.Max(0, 1 - r / calibration)).Sum();
        return new PrandtlIshlinskii(thresholds, Array.ConvertAll(weights, w => w / gainThere), gain / gainThere);
    }

    /// <summary>Forgets the past: the state after a monotone first move from 0 to <paramref name="inputM"/>.</summary>
    public void Reset(double inputM)
    {
        Array.Clear(_plays);
        _input = double.NaN;
        Apply(inputM);
    }

    /// <summary>Moves the input to u and returns y; the input is taken to move there without a reversal.</summary>
    /// <param name="inputM">u in m.</param>
    public double Apply(double inputM)
    {
        if (inputM == _input) return Output;
        _input = inputM;
        // The three arrays have one length, a multiple of four. A controller comes here tens of thousands of times per second of scanning.
        ref var plays = ref MemoryMarshal.GetArrayDataReference(_plays);
        ref var thresholds = ref MemoryMarshal.GetArrayDataReference(_thresholds);
        ref var weights = ref MemoryMarshal.GetArrayDataReference(_weights);
        var u = Vector256.Create(inputM);
        var sum = Vector256<double>.Zero;
        for (nuint i = 0; i < (nuint)_plays.Length; i += 4)
        {
            var r = Vector256.LoadUnsafe(ref thresholds, i);
            var play = Vector256.MaxNative(u - r, Vector256.MinNative(u + r, Vector256.LoadUnsafe(ref plays, i)));
            play.StoreUnsafe(ref plays, i);
            sum += Vector256.LoadUnsafe(ref weights, i) * play;
        }
        var halves = sum.GetLower() + sum.GetUpper();
        return Output = _gain * inputM + (halves[0] + halves[1]);
    }

    /// <summary>A copy with its own memory of the past.</summary>
    public PrandtlIshlinskii Clone() => new(this);
}
