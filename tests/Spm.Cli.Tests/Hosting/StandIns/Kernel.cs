// Types of .NET Interactive as extension.dib uses them, with the signatures of Microsoft.DotNet.Interactive 1.0.0-beta.26120.1 (dotnet-interactive 1.0.712001)
// and its rules for directives. The engine's own packages do not restore everywhere.
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive;

public delegate Task KernelCommandInvocation(KernelCommand command, KernelInvocationContext context);

public class Kernel(string name)
{
    private readonly List<IDisposable> _disposables = [];

    public static Kernel? Root { get; set; }

    public string Name { get; } = name;

    public List<Kernel> Children { get; } = [];

    /// <summary>By full name: <c>#!spm</c>, <c>#!spm fit</c>.</summary>
    public Dictionary<string, (KernelActionDirective Directive, KernelCommandInvocation Handler)> Directives { get; } = [];

    public void AddDirective(KernelActionDirective directive, KernelCommandInvocation handler) =>
        Directives.Add(directive.Parent is { } parent ? $"{parent.Name} {directive.Name}" : directive.Name, (directive, handler));

    public void AddDirective<TCommand>(KernelActionDirective directive, Func<TCommand, KernelInvocationContext, Task> handler)
        where TCommand : KernelCommand => throw new NotSupportedException("The engine would sort the words of the line itself.");

    public void RegisterForDisposal(IDisposable disposable) => _disposables.Add(disposable);

    public void Dispose() => _disposables.ForEach(d => d.Dispose());
}

public static class KernelExtensions
{
    public static Kernel? FindKernelByName(this Kernel kernel, string name) => kernel.Children.Find(k => k.Name == name);
}

public sealed class KernelInvocationContext(KernelCommand command, CancellationToken cancellationToken)
{
    public static KernelInvocationContext? Current { get; set; }

    public KernelCommand Command { get; } = command;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public List<KernelEvent> Published { get; } = [];

    public (Exception? Exception, string? Message)? Failure { get; private set; }

    public void Publish(KernelEvent @event) => Published.Add(@event);

    public void Fail(KernelCommand command, Exception? exception = null, string? message = null) => Failure = (exception, message);
}
