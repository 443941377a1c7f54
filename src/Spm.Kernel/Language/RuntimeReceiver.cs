using System.Text.RegularExpressions;
using Spm.Kernel.Scripting;
using Spm.Notebook;

namespace Spm.Kernel.Language;

/// <summary>
/// Code in which a variable before a dot, declared as <c>dynamic</c> or <c>object</c>, is cast to the type of the value it holds, so that its members can
/// be completed.
/// </summary>
/// <param name="Code">The code with the cast.</param>
/// <param name="Shift">How much further right things after the variable are.</param>
internal sealed partial record RuntimeReceiver(string Code, int Shift)
{
    /// <summary>The code with the cast, or null where there is no such variable.</summary>
    public static RuntimeReceiver? Find(string code, int cursor, SessionDeclarations declarations, IVariables variables)
    {
        var lineStart = cursor == 0 ? 0 : code.LastIndexOf('\n', cursor - 1) + 1;
        var match = Receiver().Match(code[lineStart..cursor]);
        if (!match.Success) return null;
        var name = match.Groups["name"].Value;
        if (!declarations.Named(name).Any(d => d.Type.TrimEnd('?') is "object" or "dynamic")) return null;
        if (!variables.TryGet(name, out var value) || value is null) return null;
        var type = TypeSpelling.Nameable(value.GetType());
        if (type == typeof(object)) return null;
        var cast = $"(({TypeSpelling.Of(type)}){name})";
        var at = lineStart + match.Groups["name"].Index;
        return new RuntimeReceiver(string.Concat(code.AsSpan(0, at), cast, code.AsSpan(at + name.Length)), cast.Length - name.Length);
    }

    [GeneratedRegex(@"(?<![\w.\)\]""'@])(?<name>[\p{L}_]\w*)\.\w*$")]
    private static partial Regex Receiver();
}
