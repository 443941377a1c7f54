namespace Spm.Notebook.Commands;

/// <summary>What a host offers as completion for a value.</summary>
public enum ValueSource
{
    /// <summary>The listed values, if any.</summary>
    Listed,

    /// <summary>Names of files and folders.</summary>
    Files,

    /// <summary>Variables of the notebook, and files.</summary>
    VariablesAndFiles,
}

/// <summary>What options and arguments have in common: meaning, unit, range, allowed values.</summary>
/// <param name="help">What it means, one line, no full stop.</param>
[AttributeUsage(AttributeTargets.Property)]
public abstract class ParameterAttribute(string help) : Attribute
{
    /// <summary>What it means.</summary>
    public string Help { get; } = help;

    /// <summary>SI unit of a number; a value may carry a prefix and must not carry another unit.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Smallest allowed number.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Largest allowed number.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>The allowed words; empty when any is.</summary>
    public string[] Values { get; init; } = [];

    /// <summary>Words that completion offers; others are allowed, and whoever gets them decides.</summary>
    public string[] Proposals { get; init; } = [];

    /// <summary>What completion offers.</summary>
    public ValueSource Completion { get; init; }
}

/// <summary>Marks a property of a command's record as <c>--name value</c>; a Boolean one is a flag.</summary>
/// <param name="name">Name without the dashes.</param>
/// <param name="help">What it means.</param>
public sealed class OptionAttribute(string name, string help) : ParameterAttribute(help)
{
    /// <summary>Name without the dashes.</summary>
    public string Name { get; } = name;

    /// <summary>True when the command cannot be carried out without it.</summary>
    public bool Required { get; init; }
}

/// <summary>Marks a property of a command's record as a word given by its place.</summary>
/// <param name="position">0 for the first.</param>
/// <param name="name">Name in help and errors.</param>
/// <param name="help">What it means.</param>
public sealed class ArgumentAttribute(int position, string name, string help) : ParameterAttribute(help)
{
    /// <summary>0 for the first.</summary>
    public int Position { get; } = position;

    /// <summary>Name in help and errors.</summary>
    public string Name { get; } = name;

    /// <summary>True when it may be left out.</summary>
    public bool Optional { get; init; }
}
