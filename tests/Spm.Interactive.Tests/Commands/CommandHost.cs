using Spm.Notebook;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Tests.Commands;

/// <summary>Lines of a notebook on one session: what a command gives is bound to a variable by <c>as</c>, as a host does it.</summary>
internal sealed class CommandHost : IVariables, IAsyncDisposable
{
    private readonly Dictionary<string, object?> _variables = [];
    private readonly SpmExtension _extension = new();

    public CommandHost() => _extension.RegisterFormatters();

    public SpmExtension Extension => _extension;

    public IReadOnlyList<string> Names => [.. _variables.Keys];

    public bool TryGet(string name, out object? value) => _variables.TryGetValue(name, out value);

    /// <summary>A variable as a cell of C# would make it.</summary>
    public void Set(string name, object value) => _variables[name] = value;

    public async Task<object?> Run(string line, CancellationToken? cancel = null)
    {
        var result = await _extension.Commands.ExecuteAsync(line, new CommandContext(SilentOutput.Instance, this), cancel ?? TestContext.Current.CancellationToken);
        if (result.BindTo is not null) _variables[result.BindTo] = result.Value;
        return result.Value;
    }

    public async Task<T> Run<T>(string line) => Assert.IsType<T>(await Run(line), exactMatch: false);

    /// <summary>The message of the error a line ends with, whatever its type.</summary>
    public async Task<string> Error(string line) => (await Assert.ThrowsAnyAsync<Exception>(() => Run(line))).Message;

    public ValueTask DisposeAsync() => _extension.DisposeAsync();
}
