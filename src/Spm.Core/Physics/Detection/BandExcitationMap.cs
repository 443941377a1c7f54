using System.Numerics;

namespace Spm.Core.Physics.Detection;

/// <summary>Band excitation of many pixels on all cores. Pixels have noise of their own, so that the result does not depend on the number of threads.</summary>
public static class BandExcitationMap
{
    /// <summary>Pixels of a block, between two looks at the cancellation token.</summary>
    private const int Block = 64;

    /// <summary>Measures every pixel.</summary>
    /// <param name="create">Makes the measurement for one thread; all of them must be the same.</param>
    /// <param name="bins">Tones of the drive.</param>
    /// <param name="inTime">True: simulation of the whole chain in time; false: by formula.</param>
    /// <param name="resonances">The truth, [pixel].</param>
    /// <param name="spectraV">[pixel × bin], in V.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="progress">Receives the number of pixels measured so far, now and then.</param>
    /// <param name="cancel">Acts between blocks of pixels.</param>
    /// <exception cref="ArgumentException">The spectra have another length.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Measure(Func<BandExcitation> create, int bins, bool inTime, ReadOnlyMemory<ContactResonance> resonances, Memory<Complex> spectraV, int threads,
        IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        PhysicalRange.RequireLength(spectraV.Length, resonances.Length * bins, nameof(spectraV), "pixel and tone");
        ParallelBlocks.Run((resonances.Length + Block - 1) / Block, threads, create, (block, measurement) =>
        {
            var end = Math.Min(resonances.Length, (block + 1) * Block);
            for (var pixel = block * Block; pixel < end; pixel++)
            {
                var spectrum = spectraV.Span.Slice(pixel * bins, bins);
                if (inTime) measurement.MeasureInTime(resonances.Span[pixel], pixel, spectrum);
                else measurement.MeasureAnalytic(resonances.Span[pixel], pixel, spectrum);
            }
            return end - block * Block;
        }, progress, cancel);
    }
}
