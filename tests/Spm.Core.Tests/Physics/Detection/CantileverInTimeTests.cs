using System.Numerics;
using CsCheck;
using Spm.Core.Physics;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Tests.Physics.Detection;

public class CantileverInTimeTests
{
    [Fact]
    public void A_band_excitation_in_time_meets_the_oscillator_of_the_formula() => Gen.Select(Gen.Double[-1, 1], Gen.Double[-8, 8], Gen.Double[-0.5, 0.5]).ForAll(chosen =>
    {
        var (polarization, biasV, potentialV) = chosen;
        var chain = new SignalChain { Digitizer = new Digitizer { RangeV = 1 } }.Quiet();
        var drive = BandDrive.Flat(4e6, 4096, 350e3, 80);
        var (cantilever, surface) = (new Cantilever(), new SurfacePoint(0, 0.05, 0.5, -0.3, potentialV));
        var recorder = new SignalRecorder(chain, 1);
        var place = cantilever.InTime(chain.Detector, 40, surface, polarization, biasV);
        recorder.Place(place.Modes, place.Force);
        recorder.Settle(drive, 2, cantilever.DrivePhaseRad);
        var voltage = drive.Turned(cantilever.DrivePhaseRad).Select(u => 2 * u).ToArray();
        var (volts, spectrum) = (new double[drive.Samples], new Complex[80]);
        // The second period: the part quadratic in the voltage has rung up in the first.
        recorder.Record(voltage, volts);
        recorder.Record(voltage, volts);
        new BandSpectrum(drive).Read(volts, spectrum);
        var truth = cantilever.Resonance(surface, polarization, biasV, 2);
        // The images of the polygon, and what is left after six ring-downs of the quadratic part's start, c V_ac² Q e^{−6}/4.
        var tolerance = 2e-4 * truth.AmplitudeV + cantilever.ElectrostaticVPerV2 * 4 * truth.QualityFactor * Math.Exp(-6) / 4;
        return Enumerable.Range(0, 80).All(j => (spectrum[j] - truth.Response(drive.FrequencyHz(j))).Magnitude < tolerance);
    });

    [Fact]
    public void The_sum_of_two_tones_appears_with_the_electrostatic_force_and_not_without()
    {
        double SumTone(double electrostatic)
        {
            var chain = new SignalChain().Quiet();
            var place = new Cantilever(ElectrostaticVPerV2: electrostatic).InTime(chain.Detector, 40, new SurfacePoint(0, 0, 0, 0, 0), 1, 0);
            var recorder = new SignalRecorder(chain, 1);
            recorder.Place(place.Modes, place.Force);
            // Tones at 150 and 200 kHz, whose sum is the resonance; 40,000 samples hold whole periods of both.
            var drive = Enumerable.Range(0, 40_000).Select(n => Math.Cos(2 * Math.PI * 150e3 * n / 4e6) + Math.Cos(2 * Math.PI * 200e3 * n / 4e6)).ToArray();
            var volts = new double[drive.Length];
            recorder.Record(drive, volts);
            recorder.Record(drive, volts);
            var sum = Complex.Zero;
            for (var n = 0; n < volts.Length; n++) sum += 2.0 / volts.Length * volts[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * 350e3 * n / 4e6);
            return sum.Magnitude;
        }
        // ½ c (cos + cos)² has c/2 of the sum tone, Q times as much at resonance.
        var expected = 1.5e-5 / 2 * 170;
        Assert.Equal(expected, SumTone(1.5e-5), 0.05 * expected);
        Assert.Equal(0, SumTone(0), 1e-9);
    }
}
