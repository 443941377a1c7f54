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
