using System.Reflection;
using Spm.Core.Data;
using Spm.Interactive.Commands;
using Spm.Interactive.Formatters;
using Spm.Interactive.Session;
using Spm.Interactive.Views;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive;

/// <summary>The microscope as a notebook extension: commands, the session variable <c>spm</c>, formatters.</summary>
/// <remarks>Scripts of figures travel as <see cref="ScriptOnce"/> decides: with one cell for a person at the keyboard, with one output for a notebook that is run from top to bottom.</remarks>
public sealed class SpmExtension : INotebookExtension, IAsyncDisposable
{
    private readonly SpmSession _session = new();
    private readonly ScriptOnce _scripts;

    /// <summary>An extension with a session of its own.</summary>
    /// <param name="scripts">How often the script of interactive figures travels.</param>
    public SpmExtension(ScriptPolicy scripts = ScriptPolicy.OneCell)
    {
        _scripts = new ScriptOnce(scripts);
        Commands = new CommandCatalogue("spm", "Drive a scanning probe microscope, fit what comes back, look at it.", new QuantityNotation())
        .Add(ConnectCommand.Define(_session))
        .Add(ScanCommand.Define(_session))
        .Add(SpectraCommand.Define(_session))
        .Add(LoopsCommand.Define(_session))
        .Add(MoveCommand.Define(_session))
        .Add(BiasCommand.Define(_session))
        .Add(PulseCommand.Define(_session))
        .Add(FeedbackCommand.Define(_session))
        .Add(WithdrawCommand.Define(_session))
        .Add(BiasSweepCommand.Define(_session))
        .Add(ZSweepCommand.Define(_session))
        .Add(SignalsCommand.Define(_session))
        .Add(CaptureCommand.Define(_session))
        .Add(DriftCommand.Define(_session))
        .Add(WaveformCommand.Define(_session))
        .Add(ResumeCommand.Define(_session))
        .Add(StopCommand.Define(_session))
        .Add(OpenCommand.Define(_session))
        .Add(FitCommand.Define(_session))
        .Add(MapCommand.Define(_session))
        .Add(FigureCommand.Define())
        .Add(StatusCommand.Define(_session));
    }

    /// <inheritdoc/>
    public string Name => "spm";

    /// <inheritdoc/>
    public IReadOnlyList<string> Imports =>
    [
        "Spm.Core.Data", "Spm.Core.Fitting", "Spm.Core.Fitting.Models", "Spm.Core.Numerics", "Spm.Core.Spectroscopy", "Spm.Core.Instruments", "Spm.Core.Instruments.Twin", "Spm.Core.Physics.Samples", "Spm.Core.Physics.Scanning", "Spm.Core.Experiments", "Spm.Core.Instruments.Paths", "Spm.Core.Instruments.Registration", "Spm.Core.Instruments.Waveforms", "Spm.Core.IO",
        "Spm.Interactive.Session", "Spm.Interactive.Views",
        "MathNet.Numerics", "MathNet.Numerics.Distributions", "MathNet.Numerics.IntegralTransforms", "MathNet.Numerics.Interpolation",
        "MathNet.Numerics.LinearAlgebra", "MathNet.Numerics.Statistics", "Microsoft.Data.Analysis", "Plotly.NET.CSharp",
        // Plotly.NET as a whole has a second Chart, a Trace and a Layout, and most of it takes F# options; these are what calls from C# need.
        "Color = Plotly.NET.Color", "GenericChart = Plotly.NET.GenericChart", "StyleParam = Plotly.NET.StyleParam",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Assembly> References =>
    [
        typeof(Dataset).Assembly, typeof(SpmExtension).Assembly,
        typeof(MathNet.Numerics.Constants).Assembly, typeof(Microsoft.Data.Analysis.DataFrame).Assembly,
        typeof(Plotly.NET.GenericChart).Assembly, typeof(Plotly.NET.CSharp.Chart).Assembly, typeof(DynamicObj.DynamicObj).Assembly,
        typeof(Microsoft.FSharp.Core.Unit).Assembly,
    ];

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, object Value)> Variables => [("spm", _session)];

    /// <inheritdoc/>
    public CommandCatalogue Commands { get; }

    /// <summary>The session behind the commands and the variable <c>spm</c>.</summary>
    public SpmSession Session => _session;

    /// <inheritdoc/>
    public void RegisterFormatters()
    {
        SpmFormatters.Register(_scripts);
        SessionFormatters.Register(_scripts);
    }

    /// <inheritdoc/>
    public void Attach(INotebookOutput output)
    {
        _session.Output = output;
        _scripts.Cell = () => output.Cell;
    }

    /// <inheritdoc/>
    public void Connect(ILiveChannels live) => _session.Live = new(live, _session.Output);

    /// <inheritdoc/>
    public void OnInterrupt()
    {
        // The measuring verbs stop by their token and leave the bias at 0 themselves; this is for one that hangs.
        if (_session.Instrument is { } instrument) _ = instrument.MakeSafeAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
