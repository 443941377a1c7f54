using System.Globalization;
using System.Reflection;
using Spm.Kernel.Cells;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Engine;

/// <summary>Exceptions for people: message, the frames that are in cells with their lines, the exceptions behind it.</summary>
internal static class ExceptionReport
{
    private const int FramesShown = 12;
    private const int CausesShown = 5;
    private const int DeepestCause = 10;
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
        var place = Describe(exception, cell, sources, traceback, 0);
        if (place is null && line is { } at)
        {
            traceback.Add($"  {Ansi.Green(cell)}, line {at}");
            traceback.AddRange(SourceQuote.Of(sources.Line(cell, at)));
            place = (at, null);
        }
        return new CellError(TypeSpelling.Short(exception.GetType()), Message(exception), traceback, place?.Line, place?.Column);
    }

    /// <summary>What is told of a cell that was interrupted, whatever its code made of it.</summary>
    public static CellError Interrupted(Exception? thrown, string cell, CellSources sources, int? line)
    {
        var interruption = new CellInterruptedException();
        var traceback = new List<string> { $"{Ansi.Bold(nameof(CellInterruptedException))}: {interruption.Message}" };
        var place = thrown is null ? null : Frames(Unwrap(thrown), CellFrames.Of(Unwrap(thrown), cell), cell, sources, traceback);
        return new CellError(nameof(CellInterruptedException), interruption.Message, traceback, place?.Line ?? line, null);
    }

    /// <summary>The message; of several failures at once, how many there are and the first. Some exceptions list a thousand causes in their message; the place of the error must still be seen.</summary>
    private static string Message(Exception exception)
    {
        var message = exception is AggregateException { InnerExceptions: { Count: > 1 } all }
            ? $"{all.Count} errors occurred. The first: {Unwrap(all[0]).Message}"
            : exception.Message;
        return message.Length <= MessageShown ? message : $"{message[..MessageShown]}… ({(message.Length - MessageShown).ToString("#,0", CultureInfo.InvariantCulture)} more characters)";
    }

    private static (int Line, int? Column)? Describe(Exception exception, string cell, CellSources sources, List<string> traceback, int depth)
    {
        traceback.Add($"{Ansi.Bold(TypeSpelling.Short(exception.GetType()))}: {(exception is AggregateException { InnerExceptions: { Count: > 1 } all } ? $"{all.Count} errors occurred." : Message(exception))}");
        var frames = CellFrames.Of(exception, cell);
        if (frames.Library is { } library) traceback.Add(Ansi.Dim($"  thrown by {LibraryName(library)}"));
        var place = Frames(exception, frames, cell, sources, traceback);
        var causes = exception is AggregateException aggregate ? [.. aggregate.Flatten().InnerExceptions] : exception.InnerException is { } one ? [one] : (List<Exception>)[];
        if (depth == DeepestCause && causes.Count > 0) traceback.Add(Ansi.Dim("caused by others, which are not shown"));
        else
            foreach (var (i, cause) in causes.Take(CausesShown).Index())
            {
                traceback.Add(Ansi.Dim(causes.Count == 1 ? "caused by" : $"error {i + 1} of {causes.Count}"));
                var causePlace = Describe(cause, cell, sources, traceback, depth + 1);
                place ??= causePlace;
            }
        if (causes.Count > CausesShown) traceback.Add(Ansi.Dim($"… and {causes.Count - CausesShown} more errors"));
        return place;
    }

    /// <summary>Adds the frames in cells and returns the place of the uppermost one in this cell.</summary>
    private static (int Line, int? Column)? Frames(Exception exception, CellFrames frames, string cell, CellSources sources, List<string> traceback)
    {
        (int, int?)? place = null;
        var (shown, left) = (0, 0);
        var runs = RepeatedFrames.Of(frames.Frames).ToList();
        foreach (var (i, run) in runs.Index())
        {
            // The outermost place is always told: it is where the cell began.
            if (shown >= FramesShown && i < runs.Count - 1)
            {
                left += run.Frames.Count * run.Times;
                continue;
            }
            if (left > 0) traceback.Add(Ansi.Dim($"  … {Count(left)} places between"));
            foreach (var frame in run.Frames)
            {
                var span = sources.Text(frame.File) is { } text ? FaultSpan.Of(text, frame, exception) : null;
                traceback.Add($"  {Ansi.Green(CellSources.IsCell(frame.File) && !frame.File.StartsWith("..", StringComparison.Ordinal) ? frame.File : Path.GetFileName(frame.File))}, line {frame.Line}{(FunctionNames.Of(frame.Method) is { } function ? $", in {function}" : "")}");
                traceback.AddRange(SourceQuote.Of(sources.Line(frame.File, frame.Line), span?.Column, span?.Width ?? 1));
                if (frame.File == cell) place ??= (frame.Line, span?.Column);
                shown++;
            }
            if (run.Times > 1) traceback.Add(Ansi.Dim($"  … {(run.Frames.Count == 1 ? "this place" : $"these {run.Frames.Count} places")} repeated {Count(run.Times)} times"));
        }
        return place;
    }

    private static string LibraryName(MethodBase method) =>
        $"{(!method.IsConstructor && method.DeclaringType is { IsNested: false, Namespace: { } space } && space != "System" ? space + "." : "")}{FunctionNames.Of(method)}";

    private static string Count(int n) => n.ToString("#,0", CultureInfo.InvariantCulture);

    private static Exception Unwrap(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var only] } => Unwrap(only),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        _ => exception,
    };
}
