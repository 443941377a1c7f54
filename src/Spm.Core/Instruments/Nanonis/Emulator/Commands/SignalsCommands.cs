using Spm.Core.Instruments.Nanonis.Wire;
using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>Signals.* and Current.*: what can be read.</summary>
internal static class SignalsCommands
{
    public static IEnumerable<EmulatorCommand> Of(NanonisVersion version) =>
    [
        At("Signals.NamesGet", "S", call => call.Answer.Texts(call.Controller.Signals.Names)),
        At("Signals.MeasNamesGet", "S", call => call.Answer.Texts(call.Controller.Signals.Names)),
        new("Signals.ValGet", "f", async call =>
        {
            var signal = call.Arguments.ReadInt32();
            call.Arguments.ReadUInt32();
            call.Answer.Single((await call.Controller.Signals.ReadAsync([signal], call.Gone).ConfigureAwait(false))[0]);
        }),
        new("Signals.ValsGet", "F", async call =>
        {
            var signals = call.Arguments.ReadInts();
            call.Arguments.ReadUInt32();
            call.Answer.Singles(await call.Controller.Signals.ReadAsync(signals, call.Gone).ConfigureAwait(false));
        }),
        At("Signals.RangeGet", "ff", call =>
        {
            var (low, high) = Range(call, call.Controller.Signals.Label(Index(call)));
            call.Answer.Single(high).Single(low);
        }),
        At("Signals.CalibrGet", "ff", call =>
        {
            Index(call);
            call.Answer.Single(1).Single(0);
        }),
        .. Slots(version),
        .. Current(version),
    ];

    private static IEnumerable<EmulatorCommand> Slots(NanonisVersion version) => !version.UsesSlots ? [] :
    [
        At("Signals.InSlotsGet", "Sa", call =>
            call.Answer.Texts([.. call.Controller.Signals.Slots.Select(call.Controller.Signals.Label)]).Ints([.. call.Controller.Signals.Slots])),
        At("Signals.InSlotSet", "", call => call.Controller.Signals.SetSlot(call.Arguments.ReadInt32(), call.Arguments.ReadInt32())),
    ];

    private static IEnumerable<EmulatorCommand> Current(NanonisVersion version) =>
    [
        new("Current.Get", "f", async call =>
        {
            var current = call.Controller.Signals.Find("Current")
                ?? throw new NotSupportedException($"The microscope behind this controller ({call.Microscope.Instrument.Name}) measures no current. Signals.NamesGet lists what it measures.");
            call.Answer.Single((await call.Controller.Signals.ReadAsync([current.Index], call.Gone).ConfigureAwait(false))[0]);
        }),
        At("Current.GainSet", "", call =>
        {
            var gain = version.CurrentHasFilters ? call.Arguments.ReadInt32() : call.Arguments.ReadUInt16();
            if (version.CurrentHasFilters) call.Arguments.ReadInt32();
            if (gain is not (-1 or 0)) throw new ArgumentException($"There is one gain, number 0, not {gain}.");
        }),
        At("Current.GainsGet", version.CurrentHasFilters ? "SHSi" : "SH", call =>
        {
            call.Answer.Texts(["fixed"]).UInt16(0);
            if (version.CurrentHasFilters) call.Answer.Texts([]).Int32(0);
        }),
        .. SettingTable.Pair("Current.Calibr", version.CurrentHasFilters ? "#dd" : "dd", 1.0, 0.0),
    ];

    private static int Index(CommandCall call)
    {
        var signal = call.Arguments.ReadInt32();
        RequestRule.InRange(signal, 0, 127, "", "Signal index", "0");
        return signal;
    }

    private static (double Low, double High) Range(CommandCall call, string label)
    {
        var (limits, range) = (call.Microscope.Limits, call.Microscope.RangeM);
        return label.Split(' ')[0] switch
        {
            "Bias" => (limits.MinBiasV, limits.MaxBiasV),
            "X" => (-range.X / 2, range.X / 2),
            "Y" => (-range.Y / 2, range.Y / 2),
            "Z" => (limits.MinZM, limits.MaxZM),
            _ => (-10, 10),
        };
    }
}
