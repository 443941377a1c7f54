namespace Microsoft.DotNet.Interactive.Commands;

public abstract class KernelCommand;

/// <summary>What the engine gives to the handler of a directive; its real type is internal there.</summary>
public sealed class DirectiveCommand(string line) : KernelCommand
{
    public override string ToString() => $"Directive: {line}";
}
