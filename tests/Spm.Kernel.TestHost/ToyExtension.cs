using System.Globalization;
using System.Reflection;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Kernel.TestHost;

/// <summary>A small extension: dice, an echo, a wait. Shows all that an extension can do.</summary>
public sealed class ToyExtension : INotebookExtension
{
    private int _interrupts;

    /// <inheritdoc/>
    public string Name => "toy";

    /// <inheritdoc/>
    public IReadOnlyList<string> Imports => ["Spm.Kernel.TestHost"];

    /// <inheritdoc/>
    public IReadOnlyList<Assembly> References => [typeof(ToyExtension).Assembly];

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, object Value)> Variables => [("table", Table)];

    /// <summary>What the cells know as <c>table</c>.</summary>
    public Table Table { get; } = new();

    /// <summary>What the extension does when it is told that a cell is interrupted.</summary>
    public Action? WhenInterrupted { get; set; }

    /// <summary>How often the extension was told that a cell is interrupted.</summary>
    public int Interrupts => Volatile.Read(ref _interrupts);

    /// <inheritdoc/>
    public CommandCatalogue Commands { get; } = new CommandCatalogue("toy", "Dice and echoes", new PlainNotation())
        .Add(CommandDefinition.Create<RollOptions>("roll", "Rolls a die", "roll --sides 6 as die", (options, _, _) =>
            Task.FromResult<object?>(new Die(options.Sides, 1 + (options.Seed % options.Sides)))))
        .Add(CommandDefinition.Create<EchoOptions>("echo", "Says a word again", "echo hello", (options, context, _) =>
        {
            context.Output.Write(options.Word + "\n");
            return Task.FromResult<object?>(null);
        }))
        .Add(CommandDefinition.Create<EmptyOptions>("wait", "Waits until it is interrupted", "wait", async (_, _, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(false);
            return null;
        }));

    /// <inheritdoc/>
    public void RegisterFormatters() =>
        BundleFormatter.Register<Die>(die => new MimeBundle(die.ToString()).With(MimeTypes.Html, $"<b>{die.Value.ToString(CultureInfo.InvariantCulture)}</b>"), MimeTypes.Html);

    /// <inheritdoc/>
    public void Attach(INotebookOutput output)
    {
    }

    /// <inheritdoc/>
    public void Connect(ILiveChannels live) => Table.Live = live;

    /// <inheritdoc/>
    public void OnInterrupt()
    {
        Interlocked.Increment(ref _interrupts);
        WhenInterrupted?.Invoke();
    }
}

/// <summary>A die that was rolled.</summary>
/// <param name="Sides">Number of sides.</param>
/// <param name="Value">What it shows.</param>
public sealed record Die(int Sides, int Value);

/// <summary>State that the host and the cells share.</summary>
public sealed class Table
{
    /// <summary>Dice lying on it.</summary>
    public IList<Die> Dice { get; } = [];

    /// <summary>A throw that is still in the air.</summary>
    public TaskCompletionSource Throw { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set by a cell, run by a test as the handler of an event.</summary>
    public Func<Task>? Handler { get; set; }

    /// <summary>Where figures can ask.</summary>
    public ILiveChannels? Live { get; set; }

    private static volatile bool _released;

    /// <summary>Lets a cell go on that waits for it.</summary>
    public static bool Released
    {
        get => _released;
        set => _released = value;
    }

    /// <summary>Set by a test, called by a cell: what the test wants done inside it.</summary>
    public static Action? Callback { get; set; }

    /// <summary>Written by a cell, read by a test: proof that both see the same loaded assembly.</summary>
    public static int Shared { get; set; }
}

/// <summary>Options of roll.</summary>
public sealed class RollOptions
{
    /// <summary>Number of sides.</summary>
    [Option("sides", "Number of sides", Minimum = 2, Maximum = 100)]
    public int Sides { get; init; } = 6;

    /// <summary>Seed.</summary>
    [Option("seed", "Seed of the throw")]
    public int Seed { get; init; } = 2;
}

/// <summary>Options of echo.</summary>
public sealed class EchoOptions
{
    /// <summary>The word.</summary>
    [Argument(0, "WORD", "What to say")]
    public string Word { get; init; } = "";
}

/// <summary>No options.</summary>
public sealed class EmptyOptions;

/// <summary>Numbers without units.</summary>
public sealed class PlainNotation : IQuantityNotation
{
    /// <inheritdoc/>
    public double Parse(string text, string unit) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public string Format(double value, string unit) => value.ToString(CultureInfo.InvariantCulture);
}
