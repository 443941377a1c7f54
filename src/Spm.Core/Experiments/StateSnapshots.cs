namespace Spm.Core.Experiments;

/// <summary>Keeps an instrument's state as bytes with every point and sets it from the last one. For states of a few kilobytes.</summary>
/// <param name="save">The state as bytes.</param>
/// <param name="restore">Sets it; an exception says that the bytes are those of another version.</param>
public sealed class StateSnapshots(Func<byte[]> save, Action<byte[]> restore) : IResumable
{
    /// <inheritdoc/>
    public byte[] SaveState() => save();

    /// <inheritdoc/>
    public Task RestoreAsync(IReadOnlyList<JournalPoint> points, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count > 0) restore(points[^1].State);
        return Task.CompletedTask;
    }
}
