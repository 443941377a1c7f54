using Spm.Core.Instruments;

namespace Spm.Core.Experiments;

/// <summary>What a journal begins with: which experiment it is, so that it can be continued and so that its data can be understood in ten years.</summary>
public sealed record JournalHeader
{
    /// <summary>The plan.</summary>
    public required PlanDescription Plan { get; init; }

    /// <summary>What all random numbers of the run derive from.</summary>
    public required int Seed { get; init; }

    /// <summary>The instrument, with what is needed to connect it again.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>The limits that held, as text of a file of limits.</summary>
    public string Limits { get; init; } = "";

    /// <summary>The program that began it.</summary>
    public string Software { get; init; } = OurSoftware;

    /// <summary>When it was begun; null where runs are to be compared byte by byte.</summary>
    public DateTimeOffset? Begun { get; init; }

    /// <summary>Anything else: operator, sample, cantilever.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>This program and its version.</summary>
    internal static string OurSoftware { get; } = $"Spm.Core {typeof(JournalHeader).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>The header of a run that begins now on an instrument.</summary>
    /// <param name="plan">Where is measured.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="instrument">The instrument; its name, sample and limits are noted.</param>
    public static JournalHeader Of(ExperimentPlan plan, int seed, IInstrument instrument)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(instrument);
        return new()
        {
            Plan = plan.Description,
            Seed = seed,
            Instrument = $"{instrument.Name}, sample {instrument.Status.Sample}",
            Limits = LimitsFile.Write(instrument.Limits),
            Begun = DateTimeOffset.UtcNow,
        };
    }
}
