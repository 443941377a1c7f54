using System.Text.Json.Nodes;

namespace Spm.Notebook;

/// <summary>What travels over a comm in one message.</summary>
/// <param name="Data">The content; both ends agree on its form.</param>
/// <param name="Metadata">What is said about it, such as the version of a protocol.</param>
/// <param name="Buffers">Binary parts.</param>
public sealed record CommMessage(JsonObject Data, JsonObject Metadata, IReadOnlyList<byte[]> Buffers);

/// <summary>
/// An open channel between the kernel and the front ends («Custom messages» of the Jupyter messaging specification). Any thread may use it.
/// Where there is no front end, sending does nothing.
/// </summary>
public interface IComm
{
    /// <summary>The channel's identifier, the same at both ends.</summary>
    string Id { get; }

    /// <summary>What it is for, such as <c>jupyter.widget</c>.</summary>
    string TargetName { get; }

    /// <summary>Sends a message to all front ends. A closed comm sends nothing.</summary>
    void Send(JsonObject data, JsonObject? metadata = null, IReadOnlyList<byte[]>? buffers = null);

    /// <summary>Closes both ends. A second call does nothing.</summary>
    void Close(JsonObject? data = null);

    /// <summary>
    /// A message came. Called on the thread that receives, even while a cell runs, so it must be quick;
    /// <see cref="IComms.RunInCell"/> takes what is not.
    /// </summary>
    event Action<CommMessage>? Received;

    /// <summary>The front end closed the channel.</summary>
    event Action? Closed;
}

/// <summary>Opens channels to the front ends of the notebook, and takes those that they open.</summary>
public interface IComms
{
    /// <summary>Opens a channel.</summary>
    /// <param name="targetName">What it is for; the front end has a handler under this name.</param>
    /// <param name="data">What the front end's handler is given.</param>
    /// <param name="metadata">What is said about the data, or null.</param>
    /// <param name="buffers">Binary parts, or null.</param>
    IComm Open(string targetName, JsonObject data, JsonObject? metadata = null, IReadOnlyList<byte[]>? buffers = null);

    /// <summary>Takes the channels that front ends open for a target. Called on the thread that receives; must be quick. A later handler replaces an earlier one.</summary>
    void Register(string targetName, Action<IComm, CommMessage> opened);

    /// <summary>
    /// Runs work on the thread of the cells: between two cells, or while a cell awaits. What it shows goes to the cell that called this method, or,
    /// called outside every cell, to the log; what it throws is shown there too; an interrupt stops it.
    /// </summary>
    Task RunInCell(Func<Task> work);
}
