using System.Globalization;
using System.Net;
using Spm.Notebook;

namespace Spm.Interactive.Hosting;

/// <summary>A progress bar in a cell of .NET Interactive, updated in place. Work that ends within half a second shows nothing.</summary>
internal sealed class EngineProgress(INotebookOutput output, TimeProvider clock, string label, long total, string unit) : IWorkProgress
{
    private static readonly TimeSpan ShowAfter = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan UpdateEvery = TimeSpan.FromSeconds(0.2);

    private readonly Lock _gate = new();
    private readonly string _displayId = $"progress-{Guid.NewGuid():N}";
    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _next = ShowAfter;
    private long _done;
    private bool _shown;
    private bool _ended;

    public void Report(long value)
    {
        lock (_gate)
        {
            if (_ended) return;
            _done = value;
            var elapsed = clock.GetElapsedTime(_start);
            if (elapsed < _next) return;
            _next = elapsed + UpdateEvery;
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
        var state = !_ended ? "" : _done < total ? ", stopped" : ", done";
        var facts = string.Create(CultureInfo.InvariantCulture, $"{label}: {_done} of {total} {unit}, {elapsed.TotalSeconds:0.0} s{state}");
        var bundle = new MimeBundle(facts).With(MimeTypes.Html, $"<progress max=\"{total}\" value=\"{_done}\"></progress> {WebUtility.HtmlEncode(facts)}");
        if (_shown) output.Update(_displayId, bundle);
        else output.Display(bundle, _displayId);
        _shown = true;
    }
}
