using Spm.Core.Physics;

namespace Spm.Core.Instruments.Twin;

/// <summary>
/// The true values behind a dataset the twin measured. Arrays "per spectrum" follow the dataset's order without its Frequency
/// dimension; arrays "per pixel" are row-major over (Y, X). For an image there is one spectrum per pixel.
/// </summary>
/// <param name="pixels">Number of pixels.</param>
/// <param name="spectraPerPixel">Spectra at one pixel.</param>
/// <param name="sigmaV">Noise per component and bin.</param>
public sealed class TwinMeasurement(int pixels, int spectraPerPixel, double sigmaV)
{
    /// <summary>Spectra at one pixel.</summary>
    public int SpectraPerPixel => spectraPerPixel;

    /// <summary>
    /// σ in V: standard deviation of real and of imaginary part of the noise in each bin; 0 when noise is off. In time noise differs from bin to bin and with the oscillator: then its root mean
    /// square over the band for the cantilever's mean oscillator (<see cref="Physics.Detection.BandExcitation.SigmaV"/>), rounding included.
    /// </summary>
    public double SigmaV => sigmaV;

    /// <summary>A in V, per spectrum.</summary>
    public double[] AmplitudeV { get; } = new double[pixels * spectraPerPixel];

    /// <summary>f0 in Hz, per spectrum.</summary>
    public double[] ResonanceHz { get; } = new double[pixels * spectraPerPixel];

    /// <summary>Q, per spectrum.</summary>
    public double[] QualityFactor { get; } = new double[pixels * spectraPerPixel];

    /// <summary>φ in rad, per spectrum.</summary>
    public double[] PhaseRad { get; } = new double[pixels * spectraPerPixel];

    /// <summary>Polarization the tip sensed, in units of the spontaneous one, or the response that takes its place, per spectrum.</summary>
    public double[] Polarization { get; } = new double[pixels * spectraPerPixel];

    /// <summary>V_dc − V_cpd in V: how much higher the tip's potential was than that which the surface nulls, per spectrum.</summary>
    public double[] PotentialDifferenceV { get; } = new double[pixels * spectraPerPixel];

    /// <summary>Polarization the tip sensed before the pixel was measured, in units of the spontaneous one, per pixel.</summary>
    public double[] PolarizationBefore { get; } = new double[pixels];

    /// <summary>
    /// Bias in V at which the sensed polarization changes sign from down to up in the last cycle, per pixel; NaN where it does not.
    /// It is not exactly the a3 of a fitted loop, which is the middle of the transition.
    /// </summary>
    public double[] CoercivePlusV { get; } = NotANumber(pixels);

    /// <summary>Bias in V at which the sensed polarization changes sign from up to down in the last cycle, per pixel; NaN where it does not.</summary>
    public double[] CoerciveMinusV { get; } = NotANumber(pixels);

    /// <summary>Height in m, per pixel.</summary>
    public double[] HeightM { get; } = new double[pixels];

    /// <summary>Potential in V that Kelvin probe nulls, per pixel; 0 unless a scan asked for a channel beside height and resonance.</summary>
    public double[] PotentialV { get; } = new double[pixels];

    /// <summary>Current in A at the bias of the scan, per pixel; 0 as <see cref="PotentialV"/>.</summary>
    public double[] CurrentA { get; } = new double[pixels];

    /// <summary>Pull-off force in N, per pixel; 0 as <see cref="PotentialV"/>.</summary>
    public double[] AdhesionN { get; } = new double[pixels];

    /// <summary>Reduced modulus in Pa, per pixel; 0 as <see cref="PotentialV"/>.</summary>
    public double[] ModulusPa { get; } = new double[pixels];

    /// <summary>Deflection in m, per pixel; 0 as <see cref="PotentialV"/>.</summary>
    public double[] DeflectionM { get; } = new double[pixels];

    /// <summary>The oscillator of one spectrum.</summary>
    public ContactResonance Resonance(int spectrum) =>
        new(AmplitudeV[spectrum], ResonanceHz[spectrum], QualityFactor[spectrum], PhaseRad[spectrum]);

    /// <summary>Notes the truth of one spectrum.</summary>
    internal void Note(int spectrum, in ContactResonance resonance, double polarization, double potentialDifferenceV) =>
        (AmplitudeV[spectrum], ResonanceHz[spectrum], QualityFactor[spectrum], PhaseRad[spectrum], Polarization[spectrum], PotentialDifferenceV[spectrum]) =
        (resonance.AmplitudeV, resonance.ResonanceHz, resonance.QualityFactor, resonance.PhaseRad, polarization, potentialDifferenceV);

    private static double[] NotANumber(int count)
    {
        var values = new double[count];
        Array.Fill(values, double.NaN);
        return values;
    }
}
