using System.Diagnostics.CodeAnalysis;

namespace Microsoft.DotNet.Interactive.CSharp;

public sealed record ScriptVariable(string Name, object Value, Type Type);

public sealed record ScriptState(List<ScriptVariable> Variables);

public sealed class CSharpKernel() : Kernel("csharp")
{
    /// <summary>Null until the first cell has run.</summary>
    public ScriptState? ScriptState { get; private set; }

    public bool TryGetValue<T>(string name, [MaybeNullWhen(false)] out T value)
    {
        var variable = ScriptState?.Variables.FindLast(v => v.Name == name);
        value = variable is null ? default : (T)variable.Value;
        return variable is not null;
    }

    public Task SetValueAsync(string name, object value, Type declaredType)
    {
        (ScriptState ??= new ScriptState([])).Variables.Add(new ScriptVariable(name, value, declaredType));
        return Task.CompletedTask;
    }
}
