using Spm.Kernel.Cells;
using Spm.Kernel.Packages;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Engine;

/// <summary>The value of a piece of code that has one.</summary>
internal readonly record struct Shown(object? Value);

/// <summary>Runs a piece of C#: first what its directives ask for (feeds, packages, assemblies, files), then the code.</summary>
internal sealed class CodeRunner(ScriptChain chain, CellSources sources, SessionPackages packages)
{
    /// <summary>Its value, if it has one, or how it failed.</summary>
    public (Shown? Value, CellOutcome? Failed) Run(string code, CodePlace place, CellScope scope, RunMeter? meter = null)
    {
        var line = 1;
        try
        {
            (code, var directives) = CellDirectives.Take(code);
            if (directives.Count > 0)
            {
                line = directives[0].Line;
                if (CarryOut(directives, place, scope) is { } failed) return (null, failed);
            }
        }
        catch (Exception e)
        {
            // Whatever a directive throws (no such package, no such file, no right to read it) is the cell's error, shown with the directive's line.
            return (null, Failure(e, place, scope, e switch { DirectiveException d => d.Line, PackageException { Line: > 0 } p => p.Line, _ => line }));
        }
        var result = chain.Run(code, place.Name, scope.Pump, scope.Token, meter);
        foreach (var note in CompilationNotes.Of(result.Warnings, place.Name, sources, result is SubmissionResult.Ran { Value: Task })) scope.Output.Write(StreamName.Stderr, note, endLine: true);
        return result switch
        {
            SubmissionResult.NotCompiled failed => (null, new CellOutcome.Error(InFile(CompilationReport.Of(failed, place.Name, sources), place))),
            SubmissionResult.Threw threw => (null, Failure(threw.Exception, place, scope, null)),
            // A call of Display as the last expression shows its value once, not its handle as well.
            SubmissionResult.Ran { HasValue: true, Value: not DisplayHandle } ran => (new Shown(ran.Value), null),
            _ => (null, null),
        };
    }

    /// <summary>What is told of an exception: that the cell was interrupted, or what was thrown.</summary>
    /// <param name="exception">What was caught.</param>
    /// <param name="place">The code that ran.</param>
    /// <param name="scope">The cell.</param>
    /// <param name="line">The line to name when no frame is in the code.</param>
    public CellOutcome Failure(Exception exception, CodePlace place, CellScope scope, int? line)
    {
        var stopped = scope.IsInterrupted && Causes(exception).Any(e => e is OperationCanceledException or ThreadInterruptedException);
        return stopped
            ? new CellOutcome.Interrupted(ExceptionReport.Interrupted(exception, place.Name, sources, line))
            : new CellOutcome.Error(InFile(ExceptionReport.Of(exception, place.Name, sources, line), place));
    }

    private CellOutcome? CarryOut(IReadOnlyList<CellDirective> directives, CodePlace place, CellScope scope)
    {
        foreach (var source in directives.Where(d => d.Kind == DirectiveKind.Source)) packages.AddSource(source.Argument, place.Folder, source.Line);
        var references = directives.Where(d => d.Kind == DirectiveKind.Reference).ToLookup(d => PackageRequest.Is(d.Argument));
        var requests = references[true].Select(d => PackageRequest.Parse(d.Argument, d.Line)).ToList();
        if (requests.Count > 0)
        {
            scope.Pump.Run(async () =>
            {
                await packages.AddAsync(requests, scope.Display, scope.Token).ConfigureAwait(false);
                return true;
            });
        }
        foreach (var file in references[false])
            foreach (var note in packages.AddFile(file.Argument, place.Folder, file.Line)) scope.Display.Write(note + "\n");
        foreach (var file in directives.Where(d => d.Kind == DirectiveKind.Load))
            if (Load(file, place, scope) is { } failed)
                return failed;
        return null;
    }

    private CellOutcome? Load(CellDirective directive, CodePlace place, CellScope scope)
    {
        var path = Path.GetFullPath(directive.Argument, place.Folder);
        if (!File.Exists(path)) throw MissingFile.Explain(directive.Argument, path, directive.Line);
        if (place.Files.Contains(path))
            throw new DirectiveException($"{directive.Argument} is already being loaded: {string.Join(" loads ", place.Files.Append(path).Select(f => Path.GetFileName(f)))}. Move what both need into a third file.", directive.Line);
        var name = Path.GetRelativePath(Directory.GetCurrentDirectory(), path).Replace('\\', '/').Replace('"', '\'');
        var text = File.ReadAllText(path);
        sources.AddFile(name, text);
        // A first line for a shell that starts the file as a program.
        var code = text.StartsWith("#!", StringComparison.Ordinal) ? "//" + text[2..] : text;
        var (_, failed) = Run(code, new CodePlace(name, Path.GetDirectoryName(path)!, [.. place.Files, path]), scope);
        return failed switch
        {
            CellOutcome.Error error => new CellOutcome.Error(LoadedBy(error.Details, directive, place)),
            CellOutcome.Interrupted interrupted => new CellOutcome.Interrupted(LoadedBy(interrupted.Details, directive, place)),
            _ => null,
        };
    }

    /// <summary>An error in a file, seen from the code that loads it: the place is the line of the directive.</summary>
    private CellError LoadedBy(CellError error, CellDirective directive, CodePlace place) => error with
    {
        Line = directive.Line,
        Column = null,
        Traceback = [.. error.Traceback, $"  {Ansi.Green(place.Name)}, line {directive.Line}", .. SourceQuote.Of(sources.Line(place.Name, directive.Line))],
    };

    private static CellError InFile(CellError error, CodePlace place) => place.Files.Count == 0 ? error : error with { Evalue = $"{place.Name} {error.Evalue}" };

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (Exception? e = exception; e is not null; e = e.InnerException) yield return e;
    }
}
