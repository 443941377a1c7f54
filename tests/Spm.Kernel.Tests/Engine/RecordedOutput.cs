using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Tests.Engine;

/// <summary>Records what a cell shows.</summary>
internal sealed class RecordedOutput : ICellOutput
{
    private readonly List<string> _events = [];
    private readonly TaskCompletionSource _firstText = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Kinds of everything shown, in order.</summary>
    public IReadOnlyList<string> Events
    {
        get { lock (_events) return [.. _events]; }
    }

    public CellRun? Cell { get; init; }

    public string Stdout { get; private set; } = "";

    public string Stderr { get; private set; } = "";

    public MimeBundle? ResultBundle { get; private set; }

    public List<(string? Id, MimeBundle Bundle)> Displays { get; } = [];

    public List<(string Id, MimeBundle Bundle)> Updates { get; } = [];

    public CellError? Failure { get; private set; }

    public Queue<string> Answers { get; } = new();

    /// <summary>Ends when the cell first writes to a stream.</summary>
    public Task FirstText => _firstText.Task;

    public void Stream(StreamName name, string text)
    {
        Add(name.ToString());
        if (name == StreamName.Stdout) Stdout += text;
        else Stderr += text;
        _firstText.TrySetResult();
    }

    public void Display(MimeBundle bundle, string? displayId)
    {
        Add("Display");
        Displays.Add((displayId, bundle));
    }

    public void Update(string displayId, MimeBundle bundle)
    {
        Add("Update");
        Updates.Add((displayId, bundle));
    }

    public void Clear(bool wait) => Add($"Clear {wait}");

    public void Result(int executionCount, MimeBundle bundle)
    {
        Add("Result");
        ResultBundle = bundle;
    }

    public void Error(CellError error)
    {
        Add("Error");
        Failure = error;
    }

    public Task<string> ReadLineAsync(string prompt, bool password, CancellationToken cancel) =>
        Answers.TryDequeue(out var answer) ? Task.FromResult(answer) : throw new InvalidOperationException("Nobody can answer.");

    private void Add(string kind)
    {
        lock (_events) _events.Add(kind);
    }
}
