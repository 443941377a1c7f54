using Spm.Core.Instruments.Nanonis.Wire;
using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>Util.*: the controller's version, its session, and the rates of its real-time engine.</summary>
internal static class SessionCommands
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
    ];

    private static readonly object[] SessionDefaults = ["emulator", 0];
}
