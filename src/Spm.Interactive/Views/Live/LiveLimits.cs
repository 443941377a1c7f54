namespace Spm.Interactive.Views.Live;

/// <summary>What an answer may cost.</summary>
/// <param name="DirectTime">How long an answer is sought by reading the file before an index is asked instead: a person waits for it with the mouse in the hand.</param>
/// <param name="IndexBytes">Memory of an index.</param>
/// <param name="IndexPoints">Points of the sweep that an index keeps per pixel.</param>
/// <param name="MapSide">Rows or columns above which not every pixel is read for a slice.</param>
internal sealed record LiveLimits(TimeSpan DirectTime, long IndexBytes, int IndexPoints, int MapSide)
{
    /// <summary>60 ms, 64 MB, 512 points, 512 pixels.</summary>
    public static LiveLimits Default { get; } = new(TimeSpan.FromMilliseconds(60), 64L << 20, 512, 512);
}
