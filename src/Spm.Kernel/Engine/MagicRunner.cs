using Spm.Kernel.Magics;
using Spm.Kernel.Scripting;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Kernel.Engine;

/// <summary>Carries out the magics of a cell: the extensions' commands, and the few of the kernel itself.</summary>
internal sealed class MagicRunner
{
    private readonly IVariables _variables;
    private readonly Lazy<CommandCatalogue> _kernel = new(KernelMagics.Create);
    private readonly IReadOnlyList<CommandCatalogue> _extensions;

    public MagicRunner(IReadOnlyList<INotebookExtension> extensions, IVariables variables)
    {
        _variables = variables;
        _extensions = [.. extensions.Select(e => e.Commands)];
        Words = [CommandCatalogue.HelpCommand, .. KernelMagics.Words, .. _extensions.Select(e => e.Prefix)];
    }

    /// <summary>The words after <c>#!</c>.</summary>
    public IReadOnlyCollection<string> Words { get; }

    /// <summary>All catalogues, the kernel's own first; its <see cref="CommandCatalogue.Prefix"/> is empty.</summary>
    public IReadOnlyList<CommandCatalogue> Catalogues => [_kernel.Value, .. _extensions];

    /// <summary>The catalogue that a magic belongs to, its line as that catalogue reads it, and where in the cell that line starts; null for an unknown word.</summary>
    public (CommandCatalogue Catalogue, string Line, int Start)? Find(CellSegment magic)
    {
        if (_extensions.FirstOrDefault(e => e.Prefix == magic.Prefix) is { } extension) return (extension, magic.Text, magic.Start);
        // The word itself is the command.
        return Words.Contains(magic.Prefix) ? (_kernel.Value, magic.Prefix + magic.Text, magic.Start - magic.Prefix!.Length) : null;
    }

    /// <summary>Result of a magic.</summary>
    /// <exception cref="CommandException">There is no such magic, or its line is wrong.</exception>
    public Task<CommandResult> RunAsync(CellSegment magic, CellScope scope)
    {
        if (magic.Prefix == CommandCatalogue.HelpCommand)
            return Task.FromResult(new CommandResult(new MagicHelp(_kernel.Value, _extensions).Of([.. CommandLine.Split(magic.Text).Select(t => t.Text)]), null));
        if (Find(magic) is not { } found) throw Unknown(magic.Prefix!);
        // The C# after #!time is not split into words.
        var line = magic.Prefix == TimeMagic.Word ? $"{TimeMagic.Word} {TimeMagic.Split(magic.Text).Options}" : found.Line;
        return found.Catalogue.ExecuteAsync(line, new CommandContext(scope.Display, _variables), scope.Token);
    }

    private CommandException Unknown(string word) => new(
        $"There is no magic #!{word}.{Spelling.Hint(word, Words)} Magics: {string.Join(", ", Words.Select(w => "#!" + w))}. Try: #!{CommandCatalogue.HelpCommand}");
}
