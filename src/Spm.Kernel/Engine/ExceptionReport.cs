using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Spm.Kernel.Cells;

namespace Spm.Kernel.Engine;

/// <summary>Exceptions for people: message, the frames that are in cells with their lines, the exceptions behind it.</summary>
internal static partial class ExceptionReport
{
    private const int FramesShown = 12;
    private const int MessageShown = 2000;

    /// <summary>What is told of an exception thrown by the code of a cell.</summary>
    /// <param name="thrown">What was caught.</param>
    /// <param name="cell">The cell that ran.</param>
    /// <param name="sources">Text of all cells.</param>
    /// <param name="line">The line to name when no frame is in a cell, as for a magic.</param>
    public static CellError Of(Exception thrown, string cell, CellSources sources, int? line = null)
    {
        var exception = Unwrap(thrown);
        var traceback = new List<string>();
        var place = Describe(exception, cell, sources, traceback) ?? line;
        if (place is not null && place == line)
        {
            traceback.Add($"  {Ansi.Green(cell)}, line {line}");
            traceback.AddRange(CompilationReport.Quote(sources.Line(cell, line!.Value)));
        }
        return new CellError(exception.GetType().Name, Shown(exception.Message), traceback, place, null);
    }

    /// <summary>What is told of a cell that was interrupted, whatever its code made of it.</summary>
    public static CellError Interrupted(Exception? thrown, string cell, CellSources sources, int? line)
    {
        var interruption = new CellInterruptedException();
        var traceback = new List<string> { $"{Ansi.Red(nameof(CellInterruptedException))}: {interruption.Message}" };
        var place = (thrown is null ? null : Frames(Unwrap(thrown), cell, sources, traceback)) ?? line;
        return new CellError(nameof(CellInterruptedException), interruption.Message, traceback, place, null);
    }

    /// <summary>Some exceptions list a thousand causes in their message; the place of the error must still be seen.</summary>
    private static string Shown(string message) => message.Length <= MessageShown ? message : $"{message[..MessageShown]}… ({message.Length - MessageShown:N0} more characters)";

    private static int? Describe(Exception exception, string cell, CellSources sources, List<string> traceback)
    {
        traceback.Add($"{Ansi.Red(exception.GetType().Name)}: {Shown(exception.Message)}");
        var line = Frames(exception, cell, sources, traceback);
        var inner = exception is AggregateException aggregate ? aggregate.InnerExceptions : exception.InnerException is { } one ? [one] : (IEnumerable<Exception>)[];
        foreach (var cause in inner.Take(5))
        {
            traceback.Add(Ansi.Dim("caused by"));
            var causeLine = Describe(cause, cell, sources, traceback);
            line ??= causeLine;
        }
        return line;
    }

    /// <summary>Adds the frames in cells and returns the line of the uppermost one in this cell.</summary>
    private static int? Frames(Exception exception, string cell, CellSources sources, List<string> traceback)
    {
        int? line = null;
        var frames = CellFrames(exception, cell);
        foreach (var (file, at, method) in frames.Take(FramesShown))
        {
            var function = FunctionName(method);
            traceback.Add($"  {Ansi.Green(file)}, line {at}{(function is null ? "" : $", in {function}")}");
            traceback.AddRange(CompilationReport.Quote(sources.Line(file, at)));
        }
        if (frames.Count > FramesShown) traceback.Add(Ansi.Dim($"  … and {frames.Count - FramesShown} more"));
        foreach (var frame in frames)
            if (frame.File == cell) line ??= frame.Line;
        return line;
    }

    /// <summary>The frames in cells, innermost first. The line of the innermost one is the cell's own mark where there is one.</summary>
    private static List<(string File, int Line, MethodBase? Method)> CellFrames(Exception exception, string cell)
    {
        var place = ThrowPlaces.Of(exception);
        var found = new List<(string, int, MethodBase?)>();
        foreach (var (i, frame) in new StackTrace(exception, fNeedFileInfo: true).GetFrames().Index())
        {
            var (file, line, method) = (frame.GetFileName(), frame.GetFileLineNumber(), frame.GetMethod());
            if (place?.Function is { } function && function.Frame == i) (file, line) = (function.Cell, function.Line);
            else if (place?.TopLine is { } top && (found.Count == 0 || line == 0) && IsTopLevel(method)) (file, line) = (cell, top);
            if (CellSources.IsCell(file)) found.Add((file!, line, method));
        }
        return found;
    }

    private static bool IsTopLevel(MethodBase? method)
    {
        var type = method?.DeclaringType;
        while (type?.DeclaringType is { } outer) type = outer;
        return type?.Name.StartsWith("Submission#", StringComparison.Ordinal) == true && FunctionName(method) is null;
    }

    private static Exception Unwrap(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Unwrap(only),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        _ => exception,
    };

    /// <summary>The name the user gave the function, or null for the top level of a cell.</summary>
    private static string? FunctionName(MethodBase? method)
    {
        if (method is null) return null;
        var name = method.Name == "MoveNext" && method.DeclaringType is { } machine ? machine.Name : method.Name;
        var match = GeneratedName().Match(name);
        if (match.Success && match.Groups["kind"].Value == "g") name = match.Groups["rest"].Value.Split('|')[0];
        else if (match.Success && match.Groups["kind"].Value == "b") return "a lambda";
        else if (match.Success) name = match.Groups["owner"].Value;
        return name is "<Initialize>" or "<Factory>" or "Initialize" or "" ? null : name;
    }

    [GeneratedRegex("^<(?<owner>.*)>(?<kind>[a-z])__(?<rest>.*)$")]
    private static partial Regex GeneratedName();
}
