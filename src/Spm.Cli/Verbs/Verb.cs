using System.CommandLine;
using Spm.Notebook.Commands;

namespace Spm.Cli.Verbs;

/// <summary>What was written after a verb, sorted.</summary>
/// <param name="Argument">The word without dashes, or null.</param>
/// <param name="Options">Values of the options that were given; a flag's value is empty.</param>
internal sealed record VerbWords(string? Argument, IReadOnlyDictionary<string, string> Options);

/// <summary>One option of a verb; without a value name it is a flag.</summary>
internal sealed record VerbOption(string Name, string? ValueName, string Help);

/// <summary>A verb of the program itself. System.CommandLine sorts the words; the errors are ours.</summary>
internal sealed record Verb(string Name, string Summary, string Example, string? ArgumentName, string? ArgumentHelp, bool ArgumentRequired, params VerbOption[] Options)
{
    /// <summary>All verbs in the order in which help lists them.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        new(RunVerb.Name, "Runs a notebook without Jupyter; writes the executed notebook and an HTML report", "spm run notebooks/00-quick-start.ipynb --to out",
            "NOTEBOOK", "The .ipynb file", ArgumentRequired: true, new VerbOption("--to", "DIR", "Folder for the results (default out)")),
        new(LabVerb.Name, "Installs the kernel and opens the course in Jupyter", "spm lab",
            "FOLDER", "Folder to open (default the course)", ArgumentRequired: false,
            new VerbOption("--port", "N", "Port of the Jupyter server"), new VerbOption("--no-browser", null, "Do not open a browser")),
        new(ServeVerb.Name, "Is a Nanonis controller with the digital twin behind it, for any Nanonis client", "spm serve nanonis --sample pto --port 6501",
            "PROTOCOL", "nanonis", ArgumentRequired: true,
            new VerbOption("--sample", "NAME", "Sample in the microscope (default pto)"), new VerbOption("--seed", "N", "What sample and noise grow from (default 1)"),
            new VerbOption("--port", "N", "First of four ports (default 6501); 0 takes free ones"), new VerbOption("--address", "IP", "Address to listen on (default 127.0.0.1)"),
            new VerbOption("--version", "N", "Release of the real-time engine (default 13742)"), new VerbOption("--withdraw", null, "Withdraw the tip when a measuring client is lost"),
            new VerbOption("--idle-timeout", "S", "Make the microscope safe when a measuring client is silent so long"), new VerbOption("--real-time", null, "Let scans take the time of their lines")),
        new(InstallVerb.Name, "Makes the kernel known to Jupyter", "spm install", null, null, ArgumentRequired: false,
            new VerbOption("--prefix", "DIR", "Install under DIR/share/jupyter instead of for the current user")),
        new(KernelVerb.Name, "Serves the kernel; Jupyter starts it so", "spm kernel --connection-file FILE", null, null, ArgumentRequired: false,
            new VerbOption("--connection-file", "FILE", "The file Jupyter wrote")),
    ];

    /// <summary>The verb of a name, or null.</summary>
    public static Verb? Find(string name) => All.FirstOrDefault(v => v.Name == name);

    /// <summary>How the verb is written.</summary>
    public string Usage => string.Join(' ', new[] { "spm", Name }
        .Concat(ArgumentName is null ? [] : [ArgumentRequired ? ArgumentName : $"[{ArgumentName}]"])
        .Concat(Options.Select(o => o.ValueName is null ? $"[{o.Name}]" : $"[{o.Name} {o.ValueName}]")));

    /// <summary>Sorts the words after the verb.</summary>
    /// <exception cref="UsageException">A word is wrong or missing.</exception>
    public VerbWords Parse(IReadOnlyList<string> words)
    {
        var arguments = new Argument<string[]>("words") { Arity = ArgumentArity.ZeroOrMore };
        var syntax = new Command(Name) { arguments };
        var valued = Options.Where(o => o.ValueName is not null).ToDictionary(o => o, o => new Option<string[]>(o.Name) { Arity = ArgumentArity.ZeroOrMore });
        var flags = Options.Where(o => o.ValueName is null).ToDictionary(o => o, o => new Option<bool>(o.Name) { Arity = ArgumentArity.Zero });
        foreach (var option in valued.Values) syntax.Options.Add(option);
        foreach (var flag in flags.Values) syntax.Options.Add(flag);
        var parsed = syntax.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });

        var plain = parsed.GetValue(arguments) ?? [];
        if (plain.FirstOrDefault(w => w.Length > 1 && w[0] == '-') is { } unknown) throw UnknownOption(unknown.Split('=')[0]);
        var allowed = ArgumentName is null ? 0 : 1;
        if (plain.Length > allowed) throw Wrong($"There is one word too many: «{plain[allowed]}».");
        if (ArgumentRequired && plain.Length == 0) throw Wrong($"{ArgumentName} is missing: {ArgumentHelp}.");

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (option, symbol) in valued)
        {
            if (parsed.GetResult(symbol) is not { Implicit: false } given) continue;
            if (given.IdentifierTokenCount > 1) throw Wrong($"{option.Name} is given {given.IdentifierTokenCount} times; give it once.");
            values[option.Name] = given.Tokens is [var token] && token.Value.Length > 0 ? token.Value : throw Wrong($"{option.Name} has no value: {option.Help}.");
        }
        foreach (var (option, symbol) in flags)
            if (parsed.GetResult(symbol) is { Implicit: false }) values[option.Name] = "";
        return new VerbWords(plain.FirstOrDefault(), values);
    }

    /// <summary>An error with the verb's example.</summary>
    public UsageException Wrong(string message) => new($"{message} Try: {Example}");

    private UsageException UnknownOption(string name)
    {
        var known = Options.Select(o => o.Name).ToList();
        return Wrong($"There is no option {name}.{Spelling.Hint(name, known)} {(known.Count == 0 ? $"{Name} has no options." : $"Options of {Name}: {string.Join(", ", known)}.")}");
    }
}
