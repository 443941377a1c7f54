namespace Spm.Notebook;

/// <summary>The output of a place where nobody looks: nothing is shown, nothing fails.</summary>
public sealed class SilentOutput : INotebookOutput
{
    /// <summary>The only instance.</summary>
    public static SilentOutput Instance { get; } = new();

    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string? displayId = null)
    {
    }

    /// <inheritdoc/>
    public void Update(string displayId, MimeBundle bundle)
    {
    }

    /// <inheritdoc/>
    public void ClearOutput(bool wait = false)
    {
    }

    /// <inheritdoc/>
    public void Write(string text)
    {
    }

    /// <inheritdoc/>
    public void WriteError(string text)
    {
    }

    /// <inheritdoc/>
    public IWorkProgress StartProgress(string label, long total, string unit) => new NoProgress();

    private sealed class NoProgress : IWorkProgress
    {
        public void Report(long value)
        {
        }

        public void Dispose()
        {
        }
    }
}
