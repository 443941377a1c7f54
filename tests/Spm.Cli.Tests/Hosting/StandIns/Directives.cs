using System.Collections.ObjectModel;

namespace Microsoft.DotNet.Interactive.Directives;

public class KernelDirectiveParameter(string name, string? description = null)
{
    private Func<IEnumerable<string>> _completions = () => [];

    public string Name { get; } = name;

    public string Description { get; init; } = description ?? "";

    public bool AllowImplicitName { get; init; }

    public bool Flag { get; init; }

    public IEnumerable<string> Completions => _completions();

    public KernelDirectiveParameter AddCompletions(Func<IEnumerable<string>> getCompletions)
    {
        _completions = getCompletions;
        return this;
    }
}

public sealed class KernelActionDirective(string name, string? description = null)
{
    public string Name { get; } = name;

    public string? Description { get; set; } = description;

    public KernelActionDirective? Parent { get; private set; }

    public ICollection<KernelDirectiveParameter> Parameters { get; } = new ParameterCollection();

    public ICollection<KernelActionDirective> Subcommands => field ??= new SubcommandCollection(this);

    private sealed class ParameterCollection : Collection<KernelDirectiveParameter>
    {
        protected override void InsertItem(int index, KernelDirectiveParameter item)
        {
            if (this.Any(p => p.Name == item.Name)) throw new ArgumentException($"Directive already contains a parameter named '{item.Name}'.");
            if (item.AllowImplicitName && this.Any(p => p.AllowImplicitName)) throw new ArgumentException("Only one parameter on a directive can have AllowImplicitName set to true.");
            base.InsertItem(index, item);
        }
    }

    private sealed class SubcommandCollection(KernelActionDirective owner) : Collection<KernelActionDirective>
    {
        protected override void InsertItem(int index, KernelActionDirective item)
        {
            if (this.Any(s => s.Name == item.Name)) throw new ArgumentException($"Directive already contains a subcommand named '{item.Name}'.");
            if (item.Parent is not null) throw new ArgumentException("Directives cannot be reparented.");
            if (owner.Parent is not null || item.Subcommands.Count > 0) throw new ArgumentException("Only one level of directive subcommands is allowed.");
            item.Parent = owner;
            base.InsertItem(index, item);
        }
    }
}
