using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>Strength of the noise. White noise is in the error signal; 1/f noise and hum shake the tip–sample distance itself.</summary>
/// <param name="WhiteMPerRootHz">One-sided density of white noise in m/√Hz; each sample has the standard deviation density · √(rate/2).</param>
/// <param name="FlickerMPerRootHz">Density of 1/f noise at 1 Hz in m/√Hz: see <see cref="FlickerProcess"/>.</param>
/// <param name="HumM">Amplitude of the hum in m: see <see cref="MainsHum"/>.</param>
/// <param name="HumThirdHarmonic">Third harmonic of the hum over its fundamental.</param>
/// <param name="MainsHz">Frequency of the mains in Hz.</param>
public sealed record ScanNoiseOptions(double WhiteMPerRootHz = 0.5e-12, double FlickerMPerRootHz = 20e-12, double HumM = 15e-12, double HumThirdHarmonic = 0.3, double MainsHz = 50)
{
    internal void Check()
    {
        AllowedRange.Check<double>(WhiteMPerRootHz, 0, 1e-6, "m", nameof(WhiteMPerRootHz), "WhiteMPerRootHz: 0.5e-12");
        AllowedRange.Check<double>(FlickerMPerRootHz, 0, 1e-6, "m", nameof(FlickerMPerRootHz), "FlickerMPerRootHz: 20e-12");
        AllowedRange.Check<double>(HumM, 0, 1e-6, "m", nameof(HumM), "HumM: 15e-12");
        AllowedRange.Check<double>(HumThirdHarmonic, 0, 10, "", nameof(HumThirdHarmonic), "HumThirdHarmonic: 0.3");
        AllowedRange.Check<double>(MainsHz, 1, 1e3, "Hz", nameof(MainsHz), "MainsHz: 50");
    }
}
