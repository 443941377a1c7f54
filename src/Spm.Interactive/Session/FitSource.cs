using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO;
using Spm.Core.Spectroscopy;
using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Session;

/// <summary>What a person may name as the source of a fit or a map: a variable's value or a file.</summary>
internal static class FitSource
{
    /// <summary>A dataset, the result of a fit or the result of an analysis from what a command was given: an object, or the name of a file.</summary>
    /// <exception cref="CommandException">It is neither; the message lists the variables that would do.</exception>
    public static object Resolve(object source, string? channel, IVariables variables)
    {
        if (source is Dataset or FitResult or DerivedResult) return source;
        if (source is RelaxationResult relaxation) return relaxation.Derived;
        if (source is ScanImages images) return images[Channel("scan", images.Channels.Select(c => c.Name), channel)];
        if (source is SweepCurves sweep) return sweep[Channel("sweep", sweep.Channels.Select(c => c.Name), channel)];
        if (source is PathImages along) return along.DatasetOf(channel is null && along.Images.Count <= 1 ? along.Samples.Channels[0].Name : Channel("scan", along.Samples.Channels.Select(c => c.Name), channel));
        if (source is not string name)
            throw new CommandException($"A value of type {source.GetType().Name} holds no data to work on; give a dataset, a scan, a sweep, the result of a fit, or a file.{Suitable(variables)}");
        if (LooksLikeName(name) && !File.Exists(name))
            throw new CommandException(variables is NoVariables
                ? $"There is no file called «{name}».{FileHint(name)}"
                : $"There is no variable and no file called «{name}».{Spelling.Hint(name, SuitableNames(variables))}{FileHint(name)}{Suitable(variables)}");
        return channel is null && FitFile.IsFit(name) ? FitFile.Open(name) : DataFile.Open(name, channel);
    }

    private static string Channel(string what, IEnumerable<string> names, string? wanted) => wanted ?? (names.ToList() is [var only] ? only
        : throw new CommandException($"The {what} has several channels: {string.Join(", ", names)}. Name one with --channel."));

    private static bool LooksLikeName(string name) => name.All(c => char.IsLetterOrDigit(c) || c == '_');

    // The name of a file without its ending is an easy slip.
    private static string FileHint(string name) =>
        Directory.EnumerateFiles(".", name + ".*").Select(Path.GetFileName).Order(StringComparer.Ordinal).FirstOrDefault() is { } file ? $" Did you mean the file {file}?" : "";

    private static List<string> SuitableNames(IVariables variables) =>
        [.. variables.Names.Where(n => variables.TryGet(n, out var value) && value is Dataset or FitResult or DerivedResult or RelaxationResult or ScanImages or SweepCurves or PathImages)];

    private static string Suitable(IVariables variables)
    {
        var names = SuitableNames(variables);
        return names.Count > 0
            ? $" Variables that hold data: {string.Join(", ", names)}."
            : " No variable holds data yet: get some with open, scan, be or loops and «as NAME».";
    }
}
