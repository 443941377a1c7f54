using Spm.Notebook;

namespace Spm.Interactive.Tests.Session;

/// <summary>Keeps what is shown, and says when something was shown for the first time.</summary>
internal sealed class OutputRecorder : INotebookOutput
{
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<MimeBundle> Displayed { get; } = [];

    public List<MimeBundle> Updated { get; } = [];

    public List<string> Errors { get; } = [];

    public Task FirstShown => _first.Task;

    public void Display(MimeBundle bundle, string? displayId = null)
    {
        Displayed.Add(bundle);
        _first.TrySetResult();
    }

    public void Update(string displayId, MimeBundle bundle) => Updated.Add(bundle);

    public void ClearOutput(bool wait = false)
    {
    }

    public void Write(string text)
    {
    }

    public void WriteError(string text) => Errors.Add(text);

    public IWorkProgress StartProgress(string label, long total, string unit) => SilentOutput.Instance.StartProgress(label, total, unit);
}
