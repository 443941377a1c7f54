using Spm.Notebook.Commands;

namespace Spm.Cli.Running;

/// <summary>The notebook a person means.</summary>
internal static class NotebookFile
{
    private const string Ending = ".ipynb";

    /// <summary>The full path of a notebook; the ending may be left out.</summary>
    /// <exception cref="ProgramException">There is none; the message names the nearest.</exception>
    public static string Find(string name)
    {
        foreach (var candidate in new[] { name, name + Ending })
            if (File.Exists(candidate)) return Path.GetFullPath(candidate);

        var folder = Directory.Exists(name) ? name : Path.GetDirectoryName(name) is { Length: > 0 } given ? given : ".";
        var around = new[] { folder, Path.Combine(folder, "notebooks") }
            .Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*" + Ending).Order(StringComparer.Ordinal))
            .Select(f => f.StartsWith("./", StringComparison.Ordinal) ? f[2..] : f)
            .ToList();
        if (Directory.Exists(name))
            throw new ProgramException($"{name} is a folder, and a notebook is needed.{List(around)}");
        if (!Directory.Exists(folder))
            throw new ProgramException($"There is no notebook {name}: there is no folder {folder}.");
        var nearest = Spelling.Nearest(Path.GetFileNameWithoutExtension(name), around.Select(f => Path.GetFileNameWithoutExtension(f)!));
        var meant = around.Find(f => Path.GetFileNameWithoutExtension(f) == nearest);
        throw new ProgramException($"There is no notebook {name}.{(meant is null ? "" : $" Did you mean {meant}?")}{List(around)}");
    }

    private static string List(List<string> notebooks) => notebooks.Count switch
    {
        0 => " There are no notebooks here.",
        > 8 => $" Notebooks: {string.Join(", ", notebooks.Take(8))} and {notebooks.Count - 8} more.",
        _ => $" Notebooks: {string.Join(", ", notebooks)}.",
    };
}
