using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <summary>
/// A picture that follows a measurement. The measuring thread only hands data over; a picture is drawn elsewhere, so that it never
/// slows the measurement, nor costs its result when a picture cannot be drawn: then that is said, and no more are. Gone when the measurement is over, since its result has a picture of its own, unless there is a <see cref="Remainder"/>.
/// </summary>
/// <param name="output">Where it is shown.</param>
/// <param name="every">Time between two pictures; null for half a second. A measurement that is over before shows none but the remainder.</param>
internal abstract class LivePicture(INotebookOutput output, TimeSpan? every = null) : IAsyncDisposable
{
    private readonly TimeSpan _every = every ?? TimeSpan.FromSeconds(0.5);

    private readonly CancellationTokenSource _over = new();
    private readonly string _displayId = $"live-{Guid.NewGuid():N}";
    private Task _drawing = Task.CompletedTask;
    private bool _isShown, _isGivenUp;

    public async ValueTask DisposeAsync()
    {
        Unsubscribe();
        await _over.CancelAsync().ConfigureAwait(false);
        await _drawing.ConfigureAwait(false);
        if (Drawn(Remainder) is { } last) Show(last);
        else if (_isShown) output.Update(_displayId, new MimeBundle("").With(MimeTypes.Html, ""));
        _over.Dispose();
    }

    /// <summary>Begins to draw; the last act of a constructor.</summary>
    protected void Begin() => _drawing = DrawAsync();

    /// <summary>Takes no more data.</summary>
    protected abstract void Unsubscribe();

    /// <summary>The present picture; null when nothing is new since the last.</summary>
    protected abstract MimeBundle? Picture();

    /// <summary>What stays when the measurement is over; null for nothing.</summary>
    protected virtual MimeBundle? Remainder() => null;

    private async Task DrawAsync()
    {
        using var timer = new PeriodicTimer(_every);
        try
        {
            while (!_isGivenUp && await timer.WaitForNextTickAsync(_over.Token).ConfigureAwait(false))
                if (Drawn(Picture) is { } bundle) Show(bundle);
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }

    private MimeBundle? Drawn(Func<MimeBundle?> draw)
    {
        if (_isGivenUp) return null;
        try
        {
            return draw();
        }
        catch (Exception e)
        {
            // Whatever is wrong with a picture, what is being measured is worth more.
            _isGivenUp = true;
            output.WriteError($"The live picture cannot be drawn: {e.Message}\n");
            return null;
        }
    }

    private void Show(MimeBundle bundle)
    {
        if (_isShown) output.Update(_displayId, bundle);
        else output.Display(bundle, _displayId);
        _isShown = true;
    }
}
