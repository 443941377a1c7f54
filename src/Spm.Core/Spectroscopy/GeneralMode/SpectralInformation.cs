namespace Spm.Core.Spectroscopy.GeneralMode;

/// <summary>
/// What a set of bins holds above the noise: energy Σ (|X_k|² − 2σ²)⁺ as the mean square it has in time, and Shannon's information Σ log₂(1 + (|X_k|² − 2σ²)⁺/2σ²) of as many complex Gaussian
/// channels. Source: Shannon, Proc. IRE 37, 10 (1949).
/// </summary>
/// <param name="Bins">Bins that rise above the noise threshold.</param>
/// <param name="EnergyV2">Mean square in V².</param>
/// <param name="Bits">Information in bit.</param>
public readonly record struct SpectralInformation(int Bins, double EnergyV2, double Bits);
