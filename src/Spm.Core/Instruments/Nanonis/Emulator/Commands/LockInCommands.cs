using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>LockIn.*: modulator 1 is the microscope's lock-in; the others, and the demodulators, only keep what is set.</summary>
internal static class LockInCommands
{
    private const int Modulators = 8;
    private const double DegreesPerRad = 180 / Math.PI;

    public static IEnumerable<EmulatorCommand> All =>
    [
        .. Part("LockIn.ModOnOff", "I", a => a.ReadUInt32() != 0 ? 1.0 : 0, (w, v) => w.Flag(v != 0), (s, v) => s with { IsOn = v != 0 }, s => s.IsOn ? 1 : 0, 0),
        .. Part("LockIn.ModAmp", "f", a => a.ReadNumber(), (w, v) => w.Single(v), (s, v) => s with { AmplitudeV = v }, s => s.AmplitudeV, 0.01),
        .. Part("LockIn.ModPhasFreq", "d", a => a.ReadDouble(), (w, v) => w.Double(v), (s, v) => s with { FrequencyHz = v }, s => s.FrequencyHz, 1e3),
        .. Part("LockIn.ModPhas", "f", a => a.ReadNumber(), (w, v) => w.Single(v), (s, v) => s with { PhaseRad = v / DegreesPerRad }, s => s.PhaseRad * DegreesPerRad, 0),
        .. SettingTable.Pair("LockIn.ModSignal", "#i", 0),
        .. SettingTable.Pair("LockIn.ModPhasReg", "#i", 1),
        .. SettingTable.Pair("LockIn.ModHarmonic", "#i", 1),
        .. SettingTable.Pair("LockIn.DemodSignal", "#i", 0),
        .. SettingTable.Pair("LockIn.DemodHarmonic", "#i", 1),
        .. SettingTable.Pair("LockIn.DemodHPFilter", "#if", 0, 1.0),
        .. SettingTable.Pair("LockIn.DemodLPFilter", "#if", 1, 100.0),
        .. SettingTable.Pair("LockIn.DemodPhasReg", "#i", 1),
        .. SettingTable.Pair("LockIn.DemodPhas", "#f", 0.0),
        .. SettingTable.Pair("LockIn.DemodSyncFilter", "#I", 0),
        .. SettingTable.Pair("LockIn.DemodRTSignals", "#I", 0),
    ];

    /// <summary>Set and Get of one value of a modulator.</summary>
    private static IEnumerable<EmulatorCommand> Part(string name, string layout, Func<WireReader, double> read, Action<WireWriter, double> write,
        Func<LockInSettings, double, LockInSettings> put, Func<LockInSettings, double> take, double unused)
    {
        yield return new(name + "Set", "", async call =>
        {
            var (modulator, value) = (Modulator(call), read(call.Arguments));
            if (modulator == 1)
            {
                var lockIn = call.Microscope.Need<ILockIn>("lock-in amplifier");
                await lockIn.SetLockInAsync(put(await lockIn.GetLockInAsync(call.Gone).ConfigureAwait(false), value), call.Gone).ConfigureAwait(false);
                return;
            }
            if (!double.IsFinite(value)) throw new ArgumentException($"{name}Set needs a number.");
            lock (call.Controller.OtherModulators) call.Controller.OtherModulators[(name, modulator)] = value;
        });
        yield return new(name + "Get", layout, async call =>
        {
            var modulator = Modulator(call);
            if (modulator == 1)
            {
                write(call.Answer, take(await call.Microscope.Need<ILockIn>("lock-in amplifier").GetLockInAsync(call.Gone).ConfigureAwait(false)));
                return;
            }
            lock (call.Controller.OtherModulators) write(call.Answer, call.Controller.OtherModulators.GetValueOrDefault((name, modulator), unused));
        });
    }

    private static int Modulator(CommandCall call)
    {
        var modulator = call.Arguments.ReadInt32();
        RequestRule.InRange(modulator, 1, Modulators, "", "The modulator's number", "1");
        return modulator;
    }
}
