using System.Text;

namespace Spm.Kernel.Scripting;

/// <summary>A piece of text put in the place of <paramref name="Length"/> characters.</summary>
internal readonly record struct CodeEdit(int Start, int Length, string Text)
{
    /// <summary>The code with all edits made; of those at one place the insertions come first, in the order given.</summary>
    public static string Apply(string code, IReadOnlyCollection<CodeEdit> edits)
    {
        if (edits.Count == 0) return code;
        var result = new StringBuilder(code.Length + edits.Sum(e => e.Text.Length));
        var at = 0;
        foreach (var (start, length, text) in edits.OrderBy(e => e.Start).ThenBy(e => e.Length))
        {
            result.Append(code, at, start - at).Append(text);
            at = start + length;
        }
        return result.Append(code, at, code.Length - at).ToString();
    }
}
