using System.Globalization;
using System.Net;
using Spm.Notebook;

namespace Spm.Kernel.Output;

/// <summary>
/// A progress bar with rate and time left, as text and as HTML, updated in place. Work that ends within half a second shows nothing.
/// </summary>
internal sealed class WorkProgress(INotebookOutput output, TimeProvider clock, string label, long total, string unit) : IWorkProgress
{
    /// <summary>Work shorter than this is not worth a bar.</summary>
    public static readonly TimeSpan ShowAfter = TimeSpan.FromSeconds(0.5);

    /// <summary>Shortest time between two updates.</summary>
    public static readonly TimeSpan UpdateEvery = TimeSpan.FromSeconds(0.1);

    private readonly Lock _gate = new();
    private readonly string _displayId = $"progress-{Guid.NewGuid():N}";
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _nextUpdate = ShowAfter;
    private long _done;
    private bool _shown;
    private bool _ended;

    public void Report(long value)
    {
        lock (_gate)
        {
            if (_ended) return;
            _done = Math.Clamp(value, 0, Math.Max(total, 0));
            var elapsed = clock.GetElapsedTime(_start);
            if (elapsed < _nextUpdate) return;
            _nextUpdate = elapsed + UpdateEvery;
            Show(elapsed);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_ended) return;
            _ended = true;
            if (_shown) Show(clock.GetElapsedTime(_start));
        }
    }

    private void Show(TimeSpan elapsed)
    {
        var bundle = Bundle(elapsed);
        if (_shown) output.Update(_displayId, bundle);
        else output.Display(bundle, _displayId);
        _shown = true;
    }

    private MimeBundle Bundle(TimeSpan elapsed)
    {
        var fraction = total > 0 ? (double)_done / total : 0;
        var rate = _done / elapsed.TotalSeconds;
        var state = _ended ? $"{(_done >= total ? "done in" : "ended after")} {Duration(elapsed)}"
            : _done > 0 ? $"{Duration(TimeSpan.FromSeconds((total - _done) / rate))} left"
            : "starting";
        var facts = $"{Count(_done)} of {Count(total)} {unit}, {Rate(rate)} {unit}/s, {state}";
        const int cells = 30;
        var filled = (int)(fraction * cells);
        var text = $"{label} [{new string('#', filled)}{new string('.', cells - filled)}] {(fraction * 100).ToString("0", CultureInfo.InvariantCulture)} %  {facts}";
        var html = $"<div><label>{WebUtility.HtmlEncode(label)} <progress value=\"{_done}\" max=\"{total}\" style=\"width:16em;vertical-align:middle\"></progress></label> "
            + $"<small>{WebUtility.HtmlEncode(facts)}</small></div>";
        return new MimeBundle(text).With(MimeTypes.Html, html);
    }

    private static string Count(long n) => n.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Rate(double rate) => rate.ToString(rate < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan t) =>
        t.TotalSeconds < 10 ? $"{t.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s"
        : t.TotalSeconds < 100 ? $"{t.TotalSeconds:0} s"
        : t.TotalHours < 1 ? $"{(int)t.TotalMinutes} min {t.Seconds} s"
        : $"{(int)t.TotalHours} h {t.Minutes} min";
}
