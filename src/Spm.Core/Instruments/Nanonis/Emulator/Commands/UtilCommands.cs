using Spm.Core.Instruments.Nanonis.Wire;
using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>Util.* and TCPLog.*: version, session, and the logger behind the data stream.</summary>
internal static class UtilCommands
{
    public static IEnumerable<EmulatorCommand> Of(NanonisVersion version) =>
    [
        .. !version.TellsVersion ? Array.Empty<EmulatorCommand>() :
        [
            At("Util.VersionGet", "ssII", call => call.Answer.Text("Nanonis SPM Control Software").Text("spm emulator").UInt32((uint)version.Release).UInt32((uint)version.Release)),
        ],
        At("Util.SessionPathGet", "s", call => call.Answer.Text((string)call.Controller.Settings.Of("Util.SessionPath", 0, SessionDefaults)[0])),
        .. SettingTable.Pair("Util.SessionPath", "sI", SessionDefaults).Take(1),
        .. SettingTable.Pair("Util.AcqPeriod", "f", 0.02),
        .. SettingTable.Pair("Util.RTFreq", "f", 20e3),
        .. SettingTable.Pair("Util.RTOversampl", "i", 10),
        At("Util.Lock", "", _ => { }),
        At("Util.UnLock", "", _ => { }),
        At("TCPLog.Start", "", call => call.Controller.Stream.Start()),
        new("TCPLog.Stop", "", call => call.Controller.Stream.StopAsync()),
        At("TCPLog.ChsSet", "", call => call.Controller.Stream.Signals = [.. LoggerChannels(call.Arguments).Select(call.Controller.Signals.SignalOf)]),
        At("TCPLog.OversamplSet", "", call =>
        {
            var oversampling = call.Arguments.ReadInt32();
            RequestRule.InRange(oversampling, 0, 1000, "", "Oversampling", "100");
            call.Controller.Stream.Oversampling = oversampling;
        }),
        At("TCPLog.StatusGet", "i", call => call.Answer.Int32(call.Controller.Stream.State)),
    ];

    private static readonly object[] SessionDefaults = ["emulator", 0];

    /// <summary>The count comes before the channels; a public client leaves it away.</summary>
    private static int[] LoggerChannels(WireReader arguments)
    {
        var words = arguments.ReadInts(arguments.Remaining / 4);
        return words.Length > 0 && words[0] == words.Length - 1 ? words[1..] : words;
    }
}
