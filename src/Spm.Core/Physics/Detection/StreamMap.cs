namespace Spm.Core.Physics.Detection;

/// <summary>
/// General-mode imaging: the raw digitizer stream of a map, [line × pixel × sample]. Along a line the cantilever moves on from pixel to pixel; lines have noise of their own and are computed
/// on all cores, so that the result does not depend on the number of threads.
/// </summary>
public static class StreamMap
{
    /// <summary>Records a map.</summary>
    /// <param name="chain">Detector, digitizer, temperature and switches.</param>
    /// <param name="seed">Seed of all noise.</param>
    /// <param name="measurement">Number of the measurement.</param>
    /// <param name="lines">Number of lines.</param>
    /// <param name="pixels">Pixels of a line.</param>
    /// <param name="acV">Voltage in V during each pixel, [sample].</param>
    /// <param name="at">What the tip meets at (line, pixel); called from several threads.</param>
    /// <param name="codes">Receives lines × pixels × samples codes; <see cref="Digitizer.ToVolts(ReadOnlySpan{short}, Span{double})"/> turns them into volts.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="progress">Receives the number of lines recorded so far.</param>
    /// <param name="cancel">Acts between pixels.</param>
    /// <returns>Number of samples the digitizer clipped.</returns>
    /// <exception cref="ArgumentException">A length or a value is impossible.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static long Record(SignalChain chain, int seed, long measurement, int lines, int pixels, ReadOnlyMemory<double> acV, Func<int, int, StreamPixel> at, Memory<short> codes, int threads,
        IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(at);
        ArgumentOutOfRangeException.ThrowIfNegative(lines);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pixels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        chain.Check();
        var perLine = (long)pixels * acV.Length;
        if (codes.Length != lines * perLine) throw new ArgumentException($"codes must hold {lines} lines × {pixels} pixels × {acV.Length} samples, got {codes.Length}.", nameof(codes));
        var clipped = 0L;
        ParallelBlocks.Run(lines, threads, () => new SignalRecorder(chain, seed, measurement), (line, recorder) =>
        {
            recorder.Open(measurement, line);
            var target = codes.Span.Slice((int)(line * perLine), (int)perLine);
            for (var pixel = 0; pixel < pixels; pixel++)
            {
                cancel.ThrowIfCancellationRequested();
                var place = at(line, pixel);
                recorder.Place(place.Modes, place.Force);
                recorder.Record(acV.Span, target.Slice(pixel * acV.Length, acV.Length));
            }
            Interlocked.Add(ref clipped, recorder.Clipped);
            return 1;
        }, progress, cancel);
        return clipped;
    }
}
