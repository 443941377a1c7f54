namespace Spm.Core.Instruments;

/// <summary>A measurement ended and the instrument could not be taken to its safe state: somebody must look at it.</summary>
/// <param name="name">The instrument.</param>
/// <param name="ending">What ended the measurement; null when it was done.</param>
/// <param name="failure">Why the safe state was not reached.</param>
public sealed class InstrumentNotSafeException(string name, Exception? ending, Exception failure)
    : Exception($"{name} could not be made safe: {Reasons(failure)} The bias may still be on. Look at the instrument, set its bias to 0 by hand, then connect again." +
        (ending is null or OperationCanceledException ? "" : $" The measurement had failed: {ending.Message}"), failure)
{
    /// <summary>What ended the measurement; null when it was done.</summary>
    public Exception? Ending { get; } = ending;

    private static string Reasons(Exception failure) => failure is AggregateException many
        ? string.Join(" ", many.InnerExceptions.Select(e => Sentence(e.Message)))
        : Sentence(failure.Message);

    private static string Sentence(string text) => text.TrimEnd('.') + ".";
}
