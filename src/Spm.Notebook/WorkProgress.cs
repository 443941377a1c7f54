using System.Globalization;
using System.Net;

namespace Spm.Notebook;

/// <summary>
/// A progress bar with rate and time left, as text and as HTML, updated in place. Work that ends within half a second shows nothing.
/// Safe to call from any thread.
/// </summary>
/// <param name="output">Where it stands.</param>
/// <param name="clock">What times it.</param>
/// <param name="label">What is done; may be empty.</param>
/// <param name="total">Steps in all; 0 when nobody knows.</param>
/// <param name="unit">What is counted, plural, such as <c>pixels</c>.</param>
public sealed class WorkProgress(INotebookOutput output, TimeProvider clock, string label, long total, string unit) : IWorkProgress
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

    /// <inheritdoc/>
    public void Report(long value)
    {
        lock (_gate)
        {
            if (_ended) return;
            _done = total > 0 ? Math.Clamp(value, 0, total) : Math.Max(value, 0);
            var elapsed = clock.GetElapsedTime(_start);
            if (elapsed < _nextUpdate) return;
            _nextUpdate = elapsed + UpdateEvery;
            Show(elapsed);
        }
    }

    /// <summary>Ends it: what was shown then says how long it took, or that it was stopped.</summary>
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
        var isKnown = total > 0;
        var isStopped = _ended && (isKnown ? _done < total : output.CellCancellation.IsCancellationRequested);
        var rate = _done / elapsed.TotalSeconds;
        var state = isStopped ? $"stopped after {Duration(elapsed)}"
            : _ended ? $"done in {Duration(elapsed)}"
            : !isKnown ? Duration(elapsed)
            : _done > 0 ? $"{Duration(TimeSpan.FromSeconds((total - _done) / rate))} left"
            : "starting";
        var facts = $"{Count(_done)}{(isKnown ? $" of {Count(total)}" : "")} {unit}, {Rate(rate)} {unit}/s, {state}";
        var fraction = isKnown ? (double)_done / total : (double?)null;
        return new MimeBundle(Text(fraction, facts)).With(MimeTypes.Html, Html(fraction, isStopped, facts));
    }

    private string Text(double? fraction, string facts)
    {
        const int cells = 30;
        if (fraction is not { } part) return $"{Labelled()}{facts}";
        var filled = (int)(part * cells);
        return $"{Labelled()}[{new string('#', filled)}{new string('.', cells - filled)}] {Percent(part)}  {facts}";
    }

    /// <summary>Blue while it runs, green when it is done, red when it was stopped: tones that read on white and on black. A screen reader is told the numbers.</summary>
    private string Html(double? fraction, bool isStopped, string facts)
    {
        var colour = isStopped ? "#d64545" : _ended ? "#2f9e5b" : "#3b82d6";
        var bar = "";
        if (fraction is { } part)
            bar = $"<span role=\"progressbar\" aria-valuemin=\"0\" aria-valuemax=\"{total}\" aria-valuenow=\"{_done}\" style=\"display:inline-block;width:16em;height:.7em;border-radius:.35em;overflow:hidden;background:rgba(128,128,128,.25)\">"
                + $"<span style=\"display:block;height:100%;width:{(part * 100).ToString("0.#", CultureInfo.InvariantCulture)}%;background:{colour}\"></span></span>"
                + $"<span style=\"min-width:3.2em;text-align:right\">{Percent(part)}</span>";
        var mark = fraction is null || _ended ? $"<span style=\"color:{colour}\">{(isStopped ? "✕" : _ended ? "✓" : "●")}</span>" : "";
        return $"<div style=\"display:flex;flex-wrap:wrap;align-items:center;gap:.2em .7em;font-size:13px;font-variant-numeric:tabular-nums;color:inherit\"><span>{WebUtility.HtmlEncode(label)}</span>{bar}"
            + $"{mark}<span style=\"opacity:.7\">{WebUtility.HtmlEncode(facts)}</span></div>";
    }

    private string Labelled() => label.Length == 0 ? "" : label + " ";

    private static string Percent(double fraction) => $"{Math.Floor(fraction * 100).ToString("0", CultureInfo.InvariantCulture)} %";

    private static string Count(long n) => n.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Rate(double rate) => rate.ToString(rate < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan t) =>
        t.TotalSeconds < 10 ? $"{t.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s"
        : t.TotalSeconds < 100 ? $"{t.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s"
        : t.TotalHours < 1 ? $"{(int)t.TotalMinutes} min {t.Seconds} s"
        : $"{(int)t.TotalHours} h {t.Minutes} min";
}
