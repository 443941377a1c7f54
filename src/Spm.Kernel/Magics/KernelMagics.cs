using System.Globalization;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Kernel.Magics;

/// <summary>
/// The magics of the kernel itself as a catalogue like an extension's, but without a word before the command: <c>#!who</c>. So they have the same help,
/// completion and errors.
/// </summary>
internal static class KernelMagics
{
    /// <summary>The words of the catalogue, known without making it: the first cell must not wait for that.</summary>
    public static IReadOnlyList<string> Words { get; } = ["who", TimeMagic.Word, "reset", "pwd", "cd"];

    /// <summary>The catalogue. <c>time</c> and <c>reset</c> give back what is wanted, a <see cref="TimeOptions"/> and a <see cref="SessionReset"/>; the engine does it.</summary>
    public static CommandCatalogue Create() => new CommandCatalogue("", "Magics of the kernel", new PlainNumbers())
        .Add(CommandDefinition.Create<NoOptions>("who", "The variables of the notebook, their types and values", "who", (_, context, _) => Done(VariableTable.Of(context.Variables))))
        .Add(CommandDefinition.Create<TimeOptions>(TimeMagic.Word, "Measures a line of C#, or the rest of the cell", "time --runs 10 Enumerable.Range(0, 1000).Sum()", (options, _, _) => Done(options)))
        .Add(CommandDefinition.Create<NoOptions>("reset", "Forgets all variables, types, packages and widgets; leaves instruments safe", "reset", (_, _, _) => Done(new SessionReset())))
        .Add(CommandDefinition.Create<NoOptions>("pwd", "The working folder, where names of files start", "pwd", (_, _, _) => Done(new MimeBundle(Directory.GetCurrentDirectory()))))
        .Add(CommandDefinition.Create<FolderOptions>("cd", "Changes the working folder", "cd data", (options, _, _) => Done(Change(options.Folder))));

    private static MimeBundle Change(string folder)
    {
        var path = Path.GetFullPath(folder.StartsWith('~') ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + folder[1..] : folder);
        if (!Directory.Exists(path)) throw new CommandException($"There is no folder {path}. #!pwd says where you are.");
        Directory.SetCurrentDirectory(path);
        return new MimeBundle(path);
    }

    private static Task<object?> Done(object result) => Task.FromResult<object?>(result);

    private sealed class PlainNumbers : IQuantityNotation
    {
        public double Parse(string text, string unit) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw new FormatException($"«{text}» is not a number.");

        public string Format(double value, string unit) => value.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>The result of <c>#!reset</c>: the engine begins a new session.</summary>
internal sealed record SessionReset;

/// <summary>A magic without options.</summary>
internal sealed class NoOptions;

/// <summary>Options of <c>#!cd</c>.</summary>
internal sealed class FolderOptions
{
    [Argument(0, "FOLDER", "The new working folder", Completion = ValueSource.Files)]
    public string Folder { get; init; } = "";
}

/// <summary>Options of <c>#!time</c>.</summary>
internal sealed class TimeOptions
{
    [Option("runs", "How often it is run; with more than one, once more before, uncounted", Minimum = 1, Maximum = 1_000_000)]
    public int Runs { get; init; } = 1;

    [Argument(0, "CODE", "C#; nothing for the rest of the cell", Optional = true)]
    public string Code { get; init; } = "";
}
