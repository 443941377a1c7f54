using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// Optical lever and its amplifier: deflection in m to volts, with the detector's own noise and saturation.
/// <code>
/// V = clamp( G (S z + V_0) + n(t), ±V_sat ),   one-sided noise density S_n(f) = e² (1 + f_c/f), V²/Hz at the output
/// </code>
/// e is white (shot and amplifier noise), the rest is 1/f noise of corner frequency f_c (<see cref="FlickerNoise"/>). The converter's anti-alias filter is
/// taken as ideal: white noise reaches half the sampling rate. Sources: Gustafsson and Clarke, J. Appl. Phys. 76, 172 (1994) for the lever;
/// Fukuma, Kimura, Kobayashi, Matsushige and Yamada, Rev. Sci. Instrum. 76, 053704 (2005) for noise densities.
/// </summary>
public sealed record Photodetector
{
    /// <summary>S: sensitivity in V/m, the inverse of the optical lever sensitivity; 1e7 V/m is 100 nm/V.</summary>
    public double SensitivityVPerM { get; init; } = 2e7;

    /// <summary>G: gain of the amplifier.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>V_0: offset in V before the gain, for instance of a spot that is not centred.</summary>
    public double OffsetV { get; init; }

    /// <summary>V_sat: largest output in V.</summary>
    public double SaturationV { get; init; } = 10;

    /// <summary>e: white noise at the output in V/√Hz.</summary>
    public double WhiteNoiseVPerRootHz { get; init; } = 2e-6;

    /// <summary>f_c: where 1/f noise equals white noise, in Hz.</summary>
    public double FlickerCornerHz { get; init; } = 1e3;

    /// <summary>White noise.</summary>
    public bool WhiteNoiseOn { get; init; } = true;

    /// <summary>1/f noise.</summary>
    public bool FlickerNoiseOn { get; init; } = true;

    /// <summary>Clipping at ±<see cref="SaturationV"/>.</summary>
    public bool SaturationOn { get; init; } = true;

    /// <summary>G S: volts at the output per metre.</summary>
    public double OutputVPerM => Gain * SensitivityVPerM;

    /// <summary>S_n(f) of the effects that are on, in V²/Hz, one-sided.</summary>
    public double NoiseDensity(double frequencyHz) =>
        WhiteNoiseVPerRootHz * WhiteNoiseVPerRootHz * ((WhiteNoiseOn ? 1 : 0) + (FlickerNoiseOn ? FlickerCornerHz / frequencyHz : 0));

    /// <summary>V for each deflection. On entry <paramref name="outputV"/> holds coloured noise in V.</summary>
    /// <param name="deflectionM">z in m.</param>
    /// <param name="normals">Standard normals of the white noise, or empty.</param>
    /// <param name="sampleRateHz">Sampling rate; white noise has the standard deviation e √(f_s/2).</param>
    /// <param name="outputV">Noise in, output out.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Output(ReadOnlySpan<double> deflectionM, ReadOnlySpan<float> normals, double sampleRateHz, Span<double> outputV)
    {
        var (perMetre, offset, sigma) = (OutputVPerM, Gain * OffsetV, WhiteNoiseVPerRootHz * Math.Sqrt(sampleRateHz / 2));
        var limit = SaturationOn ? SaturationV : double.PositiveInfinity;
        var (perMetres, offsets, sigmas, highs, lows) =
            (Vector256.Create(perMetre), Vector256.Create(offset), Vector256.Create(sigma), Vector256.Create(limit), Vector256.Create(-limit));
        ref var deflection = ref MemoryMarshal.GetReference(deflectionM);
        ref var normal = ref MemoryMarshal.GetReference(normals);
        ref var output = ref MemoryMarshal.GetReference(outputV);
        var (i, noisy) = (0, !normals.IsEmpty);
        for (; i + 4 <= outputV.Length; i += 4)
        {
            var v = Vector256.FusedMultiplyAdd(perMetres, Vector256.LoadUnsafe(ref deflection, (nuint)i), offsets) + Vector256.LoadUnsafe(ref output, (nuint)i);
            if (noisy) v = Vector256.FusedMultiplyAdd(sigmas, Vector256.WidenLower(Vector128.LoadUnsafe(ref normal, (nuint)i).ToVector256Unsafe()), v);
            Vector256.MinNative(Vector256.MaxNative(v, lows), highs).StoreUnsafe(ref output, (nuint)i);
        }
        for (; i < outputV.Length; i++)
        {
            var v = Math.FusedMultiplyAdd(perMetre, deflectionM[i], offset) + outputV[i];
            if (noisy) v = Math.FusedMultiplyAdd(sigma, normals[i], v);
            outputV[i] = Math.Clamp(v, -limit, limit);
        }
    }

    /// <summary>Throws <see cref="ArgumentOutOfRangeException"/> for a detector that cannot exist.</summary>
    internal void Check()
    {
        PhysicalRange.Require(SensitivityVPerM, 1, 1e12, "V/m", nameof(SensitivityVPerM), "SensitivityVPerM = 2e7");
        PhysicalRange.Require(Gain, 1e-6, 1e6, "", nameof(Gain), "Gain = 1");
        PhysicalRange.Require(OffsetV, -1e3, 1e3, "V", nameof(OffsetV), "OffsetV = 0");
        PhysicalRange.Require(SaturationV, 1e-6, 1e6, "V", nameof(SaturationV), "SaturationV = 10");
        PhysicalRange.Require(WhiteNoiseVPerRootHz, 0, 1, "V/√Hz", nameof(WhiteNoiseVPerRootHz), "WhiteNoiseVPerRootHz = 2e-6");
        PhysicalRange.Require(FlickerCornerHz, 0, 1e9, "Hz", nameof(FlickerCornerHz), "FlickerCornerHz = 1e3");
    }
}
