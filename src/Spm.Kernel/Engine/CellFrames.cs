using System.Diagnostics;
using System.Reflection;

namespace Spm.Kernel.Engine;

/// <summary>A place in the code of a cell that an exception went through.</summary>
/// <param name="File">Name of the cell, or path of a file that it loaded.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Method">The function.</param>
/// <param name="Callee">What it called there; null when it threw itself.</param>
internal sealed record CellFrame(string File, int Line, MethodBase? Method, MethodBase? Callee);

/// <summary>The frames of an exception that are in cells, innermost first, and the library's function that threw.</summary>
internal sealed record CellFrames(IReadOnlyList<CellFrame> Frames, MethodBase? Library)
{
    /// <summary>Reads them from the stack trace; the line of the innermost one is the cell's own mark where there is one.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="cell">The cell that ran.</param>
    public static CellFrames Of(Exception exception, string cell)
    {
        var place = ThrowPlaces.Of(exception);
        var found = new List<CellFrame>();
        MethodBase? library = null;
        MethodBase? inner = null;
        // Of an endless recursion there are tens of thousands of frames of one method in one file.
        var (isCell, isOfCell, isPlumbing) = (Once<string>(CellSources.IsCell), Once<MethodBase>(m => FunctionNames.IsSubmission(Outermost(m))), Once<MethodBase>(IsPlumbing));
        foreach (var (i, frame) in new StackTrace(exception, fNeedFileInfo: true).GetFrames().Index())
        {
            var (file, line, method) = (frame.GetFileName(), frame.GetFileLineNumber(), frame.GetMethod());
            if (place?.Function is { } function && function.Frame == i) (file, line) = (function.Cell, function.Line);
            else if (place?.TopLine is { } top && (found.Count == 0 || line == 0) && IsTopLevel(method)) (file, line) = (cell, top);
            if (file is not null && (isCell(file) || (method is not null && isOfCell(method)))) found.Add(new CellFrame(file, line, method, inner));
            else if (found.Count == 0 && IsWorthNaming(method)) library ??= method;
            if (method is null || !isPlumbing(method)) inner = method;
        }
        return new CellFrames(found, library);
    }

    /// <summary>A question that is asked once of each.</summary>
    private static Func<T, bool> Once<T>(Func<T, bool> question)
        where T : notnull
    {
        var known = new Dictionary<T, bool>();
        return about => known.TryGetValue(about, out var answer) ? answer : known[about] = question(about);
    }

    private static bool IsTopLevel(MethodBase? method) => FunctionNames.IsSubmission(Outermost(method)) && FunctionNames.Of(method) is null;

    private static Type? Outermost(MethodBase? method)
    {
        var type = method?.DeclaringType;
        while (type?.DeclaringType is { } outer) type = outer;
        return type;
    }

    /// <summary>A library's function that a person could look up.</summary>
    private static bool IsWorthNaming(MethodBase? method) =>
        method is { IsPublic: true, DeclaringType: { IsVisible: true } type } && !IsPlumbing(method) && !method.Name.StartsWith("Throw", StringComparison.Ordinal)
        && type.Assembly.GetName().Name is not ("Spm.Kernel" or "Spm.Notebook" or "Microsoft.CodeAnalysis.Scripting") && !type.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false);

    /// <summary>What stands between an await and what is awaited, and between our guards and the code they guard.</summary>
    private static bool IsPlumbing(MethodBase method) =>
        method.DeclaringType?.Namespace is "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices" or "Spm.Kernel.Cells"
        || method.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false)
        || (method.DeclaringType?.Namespace == "System.Threading.Tasks" && !method.IsPublic);
}
