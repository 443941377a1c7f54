using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>Fitted spectra in the solver's variables, one per lane: c/(u² − d − i b u), with what their uncertainty needs (see <see cref="ShoLaneState{T}"/>).</summary>
internal struct ShoEstimate<T> where T : struct, ILanes<T>
{
    public T D, B, CRe, CIm, Cost, Mdd, Mdb, Mbb, S0, KdRe, KdIm, KbRe, KbIm, Evaluations;

    /// <summary>
    /// Amplitude |c|/d, f0 = f_c √d, Q = √d/b, phase arg c, and their standard errors from σ²(JᴴJ)⁻¹, <paramref name="variance"/> being σ² per component:
    /// δc/c = ε − K_d δd − K_b δb with ε of variance σ²/(S0|c|²) per component and (δd, δb) of covariance σ² M⁻¹.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly ShoParameters<T> Parameters(double centreHz, T variance)
    {
        T one = T.Broadcast(1), half = T.Broadcast(0.5);
        var root = T.Sqrt(D);
        var square = T.MultiplyAdd(CRe, CRe, CIm * CIm);
        var (inverseD, inverseB) = (one / D, one / B);
        var amplitude = T.Sqrt(square) * inverseD;
        var (frequency, quality) = (root * T.Broadcast(centreHz), root * inverseB);

        var inverse = variance / T.SubtractProduct(Mdd * Mbb, Mdb, Mdb);
        var (dd, bb, db) = (Mbb * inverse, Mdd * inverse, default(T) - Mdb * inverse);
        var own = variance / (S0 * square);
        return new()
        {
            Amplitude = amplitude,
            Frequency = frequency,
            Quality = quality,
            Phase = LaneAngle.Of(CIm, CRe),
            AmplitudeError = amplitude * T.Sqrt(own + Quadratic(KdRe + inverseD, KbRe, dd, bb, db)),
            FrequencyError = frequency * half * inverseD * T.Sqrt(dd),
            QualityError = quality * T.Sqrt(Quadratic(half * inverseD, default(T) - inverseB, dd, bb, db)),
            PhaseError = T.Sqrt(own + Quadratic(KdIm, KbIm, dd, bb, db)),
        };
    }

    /// <summary>One lane's estimate.</summary>
    public readonly ShoEstimate Lane(int lane)
    {
        ShoEstimate one = default;
        ref var from = ref Unsafe.Add(ref Unsafe.As<T, double>(ref Unsafe.AsRef(in D)), lane);
        ref var to = ref one.D;
        for (var field = 0; field < ShoEstimate.FieldCount; field++) Unsafe.Add(ref to, field) = Unsafe.Add(ref from, field * T.Width);
        return one;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Quadratic(T x, T y, T dd, T bb, T db) => T.MultiplyAdd(x * x, dd, T.MultiplyAdd(y * y, bb, T.Broadcast(2) * x * y * db));
}

/// <summary>What is reported of a fit, one per lane: parameters and standard errors.</summary>
internal struct ShoParameters<T> where T : struct, ILanes<T>
{
    public T Amplitude, Frequency, Quality, Phase, AmplitudeError, FrequencyError, QualityError, PhaseError;
}

/// <summary>The estimate of one spectrum; the fields are those of <see cref="ShoEstimate{T}"/>, in the same order.</summary>
internal struct ShoEstimate
{
    public const int FieldCount = 14;

    public double D, B, CRe, CIm, Cost, Mdd, Mdb, Mbb, S0, KdRe, KdIm, KbRe, KbIm, Evaluations;

    /// <summary>As a fit of one lane.</summary>
    public readonly ShoEstimate<Lanes1> AsLane() => Unsafe.BitCast<ShoEstimate, ShoEstimate<Lanes1>>(this);
}

/// <summary>Parameters and standard errors of one spectrum, in the order of <see cref="ShoParameters{T}"/>.</summary>
internal struct ShoNumbers
{
    public double Amplitude, Frequency, Quality, Phase, AmplitudeError, FrequencyError, QualityError, PhaseError;

    public readonly void Write(double scale, Span<double> values, Span<double> errors)
    {
        (values[0], values[1], values[2], values[3]) = (scale * Amplitude, Frequency, Quality, Phase);
        (errors[0], errors[1], errors[2], errors[3]) = (scale * AmplitudeError, FrequencyError, QualityError, PhaseError);
    }
}
