namespace Spm.Core.Experiments;

/// <summary>What a measurement gives.</summary>
/// <param name="Values">The numbers, by name.</param>
/// <param name="ClockS">The instrument's clock in s; virtual time for a simulator, so that a resumed run has the same.</param>
public sealed record MeasuredPoint(IReadOnlyList<JournalValue> Values, double ClockS = 0);
