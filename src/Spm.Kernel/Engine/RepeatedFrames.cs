namespace Spm.Kernel.Engine;

/// <summary>Frames that come again and again, as in a recursion, told once with how often.</summary>
internal static class RepeatedFrames
{
    private const int LongestPeriod = 6;
    private const int FewestTurns = 3;

    /// <summary>A run of frames and how often it comes.</summary>
    internal readonly record struct Run(IReadOnlyList<CellFrame> Frames, int Times);

    /// <summary>All frames in order, those that repeat as one run.</summary>
    public static IEnumerable<Run> Of(IReadOnlyList<CellFrame> frames)
    {
        for (var at = 0; at < frames.Count;)
        {
            var (period, times) = Enumerable.Range(1, LongestPeriod).Select(p => (Period: p, Times: Turns(frames, at, p))).FirstOrDefault(r => r.Times >= FewestTurns, (Period: 1, Times: 1));
            yield return new Run([.. frames.Skip(at).Take(period)], times);
            at += period * times;
        }
    }

    private static int Turns(IReadOnlyList<CellFrame> frames, int start, int period)
    {
        var at = start + period;
        while (at < frames.Count && IsSame(frames[at], frames[at - period])) at++;
        return (at - start) / period;
    }

    private static bool IsSame(CellFrame a, CellFrame b) => a.Line == b.Line && a.File == b.File && a.Method == b.Method;
}
