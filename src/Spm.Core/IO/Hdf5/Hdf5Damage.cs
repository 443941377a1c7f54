namespace Spm.Core.IO.Hdf5;

/// <summary>
/// The boundary to PureHDF. It reports a malformed file by whatever exception its decoder ran into (bare <see cref="Exception"/>,
/// index, overflow, cast, end of stream…), so at this boundary, and only here, every exception means "this file cannot be read".
/// </summary>
internal static class Hdf5Damage
{
    /// <summary>
    /// True for what a decoder throws on a bad file; false for our own errors. <see cref="OutOfMemoryException"/> is among them: PureHDF
    /// allocates a length before it has looked whether the file holds as many bytes, so that one flipped bit in a length gives it.
    /// </summary>
    public static bool Is(Exception e) => e is not (DataFileException or OperationCanceledException or ObjectDisposedException);

    /// <summary>The error to throw in place of <paramref name="e"/>.</summary>
    public static DataFileException Error(string path, Exception e, string expected = "an undamaged HDF5 file")
    {
        var cause = e;
        while (cause is System.Reflection.TargetInvocationException or AggregateException or TypeInitializationException && cause.InnerException is { } inner)
            cause = inner;
        return cause as DataFileException ?? new DataFileException(path, null, expected, $"what cannot be decoded: {cause.Message.TrimEnd('.')}", e);
    }
}
