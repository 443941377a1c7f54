using Spm.Notebook;

namespace Spm.Interactive.Tests.Session;

/// <summary>Cancels a measurement as soon as a number of steps is done.</summary>
internal sealed class StopAfter(int steps, CancellationTokenSource stop) : INotebookOutput
{
    public void Display(MimeBundle bundle, string? displayId = null)
    {
    }

    public void Update(string displayId, MimeBundle bundle)
    {
    }

    public void ClearOutput(bool wait = false)
    {
    }

    public void Write(string text)
    {
    }

    public void WriteError(string text)
    {
    }

    public IWorkProgress StartProgress(string label, long total, string unit) => new Work(steps, stop);

    private sealed class Work(int steps, CancellationTokenSource stop) : IWorkProgress
    {
        public void Report(long value)
        {
            if (value >= steps) stop.Cancel();
        }

        public void Dispose()
        {
        }
    }
}
