using Spm.Kernel.Scripting;
using Spm.Notebook.Commands;

namespace Spm.Kernel.Packages;

/// <summary>Says what there is instead of a file that a directive names and that is not there.</summary>
internal static class MissingFile
{
    /// <summary>The error to throw.</summary>
    /// <param name="argument">As the person wrote it.</param>
    /// <param name="path">Where it was looked for.</param>
    /// <param name="line">Line of the directive.</param>
    public static DirectiveException Explain(string argument, string path, int line)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder)) return new DirectiveException($"There is no folder {folder}, so no file {argument}.", line);
        var (name, extension) = (Path.GetFileName(path), Path.GetExtension(path));
        var isSource = extension is ".csx" or ".cs";
        if (!isSource && extension != ".dll")
            return new DirectiveException($"There is no file {argument} in {folder}. A package is loaded by #r \"nuget: {argument}\", an assembly by its path: #r \"folder/Name.dll\".", line);
        var others = Directory.EnumerateFiles(folder, "*" + extension).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToList();
        var list = others.Count == 0 ? $"No {extension} file is there." : $"There: {string.Join(", ", others.Take(10))}{(others.Count > 10 ? ", …" : "")}.";
        return new DirectiveException($"There is no file {name} in {folder}.{Spelling.Hint(name, others)} {list}", line);
    }
}
