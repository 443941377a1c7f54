using System.Globalization;
using Spm.Interactive.Charts.Skia;
using Spm.Interactive.Formatters;
using Spm.Interactive.Session;
using Spm.Interactive.Views;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Hosting;

/// <summary>Why a magic failed.</summary>
/// <param name="Message">For a person.</param>
/// <param name="Exception">What was thrown, or null where the message says all.</param>
public sealed record MagicFailure(string Message, Exception? Exception);

/// <summary>The microscope in .NET Interactive: what <c>extension.dib</c> needs that can be compiled and tested without that engine.</summary>
public sealed class InteractiveHost : IDisposable
{
    private readonly SpmExtension _extension;
    private readonly IInteractiveEngine _engine;

    /// <summary>Registers the formatters and shows the progress of C# calls through <paramref name="engine"/>.</summary>
    public InteractiveHost(IInteractiveEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        EngineAssemblies.Accept();
        _extension = new SpmExtension(ScriptPolicy.OneCell);
        _engine = engine;
        _extension.RegisterFormatters();
        // Neither empty texts for pictures that an object has not, nor a Plotly figure, which would arrive as a string (as in EngineOutput).
        BundleFormatter.OnePicture(SkiaPicture.IsAvailable ? svg => Convert.ToBase64String(SkiaPicture.Png(svg, FigureBundle.PngScale)) : null);
        _extension.Attach(new EngineOutput(engine));
    }

    /// <summary>The session, for the variable <c>spm</c>.</summary>
    public SpmSession Session => _extension.Session;

    /// <summary>The directive to register, with a subcommand for every command.</summary>
    public MagicDirective Directive => MagicDirective.Of(_extension.Commands, _engine);

    /// <summary>Carries out a magic: shows its result, and binds it where the line ends in <c>as name</c>.</summary>
    /// <param name="subcommand">The name of the <see cref="MagicDirective"/> that was invoked; empty for <see cref="Directive"/> itself.</param>
    /// <param name="command">The text of the engine's command, with the line as it was typed.</param>
    /// <param name="engine">The engine, with the output of the running cell.</param>
    /// <param name="cancel">Cancelled when the cell is.</param>
    /// <returns>Null when it succeeded.</returns>
    public async Task<MagicFailure?> RunAsync(string subcommand, string command, IInteractiveEngine engine, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(engine);
        // Numbers in words, pictures and files have a decimal point, whatever the host's culture; this ends with the magic.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var output = new EngineOutput(engine, cancel);
        using var stop = cancel.Register(_extension.OnInterrupt);
        try
        {
            var result = await _extension.Commands.ExecuteAsync(DirectiveLine.Of(command, _extension.Name, subcommand), new CommandContext(output, engine), cancel).ConfigureAwait(false);
            if (result.Value is not { } value) return null;
            if (result.BindTo is { } name) await engine.SetVariableAsync(name, value, Nameable(value.GetType())).ConfigureAwait(false);
            output.Display(BundleFormatter.TryFormat(value) ?? new MimeBundle(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
            return null;
        }
        catch (CommandException e)
        {
            return new MagicFailure(e.Message, null);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new MagicFailure("Interrupted.", null);
        }
        catch (Exception e)
        {
            // Whatever a command throws is the cell's error.
            return new MagicFailure(e.Message, e);
        }
    }

    /// <summary>Leaves the instrument safe and lets it go.</summary>
    public void Dispose() => _extension.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The type itself, or its nearest base that a cell may name.</summary>
    private static Type Nameable(Type type)
    {
        var candidate = type;
        while (!candidate.IsVisible) candidate = candidate.BaseType ?? typeof(object);
        return candidate;
    }
}
