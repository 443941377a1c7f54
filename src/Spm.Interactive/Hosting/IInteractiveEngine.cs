using Spm.Notebook;

namespace Spm.Interactive.Hosting;

/// <summary>
/// What the script <c>extension.dib</c> provides of .NET Interactive: the variables of its C# kernel and the output of a cell. The script is the only
/// place that names that engine's types, because its packages cannot be counted on.
/// </summary>
public interface IInteractiveEngine : IVariables
{
    /// <summary>Shows something, or replaces what was shown under an identifier. Where no cell runs, nothing is shown.</summary>
    /// <param name="representations">MIME type to text; always with <c>text/plain</c>.</param>
    /// <param name="displayId">Its identifier.</param>
    /// <param name="isUpdate">Whether it was shown before.</param>
    void Show(IReadOnlyDictionary<string, string> representations, string displayId, bool isUpdate);

    /// <summary>Writes to the cell's standard output or standard error.</summary>
    void Write(string text, bool isError);

    /// <summary>Declares a C# variable, or declares it anew.</summary>
    Task SetVariableAsync(string name, object value, Type type);
}
