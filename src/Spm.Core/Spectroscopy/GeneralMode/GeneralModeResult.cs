namespace Spm.Core.Spectroscopy.GeneralMode;

/// <summary>A filtered stream and what was kept of it.</summary>
/// <param name="SignalV">The stream after the inverse Fourier transform, in the unit of the input.</param>
/// <param name="Floors">The noise floor of each segment, lowest frequencies first; empty when it was off. Unit: that of |Σ v_n e^{−2πikn/N}|.</param>
/// <param name="Kept">Which of the N/2 + 1 bins were kept.</param>
/// <param name="KeptInformation">What the kept bins hold.</param>
/// <param name="TotalInformation">What all bins above the noise hold, mean and filter aside.</param>
public sealed record GeneralModeResult(double[] SignalV, NoiseFloor[] Floors, bool[] Kept, SpectralInformation KeptInformation, SpectralInformation TotalInformation)
{
    /// <summary>Part of the energy above the noise that was kept, 0 to 1.</summary>
    public double EnergyKept => TotalInformation.EnergyV2 > 0 ? KeptInformation.EnergyV2 / TotalInformation.EnergyV2 : 0;

    /// <summary>Part of the information that was kept, 0 to 1.</summary>
    public double InformationKept => TotalInformation.Bits > 0 ? KeptInformation.Bits / TotalInformation.Bits : 0;
}

/// <summary>
/// What a set of bins holds above the noise: energy Σ (|X_k|² − 2σ²)⁺ as the mean square it has in time, and Shannon's information Σ log₂(1 + (|X_k|² − 2σ²)⁺/2σ²) of as many complex Gaussian
/// channels. Source: Shannon, Proc. IRE 37, 10 (1949).
/// </summary>
/// <param name="Bins">Bins that rise above the noise threshold.</param>
/// <param name="EnergyV2">Mean square in V².</param>
/// <param name="Bits">Information in bit.</param>
public readonly record struct SpectralInformation(int Bins, double EnergyV2, double Bits);
