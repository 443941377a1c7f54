using System.Diagnostics;
using System.Globalization;
using Spm.Notebook;

namespace Spm.Cli.Shell;

/// <summary>A terminal as the place where a command shows things: bundles as their text, progress as one line that is overwritten.</summary>
/// <param name="output">For what is displayed.</param>
/// <param name="error">For errors and progress.</param>
/// <param name="isInteractive">Whether a person looks at <paramref name="error"/>; otherwise no progress is shown.</param>
internal sealed class TerminalOutput(TextWriter output, TextWriter error, bool isInteractive) : INotebookOutput
{
    private readonly Lock _gate = new();

    public void Display(MimeBundle bundle, string? displayId = null) => Locked(() => output.WriteLine(bundle.Text));

    // A terminal cannot change what has scrolled away: the new text follows.
    public void Update(string displayId, MimeBundle bundle) => Locked(() => output.WriteLine(bundle.Text));

    public void ClearOutput(bool wait = false)
    {
    }

    public void Write(string text) => Locked(() => output.Write(text));

    public void WriteError(string text) => Locked(() => error.Write(text));

    public IWorkProgress StartProgress(string label, long total, string unit) => new ProgressLine(this, label, total, unit);

    private void Locked(Action write)
    {
        lock (_gate) write();
    }

    private sealed class ProgressLine(TerminalOutput terminal, string label, long total, string unit) : IWorkProgress
    {
        private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.5);
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.1);

        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private TimeSpan _next = Quiet;
        private int _width;

        public void Report(long value)
        {
            if (!terminal.IsInteractive || _watch.Elapsed < _next) return;
            terminal.Locked(() =>
            {
                _next = _watch.Elapsed + Pause;
                var rate = value / _watch.Elapsed.TotalSeconds;
                var left = rate > 0 ? $", {(total - value) / rate:0} s left" : "";
                var text = string.Create(CultureInfo.InvariantCulture, $"{label}: {value} of {total} {unit}, {rate:0} {unit}/s{left}");
                terminal.Error.Write("\r" + text.PadRight(_width));
                _width = text.Length;
            });
        }

        public void Dispose() => terminal.Locked(() =>
        {
            if (_width > 0) terminal.Error.Write("\r" + new string(' ', _width) + "\r");
            _width = 0;
        });
    }

    private bool IsInteractive => isInteractive;

    private TextWriter Error => error;
}
