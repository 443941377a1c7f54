using Spm.Core.Data;
using Spm.Notebook;

namespace Spm.Interactive.Views.Live;

/// <summary>Connects figures of maps with the data behind them, in a notebook whose kernel can be asked. One per session.</summary>
/// <param name="channels">The host's channels.</param>
/// <param name="output">Where a figure is shown.</param>
public sealed class LiveMaps(ILiveChannels channels, INotebookOutput output)
{
    private readonly SweepIndices _indices = new();

    /// <summary>A connection for a fit's maps.</summary>
    /// <exception cref="ArgumentException">The maps are not over the data.</exception>
    public LiveMap Of(LinkedMapView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new(channels, output, () => ExplorerAnswers.Of(view, _indices, LiveLimits.Default));
    }

    /// <summary>A connection for data without a fit.</summary>
    public LiveMap Of(ExplorerView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new(channels, output, () => ExplorerAnswers.Of(view, _indices, LiveLimits.Default));
    }

    /// <summary>A connection for data that were swept at each position of a scan.</summary>
    /// <param name="data">The data.</param>
    /// <param name="slice">Index per dimension that is neither on the map nor the curve's; see <see cref="ExplorerAnswers.Of(Dataset, IReadOnlyDictionary{string, int}?)"/>.</param>
    public LiveMap Of(Dataset data, IReadOnlyDictionary<string, int>? slice = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(channels, output, () => ExplorerAnswers.Of(data, slice, _indices, LiveLimits.Default));
    }
}

/// <summary>What a figure needs to be connected each time it is shown.</summary>
public sealed class LiveMap
{
    private readonly ILiveChannels _channels;
    private readonly INotebookOutput _output;
    private readonly Func<ExplorerAnswers> _answers;

    internal LiveMap(ILiveChannels channels, INotebookOutput output, Func<ExplorerAnswers> answers) => (_channels, _output, _answers) = (channels, output, answers);

    /// <summary>
    /// Opens a channel and shows its bridge in the running cell, of which nothing is seen. Returns the channel's identifier, which the figure's payload carries
    /// as <c>live</c>; null where nobody could ask, and the figure shows what is embedded.
    /// </summary>
    public string? Show()
    {
        var answers = _answers();
        if (_channels.Open(answers.AnswerAsync) is not { } channel)
        {
            answers.Dispose();
            return null;
        }
        channel.Closed.UnsafeRegister(static state => ((ExplorerAnswers)state!).Dispose(), answers);
        _output.Display(channel.Bridge);
        return channel.Id;
    }
}
