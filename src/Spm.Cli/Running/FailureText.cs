using System.Text;
using Spm.Kernel.Notebooks;

namespace Spm.Cli.Running;

/// <summary>The error that ended a run, for a terminal: cell, line, message, the line of code with a caret.</summary>
internal static class FailureText
{
    public static string Of(CellFailure failure, bool cancelled)
    {
        var error = failure.Error;
        var line = error.Line is { } number ? $", line {number}{(error.Column is { } at ? $", column {at}" : "")}" : "";
        var text = new StringBuilder($"Cell {failure.CellNumber} (code cell {failure.CodeCellNumber}){line}: ");
        text.Append(cancelled ? "interrupted." : $"{error.Ename}: {error.Evalue}");
        if (failure.CodeLine is not { } code) return text.ToString();
        var column = error.Column is { } given && given <= code.Length + 1 ? given - 1 : code.Length - code.TrimStart().Length;
        var margin = $"{error.Line,6} | ";
        // Tabs are kept, so that the caret stands where it should.
        var lead = string.Concat(code.Take(column).Select(c => c == '\t' ? '\t' : ' '));
        return text.Append($"\n{margin}{code.TrimEnd()}\n{new string(' ', margin.Length - 2)}| {lead}^").ToString();
    }
}
