using System.Text.Json.Nodes;

namespace Spm.Kernel.Notebooks;

/// <summary>The state of the widgets in a saved notebook: <c>metadata.widgets</c>, from which front ends and nbconvert draw them without a kernel.</summary>
internal static class SavedWidgets
{
    private const string StateType = "application/vnd.jupyter.widget-state+json";

    /// <summary>Puts the state in, in the place of an earlier run's.</summary>
    public static void Write(NotebookDocument document, JsonObject? state)
    {
        if (state is null) document.Metadata.Remove("widgets");
        else document.Metadata["widgets"] = new JsonObject { [StateType] = state };
    }

    /// <summary>The models of a notebook by their ids, or null when it has none.</summary>
    public static JsonObject? Models(NotebookDocument document) => (document.Metadata["widgets"] as JsonObject)?[StateType]?["state"] as JsonObject;
}
