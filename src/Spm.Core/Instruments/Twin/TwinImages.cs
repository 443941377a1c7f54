using System.Numerics;
using Spm.Core.Physics;

namespace Spm.Core.Instruments.Twin;

/// <summary>
/// Imaging channels as a resonance-tracking scan delivers them: the complex response at resonance is i A Q e^{iφ} plus noise σ per
/// component; amplitude is its modulus, phase its argument less π/2. The tracked resonance errs by
/// f0/(2Q) · σ/(A Q), the slope of the phase at resonance, at most by half a line width. Height has white noise and an offset per line.
/// </summary>
/// <param name="options">Noise and switches.</param>
/// <param name="seed">Seed of the noise.</param>
/// <param name="measurement">Number of the measurement.</param>
internal sealed class TwinImages(TwinOptions options, int seed, long measurement)
{
    /// <summary>The channels, with quantity and unit.</summary>
    public static readonly IReadOnlyDictionary<string, (string Quantity, string Unit)> Channels = new Dictionary<string, (string, string)>
    {
        ["height"] = ("Height", "m"),
        ["amplitude"] = ("Amplitude", "V"),
        ["phase"] = ("Phase", "rad"),
        ["resonance"] = ("Resonance frequency", "Hz"),
    };

    /// <summary>Values of all channels at one pixel, in the order of <see cref="Channels"/>.</summary>
    public (double HeightM, double AmplitudeV, double PhaseRad, double ResonanceHz) MeasurePixel(TwinMeasurement truth, int pixel, int row)
    {
        var oscillator = truth.Resonance(pixel);
        var (height, response) = (truth.HeightM[pixel], Complex.FromPolarCoordinates(oscillator.AmplitudeV * oscillator.QualityFactor, oscillator.PhaseRad));
        var resonance = oscillator.ResonanceHz;
        if (options.NoiseOn)
        {
            var line = new RandomSequence(seed, RandomPurpose.ImageNoise, measurement, -1 - row);
            var noise = new RandomSequence(seed, RandomPurpose.ImageNoise, measurement, pixel);
            height += options.HeightNoiseM * (noise.NextGaussian() + line.NextGaussian());
            var halfWidth = resonance / (2 * oscillator.QualityFactor);
            var relativeNoise = truth.SigmaV / Math.Max(response.Magnitude, double.Epsilon);
            resonance += halfWidth * Math.Clamp(relativeNoise * noise.NextGaussian(), -1, 1);
            response += truth.SigmaV * noise.NextComplexGaussian();
        }
        return (height, response.Magnitude, response.Phase, resonance);
    }
}
