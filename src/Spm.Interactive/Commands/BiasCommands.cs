using Spm.Core.Instruments;
using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>bias 1.5V</c>: the dc bias, until it is set again.</summary>
internal sealed record BiasCommand
{
    [Argument(0, "BIAS", "dc bias between tip and sample", Unit = "V")]
    public double BiasV { get; init; }

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<BiasCommand>(
        "bias", "Set the dc bias; it stays until it is set again or the instrument is made safe", "bias 1.5V",
        async (command, _, cancel) => new SignalReadings([(new SignalInfo(0, "Bias", "V"), await session.BiasAsync(command.BiasV, cancel).ConfigureAwait(false))]));
}

/// <summary><c>pulse -8V</c>: a bias for a time.</summary>
internal sealed record PulseCommand
{
    [Argument(0, "BIAS", "bias during the pulse", Unit = "V")]
    public double BiasV { get; init; }

    [Option("for", "length of the pulse", Unit = "s", Minimum = 1e-6, Maximum = 3600)]
    public double DurationS { get; init; } = 10e-3;

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<PulseCommand>(
        "pulse", "Apply a bias for a time, then return to the one before", "pulse -8V --for 10ms",
        async (command, _, cancel) => new SignalReadings([(new SignalInfo(0, "Bias", "V"), await session.PulseAsync(command.BiasV, command.DurationS, cancel).ConfigureAwait(false))]));
}
