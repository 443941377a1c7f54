using System.Reflection;

namespace Spm.Notebook.Commands;

/// <summary>One option or argument of a command.</summary>
/// <param name="Property">The property of the command's record it fills.</param>
/// <param name="Attribute">Its description.</param>
/// <param name="Default">The value when it is not given.</param>
public sealed record ParameterDefinition(PropertyInfo Property, ParameterAttribute Attribute, object? Default)
{
    /// <summary>True for an option, false for an argument.</summary>
    public bool IsOption => Attribute is OptionAttribute;

    /// <summary>As a person writes it: <c>--grid</c>, or <c>FILE</c> for an argument.</summary>
    public string Display => Attribute is OptionAttribute option ? $"--{option.Name}" : ((ArgumentAttribute)Attribute).Name;

    /// <summary>True when the command cannot run without it.</summary>
    public bool IsRequired => Attribute is OptionAttribute option ? option.Required : !((ArgumentAttribute)Attribute).Optional;

    /// <summary>True for an option without a value.</summary>
    public bool IsFlag => IsOption && Property.PropertyType == typeof(bool);
}

/// <summary>One command, defined once for every host: name, parameters, help, example, and a handler from a typed record to a result object.</summary>
public sealed class CommandDefinition
{
    private CommandDefinition(string name, string summary, string example, Type recordType, Func<object, CommandContext, CancellationToken, Task<object?>> handler)
    {
        (Name, Summary, Example, RecordType, Handler) = (name, summary, example, recordType, handler);
        var defaults = Activator.CreateInstance(recordType)!;
        var parameters = recordType.GetProperties()
            .Select(property => (property, attribute: property.GetCustomAttribute<ParameterAttribute>()))
            .Where(p => p.attribute is not null)
            .Select(p => new ParameterDefinition(p.property, p.attribute!, p.property.GetValue(defaults)))
            .ToList();
        Options = [.. parameters.Where(p => p.IsOption)];
        Arguments = [.. parameters.Where(p => !p.IsOption).OrderBy(p => ((ArgumentAttribute)p.Attribute).Position)];
    }

    /// <summary>The word after the prefix.</summary>
    public string Name { get; }

    /// <summary>One line for lists.</summary>
    public string Summary { get; }

    /// <summary>A line that works as it stands, without the prefix.</summary>
    public string Example { get; }

    /// <summary>The record that the handler takes.</summary>
    public Type RecordType { get; }

    /// <summary>Arguments by position.</summary>
    public IReadOnlyList<ParameterDefinition> Arguments { get; }

    /// <summary>Options in the order of the record.</summary>
    public IReadOnlyList<ParameterDefinition> Options { get; }

    internal Func<object, CommandContext, CancellationToken, Task<object?>> Handler { get; }

    /// <summary>Defines a command whose record is <typeparamref name="TRecord"/>; its property values are the defaults.</summary>
    public static CommandDefinition Create<TRecord>(string name, string summary, string example, Func<TRecord, CommandContext, CancellationToken, Task<object?>> handler)
        where TRecord : class, new() =>
        new(name, summary, example, typeof(TRecord), (record, context, cancel) => handler((TRecord)record, context, cancel));
}
