using System.Numerics;
using Spm.Core.Physics;

namespace Spm.Core.Instruments.Twin;

/// <summary>
/// Imaging channels as a scan delivers them. Band excitation tracks the resonance: the complex response there is i A Q e^{iφ} plus noise σ
/// per component; amplitude is its modulus, phase its argument less π/2. The tracked resonance errs by
/// f0/(2Q) · σ/(A Q), the slope of the phase at resonance, at most by half a line width. Height has white noise and an offset per line.
/// Potential, current, adhesion, modulus and deflection are what <see cref="TwinChannels"/> says, with white noise.
/// </summary>
/// <param name="options">Noise and switches.</param>
/// <param name="seed">Seed of the noise.</param>
/// <param name="measurement">Number of the measurement.</param>
internal sealed class TwinImages(TwinOptions options, int seed, long measurement)
{
    /// <summary>Values of all channels at one pixel, in the order of <see cref="TwinChannels.All"/>.</summary>
    public void MeasurePixel(TwinMeasurement truth, int pixel, int row, Span<double> values)
    {
        var oscillator = truth.Resonance(pixel);
        var (height, response) = (truth.HeightM[pixel], Complex.FromPolarCoordinates(oscillator.AmplitudeV * oscillator.QualityFactor, oscillator.PhaseRad));
        var resonance = oscillator.ResonanceHz;
        double potential = truth.PotentialV[pixel], current = truth.CurrentA[pixel], adhesion = truth.AdhesionN[pixel],
            modulus = truth.ModulusPa[pixel], deflection = truth.DeflectionM[pixel];
        if (options.NoiseOn)
        {
            var line = new RandomSequence(seed, RandomPurpose.ImageNoise, measurement, -1 - row);
            var noise = new RandomSequence(seed, RandomPurpose.ImageNoise, measurement, pixel);
            height += options.HeightNoiseM * (noise.NextGaussian() + line.NextGaussian());
            var halfWidth = resonance / (2 * oscillator.QualityFactor);
            var relativeNoise = truth.SigmaV / Math.Max(response.Magnitude, double.Epsilon);
            resonance += halfWidth * Math.Clamp(relativeNoise * noise.NextGaussian(), -1, 1);
            response += truth.SigmaV * noise.NextComplexGaussian();

            var other = new RandomSequence(seed, RandomPurpose.ChannelNoise, measurement, pixel);
            var (electric, force) = (other.NextComplexGaussian(), other.NextComplexGaussian());
            potential += options.Channels.PotentialNoiseV * electric.Real;
            current += options.Channels.CurrentNoiseA * electric.Imaginary;
            adhesion += options.Channels.AdhesionNoiseN * force.Real;
            modulus *= Math.Exp(options.Channels.ModulusNoise * force.Imaginary);
            deflection += options.HeightNoiseM * other.NextGaussian();
        }
        ReadOnlySpan<double> all = [height, response.Magnitude, response.Phase, resonance, potential, current, adhesion, modulus, deflection];
        all.CopyTo(values);
    }
}
