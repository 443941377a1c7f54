using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// Creep of a piezo. After a step from rest by x₀ the position follows x(t) = x₀ (1 + γ log₁₀(t/t₀))
/// (Jung and Gweon, Rev. Sci. Instrum. 71, 1896, 2000). For any motion u(t) that law is the superposition of relaxations whose times
/// are spread evenly over the logarithm, two per decade:
/// <code>
/// x = u + (γ/2) Σ_k (z_k − u_rest)      dz_k/dt = (u − z_k)/τ_k      τ_k = t₀ e^{C} 10^{(k + ½)/2}
/// </code>
/// with Euler's constant C: the integral of 1 − e^{−t/τ} over log₁₀ τ from log₁₀ τ₀ up is (ln(t/τ₀) + C + E₁(t/τ₀))/ln 10. From 5 t₀ to 10⁵ t₀ the sum
/// is the law to within 0.03 γ x₀; before, creep begins smoothly instead of at minus infinity. Steps are exact for an input that is
/// constant during the step, however long; steps shorter than t₀/200 are gathered to that length with their mean input, which is slow
/// enough for a controller's rate and fast enough for the fastest relaxation, 3 t₀.
/// </summary>
public sealed class LogCreep
{
    /// <summary>Decades of time that the relaxations cover.</summary>
    public const int Decades = 6;

    private const int Relaxations = 2 * Decades;
    private const double GatheredPart = 1.0 / 200;
    private const double EulerGamma = 0.57721566490153286;
    private readonly double _scale, _referenceTimeS;
    private readonly double[] _states = new double[Relaxations], _parts = new double[Relaxations];
    private double _rest, _creep, _gatheredS, _gatheredMS, _preparedS = double.NaN;

    /// <summary>Makes the operator, at rest at 0.</summary>
    /// <param name="fractionPerDecade">γ: creep per decade of time, over the step. 0.01 to 0.02 for a tube scanner.</param>
    /// <param name="referenceTimeS">t₀ in s.</param>
    public LogCreep(double fractionPerDecade, double referenceTimeS)
    {
        AllowedRange.Check<double>(fractionPerDecade, 0, 0.2, "", nameof(fractionPerDecade), "fractionPerDecade: 0.015");
        AllowedRange.Check<double>(referenceTimeS, 1e-6, 1e3, "s", nameof(referenceTimeS), "referenceTimeS: 0.1");
        (_scale, _referenceTimeS) = (fractionPerDecade / 2, referenceTimeS);
    }

    /// <summary>Position in m after the last step.</summary>
    public double Output { get; private set; }

    /// <summary>At rest at <paramref name="inputM"/>, all creep over.</summary>
    public void Reset(double inputM)
    {
        Array.Fill(_states, inputM);
        (_rest, Output) = (inputM, inputM);
        (_creep, _gatheredS, _gatheredMS) = (0, 0, 0);
    }

    /// <summary>Holds the input at u for a time and returns the position at its end.</summary>
    /// <param name="inputM">u in m.</param>
    /// <param name="durationS">Length of the step in s.</param>
    public double Step(double inputM, double durationS)
    {
        _gatheredS += durationS;
        _gatheredMS += inputM * durationS;
        if (_gatheredS >= GatheredPart * _referenceTimeS) Relax();
        return Output = inputM + _creep;
    }

    private void Relax()
    {
        if (_gatheredS != _preparedS) Prepare(_gatheredS);
        var (u, rest, sum) = (Vector256.Create(_gatheredMS / _gatheredS), Vector256.Create(_rest), Vector256<double>.Zero);
        (_gatheredS, _gatheredMS) = (0, 0);
        ref var states = ref MemoryMarshal.GetArrayDataReference(_states);
        ref var parts = ref MemoryMarshal.GetArrayDataReference(_parts);
        for (nuint k = 0; k < Relaxations; k += 4)
        {
            var z = Vector256.LoadUnsafe(ref states, k);
            z += Vector256.LoadUnsafe(ref parts, k) * (u - z);
            z.StoreUnsafe(ref states, k);
            sum += z - rest;
        }
        var halves = sum.GetLower() + sum.GetUpper();
        _creep = _scale * (halves[0] + halves[1]);
    }

    /// <summary>A copy with its own memory of the past.</summary>
    public LogCreep Clone()
    {
        var copy = new LogCreep(2 * _scale, _referenceTimeS) { _rest = _rest, _creep = _creep, _gatheredS = _gatheredS, _gatheredMS = _gatheredMS, Output = Output };
        _states.CopyTo(copy._states, 0);
        return copy;
    }

    private void Prepare(double durationS)
    {
        _preparedS = durationS;
        for (var k = 0; k < Relaxations; k++)
            _parts[k] = 1 - Math.Exp(-durationS / (_referenceTimeS * Math.Exp(EulerGamma) * Math.Pow(10, (k + 0.5) / 2)));
    }
}
