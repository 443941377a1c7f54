using System.Text.Json.Nodes;

namespace Spm.Notebook;

/// <summary>Answers a question of a figure. What it throws reaches the figure as words.</summary>
/// <param name="question">What the figure's script asked: <c>n</c> its number, <c>ask</c> (and <c>for</c>, where there are several of one kind) what it is, and whatever else the two have agreed on.</param>
/// <param name="cancel">Cancelled when the channel is closed.</param>
/// <returns>The answer; the channel adds the question's number.</returns>
public delegate Task<JsonObject> LiveAnswer(JsonObject question, CancellationToken cancel);

/// <summary>
/// Opens channels over which figures in the browser ask the running kernel, for what is too large to be embedded in the notebook. A figure
/// should show something without an answer too: the notebook is read where no kernel runs.
/// </summary>
public interface ILiveChannels
{
    /// <summary>
    /// Opens a channel; null where nobody could ask, such as a notebook that is run into a file. Questions are answered at once, also while a cell
    /// runs, on a thread that is not the cells', one after the other in the order in which they were asked; of those of one kind that pile up only
    /// the newest. A host may close the channels of a cell that is run again or deleted, and the oldest when there are many.
    /// </summary>
    /// <param name="answer">Called for each question. Must not use what belongs to the cells' thread.</param>
    LiveChannel? Open(LiveAnswer answer);
}

/// <summary>An open channel between a figure and the kernel.</summary>
/// <param name="id">What the figure's script finds the channel by.</param>
/// <param name="bridge">What must stand in the same document as the figure; nothing is seen of it.</param>
/// <param name="close">Closes the channel.</param>
/// <param name="closed">Cancelled when it is closed.</param>
public sealed class LiveChannel(string id, MimeBundle bridge, Action close, CancellationToken closed) : IDisposable
{
    /// <summary>What the figure's script finds the channel by.</summary>
    public string Id => id;

    /// <summary>What must be shown in the same document as the figure, once; nothing is seen of it.</summary>
    public MimeBundle Bridge => bridge;

    /// <summary>Cancelled when the channel is closed: by <see cref="Dispose"/>, by the host, or with the session.</summary>
    public CancellationToken Closed => closed;

    /// <summary>Closes the channel; its figure then says so. A second call does nothing.</summary>
    public void Dispose() => close();
}
