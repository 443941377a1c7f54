namespace Spm.Notebook;

/// <summary>The variables of the running notebook, by name.</summary>
public interface IVariables
{
    /// <summary>Names of all variables, in the order of their definition.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Finds a variable's value.</summary>
    bool TryGet(string name, out object? value);
}

/// <summary>Variables of a host that has none, such as a shell.</summary>
public sealed class NoVariables : IVariables
{
    /// <summary>The only instance.</summary>
    public static NoVariables Instance { get; } = new();

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [];

    /// <inheritdoc/>
    public bool TryGet(string name, out object? value)
    {
        value = null;
        return false;
    }
}
