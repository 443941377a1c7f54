using Spm.Notebook;

namespace Spm.Kernel.Engine;

/// <summary>The output of code that belongs to no cell, such as a handler of an extension: text goes to the log, the rest has no place.</summary>
internal sealed class LogOutput : ICellOutput
{
    public void Stream(StreamName name, string text) => Log(text);

    public void Display(MimeBundle bundle, string? displayId) => Log(bundle.Text + "\n");

    public void Update(string displayId, MimeBundle bundle) => Log(bundle.Text + "\n");

    public void Clear(bool wait)
    {
    }

    public void Result(int executionCount, MimeBundle bundle) => Log(bundle.Text + "\n");

    public void Error(CellError error) => Log(string.Join('\n', error.Traceback) + "\n");

    // Console.Error of the process would come back here while a handler runs.
    private static void Log(string text)
    {
        using var log = new StreamWriter(Console.OpenStandardError());
        log.Write(text);
    }
}
