using System.Globalization;
using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>OsciHR.*, Osci1T.* and Osci2T.*: the oscilloscopes. Triggers are kept and not waited for.</summary>
internal static class OsciCommands
{
    public static IEnumerable<EmulatorCommand> All => [.. HighResolution, .. OneChannel, .. TwoChannels];

    private static IEnumerable<EmulatorCommand> HighResolution =>
    [
        At("OsciHR.ChSet", "", call =>
        {
            var signal = call.Arguments.ReadInt32();
            call.Controller.Signals.Own(signal);
            call.Controller.Scope.Signal = signal;
        }),
        At("OsciHR.ChGet", "i", call => call.Answer.Int32(call.Controller.Scope.Signal)),
        At("OsciHR.OversamplSet", "", call => call.Controller.Scope.Oversampling = InRange(call.Arguments.ReadInt32(), 0, 10, "Oversampling index")),
        At("OsciHR.OversamplGet", "i", call => call.Answer.Int32(call.Controller.Scope.Oversampling)),
        At("OsciHR.SamplesSet", "", call => call.Controller.Scope.Samples = InRange(call.Arguments.ReadInt32(), 2, ScopeModule.MaxSamples, "Number of samples")),
        At("OsciHR.SamplesGet", "i", call => call.Answer.Int32(call.Controller.Scope.Samples)),
        At("OsciHR.Run", "", _ => { }),
        At("OsciHR.TrigRearm", "", _ => { }),
        new("OsciHR.OsciDataGet", "sdFI", async call =>
        {
            call.Arguments.ReadUInt16();
            call.Arguments.ReadDouble();
            var start = call.Microscope.Instrument.Status.Clock;
            var (step, values) = await call.Controller.Scope.CaptureAsync(call.Gone).ConfigureAwait(false);
            call.Answer.Text(start.ToString("c", CultureInfo.InvariantCulture)).Double(step).Singles(values).UInt32(0);
        }),
        .. SettingTable.Pair("OsciHR.CalibrMode", "H", 1),
        .. SettingTable.Pair("OsciHR.TrigMode", "H", 0),
        .. SettingTable.Pair("OsciHR.TrigLevCh", "i", 0),
        .. SettingTable.Pair("OsciHR.TrigLevVal", "d", 0.0),
        .. SettingTable.Pair("OsciHR.TrigLevHyst", "d", 0.0),
        .. SettingTable.Pair("OsciHR.TrigLevSlope", "H", 0),
        .. SettingTable.Pair("OsciHR.TrigArmMode", "H", 0),
    ];

    private static IEnumerable<EmulatorCommand> OneChannel =>
    [
        At("Osci1T.ChSet", "", call => call.Controller.Scope.Slow = (Channel(call), call.Controller.Scope.Slow.B)),
        At("Osci1T.ChGet", "i", call => call.Answer.Int32(call.Controller.Scope.Slow.A)),
        At("Osci1T.TimebaseSet", "", call => call.Controller.Scope.Timebase = Timebase(call.Arguments.ReadInt32())),
        At("Osci1T.TimebaseGet", "iF", call => call.Answer.Int32(call.Controller.Scope.Timebase).Singles([.. ScopeModule.TimebasesS])),
        At("Osci1T.Run", "", _ => { }),
        new("Osci1T.DataGet", "dda", async call =>
        {
            call.Arguments.ReadUInt16();
            var (step, values) = await call.Controller.Scope.CaptureSlowAsync(call.Controller.Scope.Slow.A, call.Gone).ConfigureAwait(false);
            call.Answer.Double(0).Double(step).Doubles(values);
        }),
        .. SettingTable.Pair("Osci1T.Trig", "HHdd", 0, 0, 0.0, 0.0),
    ];

    private static IEnumerable<EmulatorCommand> TwoChannels =>
    [
        At("Osci2T.ChsSet", "", call => call.Controller.Scope.Slow = (Channel(call), Channel(call))),
        At("Osci2T.ChsGet", "ii", call => call.Answer.Int32(call.Controller.Scope.Slow.A).Int32(call.Controller.Scope.Slow.B)),
        At("Osci2T.TimebaseSet", "", call => call.Controller.Scope.Timebase = Timebase(call.Arguments.ReadUInt16())),
        At("Osci2T.TimebaseGet", "HF", call => call.Answer.UInt16(call.Controller.Scope.Timebase).Singles([.. ScopeModule.TimebasesS])),
        .. SettingTable.Pair("Osci2T.Oversampl", "H", 0),
        .. SettingTable.Pair("Osci2T.Trig", "HHHddd", 0, 0, 0, 0.0, 0.0, 0.0),
        At("Osci2T.Run", "", _ => { }),
        new("Osci2T.DataGet", "ddaa", async call =>
        {
            call.Arguments.ReadUInt16();
            var (a, b) = call.Controller.Scope.Slow;
            var (step, first) = await call.Controller.Scope.CaptureSlowAsync(a, call.Gone).ConfigureAwait(false);
            var (_, second) = await call.Controller.Scope.CaptureSlowAsync(b, call.Gone).ConfigureAwait(false);
            call.Answer.Double(0).Double(step).Doubles(first).Doubles(second);
        }),
    ];

    private static int Channel(CommandCall call)
    {
        var channel = call.Arguments.ReadInt32();
        var signal = call.Controller.Signals.SignalOf(channel);
        return call.Controller.Signals.IsUnused(signal) ? signal : call.Controller.Signals.Own(signal);
    }

    private static int Timebase(int index) => InRange(index, 0, ScopeModule.TimebasesS.Count - 1, "Timebase index");

    private static int InRange(int value, int min, int max, string name)
    {
        RequestRule.InRange(value, min, max, "", name, $"{min}");
        return value;
    }
}
