using System.Diagnostics;
using System.Runtime.CompilerServices;
using Spm.Kernel.Cells;

namespace Spm.Kernel.Engine;

/// <summary>
/// Where exceptions were thrown, as the cells' own line marks tell it (see <see cref="Scripting.LineMarks"/>): the debug information of
/// optimised code names no line, or a wrong one, for what the runtime throws.
/// </summary>
internal static class ThrowPlaces
{
    private static readonly ConditionalWeakTable<Exception, Place> Known = [];

    static ThrowPlaces() => AppDomain.CurrentDomain.FirstChanceException += (_, thrown) =>
    {
        // Before any catch or finally of the cell runs and changes the line.
        if (CellGuard.Line > 0) Known.GetOrCreateValue(thrown.Exception).TopLine ??= CellGuard.Line;
    };

    /// <summary>Starts listening.</summary>
    public static void Listen() => RuntimeHelpers.RunClassConstructor(typeof(ThrowPlaces).TypeHandle);

    /// <summary>A function of a cell tells its line while an exception goes through it; the innermost one counts.</summary>
    public static void Note(Exception exception, int line, string cell)
    {
        var place = Known.GetOrCreateValue(exception);
        if (place.Function is not null) return;
        place.Function = (new StackTrace(exception, fNeedFileInfo: false).FrameCount - 1, line, cell);
    }

    /// <summary>A loop at the top level of a cell tells its line, which it does not write down in every turn, while an exception goes through it.</summary>
    public static void NoteTop(Exception exception, int line)
    {
        var place = Known.GetOrCreateValue(exception);
        if (place.IsInLoop) return;
        (place.TopLine, place.IsInLoop) = (line, true);
    }

    /// <summary>What is known of an exception, or null.</summary>
    public static Place? Of(Exception exception) => Known.TryGetValue(exception, out var place) ? place : null;

    /// <summary>Lines that were running when an exception was thrown.</summary>
    internal sealed class Place
    {
        /// <summary>At the top level of the cell, when it was thrown on the cell's own thread.</summary>
        public int? TopLine { get; set; }

        /// <summary>True when the line comes from the loop itself.</summary>
        public bool IsInLoop { get; set; }

        /// <summary>In the innermost function with marks: its number in the stack trace, its line and its cell.</summary>
        public (int Frame, int Line, string Cell)? Function { get; set; }
    }
}
