using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive.Events;

public abstract class KernelEvent(KernelCommand command)
{
    public KernelCommand Command { get; } = command;
}

public abstract class DisplayEvent(object? value, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues, string? valueId) : KernelEvent(command)
{
    public object? Value { get; } = value;

    public IReadOnlyCollection<FormattedValue> FormattedValues { get; } = formattedValues ?? [];

    public string? ValueId { get; } = valueId;
}

public sealed class DisplayedValueProduced(object value, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null)
    : DisplayEvent(value, command, formattedValues, valueId);

public sealed class DisplayedValueUpdated(object value, string valueId, KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null)
    : DisplayEvent(value, command, formattedValues, valueId);

public sealed class StandardOutputValueProduced(KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null)
    : DisplayEvent(null, command, formattedValues, valueId);

public sealed class StandardErrorValueProduced(KernelCommand command, IReadOnlyCollection<FormattedValue>? formattedValues = null, string? valueId = null)
    : DisplayEvent(null, command, formattedValues, valueId);
