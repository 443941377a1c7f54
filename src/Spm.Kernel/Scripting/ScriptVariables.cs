using Spm.Notebook;

namespace Spm.Kernel.Scripting;

/// <summary>The variables of the cells, as commands see them. A redefined name stands for its last definition.</summary>
internal sealed class ScriptVariables(ScriptChain chain) : IVariables
{
    public IReadOnlyList<string> Names => [.. chain.Variables.Select(v => v.Name).Distinct()];

    public bool TryGet(string name, out object? value)
    {
        var variable = chain.Variables.LastOrDefault(v => v.Name == name);
        value = variable?.Value;
        return variable is not null;
    }
}
