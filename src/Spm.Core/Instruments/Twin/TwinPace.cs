using System.Diagnostics;

namespace Spm.Core.Instruments.Twin;

/// <summary>Holds the virtual clock back to the clock on the wall. Time in which nothing was measured is not made up for.</summary>
internal sealed class TwinPace
{
    /// <summary>Shorter leads are let pass: a sleep is not finer.</summary>
    private static readonly TimeSpan Finest = TimeSpan.FromMilliseconds(5);

    /// <summary>Longest sleep at once, so that a cancelled measurement ends soon.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch _wall = Stopwatch.StartNew();
    private TimeSpan _virtual, _lead;

    /// <summary>Sleeps for as long as the virtual clock is ahead.</summary>
    public void KeepUp(TimeSpan virtualNow)
    {
        _lead += virtualNow - _virtual - _wall.Elapsed;
        _virtual = virtualNow;
        _wall.Restart();
        if (_lead < TimeSpan.Zero) _lead = TimeSpan.Zero;
        if (_lead < Finest) return;
        Thread.Sleep(_lead < Longest ? _lead : Longest);
    }
}
