using System.Diagnostics;

namespace Spm.Interactive.Views.Live;

/// <summary>
/// Whether reading a number of things one by one will be done in time, judged by those that were read: gives up early, so that the attempt costs
/// a fraction of what it would have taken.
/// </summary>
internal sealed class ReadingTime(TimeSpan allowed, int total)
{
    private const int _least = 8;
    private static readonly TimeSpan _tellsNothing = TimeSpan.FromMilliseconds(4);
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>False when it will take too long.</summary>
    /// <param name="done">Things read so far.</param>
    public bool IsEnough(int done)
    {
        // The first reads meet a cold cache and code that was never run.
        if (done < _least || done % _least != 0) return true;
        var elapsed = Stopwatch.GetElapsedTime(_start);
        return elapsed <= allowed && (elapsed < _tellsNothing || elapsed / done * total <= (elapsed < allowed / 4 ? 6 : 2) * allowed);
    }
}
