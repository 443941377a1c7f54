using System.Numerics;

namespace Spm.Core.Experiments;

/// <summary>
/// Brings a simulator to its state by measuring the recorded points on it again, which costs no laboratory time, and proves at each that it answers as it did: bit
/// for bit. Never for a real instrument, whose sample would be measured twice.
/// </summary>
/// <param name="path">The journal, for messages.</param>
/// <param name="seed">The run's seed.</param>
/// <param name="measure">The measuring function of the run, on a simulator that is as new.</param>
public sealed class SimulatorReplay(string path, int seed, MeasurePoint measure) : IResumable
{
    /// <inheritdoc/>
    public byte[] SaveState() => [];

    /// <inheritdoc/>
    public async Task RestoreAsync(IReadOnlyList<JournalPoint> points, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(points);
        foreach (var point in points)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var again = await measure(new PlannedPoint(point.Index, point.Coordinates, seed), cancellationToken).ConfigureAwait(false);
            if (Difference(point, again) is { } difference)
                throw new JournalException(JournalFault.NotReproducible, path, $"the simulator does not answer as it did: at point {point.Index} {difference}. " +
                    "It must be as new, with the same seed, options and version, and the measuring function must use nothing but the point and the simulator. The journal was not changed.");
        }
    }

    private static string? Difference(JournalPoint before, MeasuredPoint again)
    {
        if (!SameBits(before.ClockS, again.ClockS)) return $"its clock was {before.ClockS:R} s and is now {again.ClockS:R} s";
        if (before.Values.Count != again.Values.Count) return $"it gave {before.Values.Count} values and gives {again.Values.Count}";
        foreach (var (was, now) in before.Values.Zip(again.Values))
        {
            if ((was.Name, was.Unit, was.Count, was.IsComplex) != (now.Name, now.Unit, now.Count, now.IsComplex))
                return $"it gave {was.Count} numbers of {was.Name} in {was.Unit} and gives {now.Count} of {now.Name} in {now.Unit}";
            for (var k = 0; k < was.Count; k++)
            {
                var (a, b) = (At(was, k), At(now, k));
                if (!SameBits(a.Real, b.Real) || !SameBits(a.Imaginary, b.Imaginary)) return $"{was.Name}[{k}] was {Told(was, a)} and is now {Told(now, b)}";
            }
        }

        return null;
    }

    private static Complex At(JournalValue value, int k) => value.IsComplex ? value.Complex[k] : value.Real[k];

    private static string Told(JournalValue value, Complex number) => (value.IsComplex ? $"{number:R}" : $"{number.Real:R}") + (value.Unit.Length > 0 ? $" {value.Unit}" : "");

    private static bool SameBits(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);
}
