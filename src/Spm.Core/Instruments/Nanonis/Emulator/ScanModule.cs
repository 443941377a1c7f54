namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>Scan control: frame, buffer, speed, and the frame that runs between commands.</summary>
internal sealed class ScanModule : IDisposable
{
    private const int MaxPixels = 4096;
    private readonly EmulatedController _controller;
    private readonly BackgroundWork _work = new();
    private readonly ManualResetEventSlim _go = new(true);
    private readonly Lock _lock = new();

    /// <summary>Completes when a frame ends and another one follows, and is renewed with it; the last frame ends with the work.</summary>
    private TaskCompletionSource _frameEnded = NewEnd();
    private ScanImage? _image;

    public ScanModule(EmulatedController controller)
    {
        _controller = controller;
        var range = controller.Microscope.RangeM;
        var side = Math.Min(range.X, range.Y) / 2;
        Frame = new ScanFrame(0, 0, side, side, 0);
        Speed = new ScanSpeed(side, 1, 1, KeepsTime: true);
        Signals = [.. controller.Signals.ImageChannels.Select(controller.Signals.Find).OfType<SignalInfo>().Select(s => s.Index)];
    }

    /// <summary>The frame.</summary>
    public ScanFrame Frame { get; private set; }

    /// <summary>The speed.</summary>
    public ScanSpeed Speed { get; set; }

    /// <summary>The recorded signals.</summary>
    public IReadOnlyList<int> Signals { get; private set; }

    /// <summary>Pixels of a line.</summary>
    public int Pixels { get; private set; } = 128;

    /// <summary>Lines.</summary>
    public int Lines { get; private set; } = 128;

    /// <summary>Series name, comment and the like.</summary>
    public ScanProps Props { get; set; } = new(false, false, 2, "%y%m%d_%H-%M-%S_SPM", "", 2);

    /// <summary>True while a scan runs, paused or not.</summary>
    public bool IsRunning => _work.IsRunning;

    /// <summary>Places the frame.</summary>
    public void SetFrame(ScanFrame frame)
    {
        frame.Check(_controller.Microscope);
        (Frame, Speed) = (frame, Speed.For(frame.WidthM));
    }

    /// <summary>Chooses signals and pixels; pixels become a multiple of 16, 0 leaves a number as it is.</summary>
    public void SetBuffer(IReadOnlyList<int> signals, int pixels, int lines)
    {
        foreach (var signal in signals) _controller.Signals.ImageChannel(signal);
        if (signals.Distinct().Count() != signals.Count) throw new ArgumentException("A channel is named twice.");
        if (pixels != 0) RequestRule.InRange(pixels, 1, MaxPixels, "", "Pixels", "128");
        if (lines != 0) RequestRule.InRange(lines, 1, MaxPixels, "", "Lines", "128");
        lock (_lock)
        {
            if (IsRunning) throw new InvalidOperationException("A scan is running. Stop it before you change the buffer.");
            if (signals.Count > 0) Signals = signals;
            if (pixels != 0) Pixels = Math.Max(16, (pixels + 8) / 16 * 16);
            if (lines != 0) Lines = lines;
        }
    }

    /// <summary>Starts a scan.</summary>
    /// <exception cref="LimitExceededException">The frame leaves the range.</exception>
    /// <exception cref="InvalidOperationException">A scan runs.</exception>
    public void Start(bool up)
    {
        var imaging = _controller.Microscope.Need<IImaging>("imaging");
        if (Signals.Count == 0) throw new InvalidOperationException("No channel is recorded. Choose some with Scan.BufferSet.");
        Frame.Check(_controller.Microscope);
        lock (_lock)
        {
            // The pool may begin late: who asks after this finds the new image all the same, not the one from before.
            var image = NewImage(up);
            _work.Start("A scan", token => RunAsync(imaging, image, token));
            _image = image;
            _go.Set();
        }
    }

    /// <summary>Stops a scan, if one runs, and waits for its end.</summary>
    public Task StopAsync() => _work.StopAsync();

    /// <summary>Holds a scan after the line it is at.</summary>
    public void Pause() => _go.Reset();

    /// <summary>Goes on.</summary>
    public void Resume() => _go.Set();

    /// <summary>Waits for the end of a frame; at once when none is being scanned.</summary>
    /// <returns>True when the time ran out.</returns>
    /// <exception cref="InvalidOperationException">The scan ended early, by itself.</exception>
    public async Task<bool> WaitAsync(int timeoutMs, CancellationToken cancellationToken)
    {
        Task ended;
        lock (_lock) ended = Task.WhenAny(_frameEnded.Task, _work.Finished);
        try
        {
            await ended.WaitAsync(timeoutMs < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(timeoutMs), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return true;
        }
        return _work.Failure is { } failure ? throw new InvalidOperationException($"The scan ended early. {failure}") : false;
    }

    /// <summary>The frame that was scanned last, or is being scanned.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public ScanImage Image
    {
        get
        {
            lock (_lock) return _image ?? throw new InvalidOperationException("Nothing has been scanned yet. Start with Scan.Action.");
        }
    }

    public void Dispose() => _go.Dispose();

    private static TaskCompletionSource NewEnd() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ScanImage NewImage(bool up) => new(Signals, Lines, Pixels, up);

    private async Task RunAsync(IImaging imaging, ScanImage image, CancellationToken token)
    {
        while (true)
        {
            token.ThrowIfCancellationRequested();
            var bias = await _controller.Microscope.BiasAsync(token).ConfigureAwait(false);
            lock (_lock) _image = image;
            await new ScanRun(_controller, imaging, image, bias, _go).RunAsync(token).ConfigureAwait(false);
            // A controller keeps its bias after a scan; our instruments go to 0.
            if (bias != 0 && imaging is IBiasControl control) await control.SetBiasAsync(bias, token).ConfigureAwait(false);
            // The work ends for everybody at once: whoever waited for the end of the last frame may start the next scan.
            if (!Props.Continuous) return;
            lock (_lock)
            {
                _frameEnded.SetResult();
                _frameEnded = NewEnd();
            }
            image = NewImage(Props.Bouncy ? !image.Up : image.Up);
        }
    }
}

/// <summary>Settings of scan control that change no measurement, except for the first two.</summary>
/// <param name="Continuous">Scans frame after frame.</param>
/// <param name="Bouncy">Turns the direction after each frame.</param>
/// <param name="Autosave">0 all, 1 next, 2 off. The emulator writes no files.</param>
/// <param name="SeriesName">Base name of files.</param>
/// <param name="Comment">Comment in files.</param>
/// <param name="Autopaste">0 all, 1 next, 2 off.</param>
internal sealed record ScanProps(bool Continuous, bool Bouncy, int Autosave, string SeriesName, string Comment, int Autopaste);
