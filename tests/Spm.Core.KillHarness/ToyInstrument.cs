using System.Numerics;
using System.Runtime.InteropServices;
using Spm.Core.Experiments;

namespace Spm.Core.KillHarness;

/// <summary>An instrument whose answer depends on all that was done before: a sample that creeps after the bias, and a noise generator of its own.</summary>
internal sealed class ToyInstrument
{
    private const double FirstNoise = 0.3;
    private readonly double[] _memory = [0, FirstNoise, 0];
    private bool _forgets;

    private ref double Polarization => ref _memory[0];

    private ref double Noise => ref _memory[1];

    private ref double ClockS => ref _memory[2];

    /// <summary>From now on every point begins at the same state: an instrument that needs no restoring.</summary>
    public void Forget() => _forgets = true;

    public StateSnapshots Snapshots() => new(() => MemoryMarshal.AsBytes(_memory.AsSpan()).ToArray(), bytes => bytes.CopyTo(MemoryMarshal.AsBytes(_memory.AsSpan())));

    public Task<MeasuredPoint> MeasureAsync(PlannedPoint point, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_forgets) (Polarization, Noise) = (0, FirstNoise);
        var random = point.OpenRandom();
        Polarization += 0.3 * (Math.Tanh(point.Coordinates[0] / 3) - Polarization);
        // The logistic map: a generator in which one bit of difference grows to a whole within fifty draws.
        var response = new Complex[8];
        for (var k = 0; k < response.Length; k++)
        {
            Noise = 3.99 * Noise * (1 - Noise);
            response[k] = Polarization * Complex.FromPolarCoordinates(1, k) + 0.01 * (random.NextComplexGaussian() + Noise);
        }

        ClockS = _forgets ? point.Index + 1 : ClockS + 1 + random.NextUniform();
        return Task.FromResult(new MeasuredPoint(
            [new JournalValue("response", "V", response), new JournalValue("amplitude", "V", response.Max(r => r.Magnitude))], ClockS));
    }
}
