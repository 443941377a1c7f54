using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>Bias.*: the dc bias and pulses.</summary>
internal static class BiasCommands
{
    public static IEnumerable<EmulatorCommand> All =>
    [
        new("Bias.Set", "", async call =>
        {
            var bias = call.Arguments.ReadNumber();
            call.Arguments.ReadEnd();
            call.Controller.Watchdog.Note(call.Client);
            await call.Microscope.Need<IBiasControl>("bias output").SetBiasAsync(bias, call.Gone).ConfigureAwait(false);
        }),
        new("Bias.Get", "f", async call => call.Answer.Single(await call.Microscope.Need<IBiasControl>("bias output").GetBiasAsync(call.Gone).ConfigureAwait(false))),
        new("Bias.Pulse", "", PulseAsync),
        At("Bias.RangeGet", "SH", call => call.Answer.Texts([$"{call.Microscope.Limits.MinBiasV:G4} to {call.Microscope.Limits.MaxBiasV:G4} V"]).UInt16(0)),
        At("Bias.RangeSet", "", call =>
        {
            if (call.Arguments.ReadUInt16() is var index and not 0) throw new ArgumentException($"There is one bias range, number 0, not {index}.");
        }),
        .. SettingTable.Pair("Bias.Calibr", "ff", 1.0, 0.0),
    ];

    /// <summary>
    /// Wait until done, width in s, value in V, z controller on hold (kept, the microscope decides), 0 no change, 1 relative, 2 absolute. The
    /// answer comes after the pulse in either case: in virtual time there is nothing to wait for.
    /// </summary>
    private static async Task PulseAsync(CommandCall call)
    {
        call.Arguments.ReadUInt32();
        var (widthS, valueV) = (call.Arguments.ReadNumber(), call.Arguments.ReadNumber());
        ThreeState.Of(call.Arguments.ReadUInt16(), false);
        var relative = ThreeState.Of(call.Arguments.ReadUInt16(), false);
        call.Arguments.ReadEnd();
        var bias = call.Microscope.Need<IBiasControl>("bias output");
        call.Controller.Watchdog.Note(call.Client);
        var from = relative ? await bias.GetBiasAsync(call.Gone).ConfigureAwait(false) : 0;
        await bias.PulseAsync(from + valueV, widthS, call.Gone).ConfigureAwait(false);
    }
}
