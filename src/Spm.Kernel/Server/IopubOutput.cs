using System.Text.Json.Nodes;
using Spm.Kernel.Engine;
using Spm.Kernel.Wire;
using Spm.Notebook;

namespace Spm.Kernel.Server;

/// <summary>What a cell shows, as messages on iopub whose parent is the request that ran the cell.</summary>
/// <param name="channel">Where messages go.</param>
/// <param name="parent">The request.</param>
/// <param name="request">Its content.</param>
/// <param name="count">The number shown beside its result; a request that does not count shows the last number.</param>
/// <param name="stdin">Where questions go.</param>
/// <param name="cell">Which cell it is, where the front end says so.</param>
internal sealed class IopubOutput(KernelChannel channel, JupyterMessage parent, ExecuteRequest request, int count, StdinChannel stdin, CellRun? cell) : ICellOutput
{
    public CellRun? Cell => cell;

    /// <summary>The request that all this belongs to.</summary>
    public JupyterMessage Parent => parent;

    /// <summary>Text of the result, for the history.</summary>
    public string? ResultText { get; private set; }

    /// <summary>Payloads of the reply: the pages of help that the cell asked for.</summary>
    public List<JsonObject> Payload { get; } = [];

    public void Page(MimeBundle bundle) =>
        Payload.Add(new JsonObject { ["source"] = "page", ["data"] = MimeBundleConverter.ToJson(bundle), ["start"] = 0 });

    public void Stream(StreamName name, string text) =>
        channel.Publish(parent, "stream", new StreamText(name == StreamName.Stdout ? "stdout" : "stderr", text), WireJson.Plain.StreamText);

    public void Display(MimeBundle bundle, string? displayId) =>
        channel.Publish(parent, "display_data", new DisplayData(bundle, [], new DisplayTransient(displayId)), WireJson.Plain.DisplayData);

    public void Update(string displayId, MimeBundle bundle) =>
        channel.Publish(parent, "update_display_data", new DisplayData(bundle, [], new DisplayTransient(displayId)), WireJson.Plain.DisplayData);

    public void Clear(bool wait) => channel.Publish(parent, "clear_output", new ClearOutput(wait), WireJson.Plain.ClearOutput);

    public void Result(int executionCount, MimeBundle bundle)
    {
        ResultText = bundle.Text;
        if (!request.Silent)
            channel.Publish(parent, "execute_result", new ExecuteResult(count, bundle, new JsonObject()), WireJson.Plain.ExecuteResult);
    }

    public void Error(CellError error) =>
        channel.Publish(parent, "error", new ErrorContent(error.Ename, error.Evalue, error.Traceback), WireJson.Plain.ErrorContent);

    public Task<string> ReadLineAsync(string prompt, bool password, CancellationToken cancel)
    {
        if (!request.AllowStdin)
            throw new InvalidOperationException("The cell asks for input, but this front end cannot ask a person (allow_stdin is false). Give the value in the code instead of Console.ReadLine().");
        return stdin.AskAsync(parent, new InputRequest(prompt, password), cancel);
    }
}
