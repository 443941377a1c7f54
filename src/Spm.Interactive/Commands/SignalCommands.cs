using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>signals</c>: what can be read, and what it reads now.</summary>
internal sealed record SignalsCommand
{
    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<SignalsCommand>(
        "signals", "Read all signals", "signals", async (_, _, cancel) => await session.SignalsAsync(cancel).ConfigureAwait(false));
}

/// <summary><c>capture deflection</c>: a signal over time.</summary>
internal sealed record CaptureCommand
{
    [Argument(0, "SIGNAL", "name of the signal; see signals", Proposals = ["Deflection", "Current", "Amplitude", "Z"])]
    public string Signal { get; init; } = "";

    [Option("samples", "number of samples", Minimum = 2, Maximum = 1 << 26)]
    public int Samples { get; init; } = 4096;

    [Option("rate", "samples per second", Unit = "Hz", Minimum = 1e-3, Maximum = 1e9)]
    public double SampleRateHz { get; init; } = 1e6;

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<CaptureCommand>(
        "capture", "Capture a signal over time, as an oscilloscope does", "capture deflection --samples 65536 --rate 4MHz as stream",
        async (command, _, cancel) => await session.CaptureAsync(command.Signal, command.Samples, command.SampleRateHz, cancel).ConfigureAwait(false));
}

/// <summary><c>stop</c>: whatever runs, and the safe state.</summary>
internal sealed record StopCommand
{
    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<StopCommand>(
        "stop", "Stop what is running and make the instrument safe: bias 0, no scan", "stop", async (_, _, _) => await session.StopAsync().ConfigureAwait(false));
}
