using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>ZSpectr.*: z is swept and signals are recorded.</summary>
internal static class ZSpectrCommands
{
    public static IEnumerable<EmulatorCommand> All =>
    [
        .. SweepCommands.Of("ZSpectr", controller => controller.ZSweep),
        At("ZSpectr.RangeSet", "", call =>
        {
            // Offset, sweep distance; we keep the first and the last point.
            var (module, offset, distance) = (call.Controller.ZSweep, call.Arguments.ReadNumber(), call.Arguments.ReadNumber());
            var (start, span) = (SweepCommands.Number(offset, module.Start), SweepCommands.Number(distance, module.End - module.Start));
            RequestRule.InRange(start, -1e-4, 1e-4, "m", "The z offset", "50e-9");
            RequestRule.InRange(start + span, -1e-4, 1e-4, "m", "The end of the z sweep", "-20e-9");
            (module.Start, module.End) = (start, start + span);
        }),
        At("ZSpectr.RangeGet", "ff", call => call.Answer.Single(call.Controller.ZSweep.Start).Single(call.Controller.ZSweep.End - call.Controller.ZSweep.Start)),
        At("ZSpectr.PropsSet", "", SetProps),
        At("ZSpectr.PropsGet", "HiSSHH", GetProps),
        At("ZSpectr.TimingSet", "", SetTiming),
        At("ZSpectr.TimingGet", "fffffff", call =>
        {
            var (module, other) = (call.Controller.ZSweep, call.Controller.ZTiming);
            call.Answer.Single(other[0]).Single(other[1]).Single(other[2]).Single(module.SettlingS).Single(module.IntegrationS).Single(other[3]).Single(other[4]);
        }),
        .. SettingTable.Pair("ZSpectr.AdvProps", "fttt", 0.0, 0, 0, 1),
        .. SettingTable.Pair("ZSpectr.RetractDelay", "f", 0.0),
        .. SettingTable.Pair("ZSpectr.Retract", "tfiH", 0, 0.0, 0, 0),
        .. SettingTable.Pair("ZSpectr.RetractSecond", "ifiH", 0, 0.0, 0, 0),
        .. SettingTable.Pair("ZSpectr.DigSync", "H", 0),
    ];

    /// <summary>H backward, i points, H sweeps, H autosave, H dialog, H save all.</summary>
    private static void SetProps(CommandCall call)
    {
        var (a, module) = (call.Arguments, call.Controller.ZSweep);
        var (backward, points, sweeps) = (a.ReadUInt16(), a.ReadInt32(), a.ReadUInt16());
        var (autosave, dialog, saveAll) = (a.ReadUInt16(), a.ReadUInt16(), a.ReadUInt16());
        var newPoints = SweepCommands.Count(points, module.Points, 1 << 20, "Number of points");
        module.Backward = ThreeState.Of(backward, module.Backward);
        module.Sweeps = SweepCommands.Count(sweeps, module.Sweeps, 10000, "Number of sweeps");
        module.Autosaves = ThreeState.Of(autosave, module.Autosaves);
        module.ShowsDialog = ThreeState.Of(dialog, module.ShowsDialog);
        module.SavesAll = ThreeState.Of(saveAll, module.SavesAll);
        module.Points = newPoints;
    }

    private static void GetProps(CommandCall call)
    {
        var (module, names) = (call.Controller.ZSweep, call.Controller.Version.ChannelsHaveNames);
        call.Answer.UInt16(module.Backward ? 1 : 0).Int32(module.Points);
        if (!names) call.Answer.Texts(SweepCommands.Names(call, module));
        call.Answer.Texts([.. SweepModule.Parameters]).Texts([.. SweepModule.FixedParameters]).UInt16(module.Sweeps);
        if (names) call.Answer.UInt16(module.Autosaves ? 1 : 0).UInt16(module.ShowsDialog ? 1 : 0);
        call.Answer.UInt16(module.SavesAll ? 1 : 0);
    }

    /// <summary>Seven float32: z averaging, initial settling, slew rate, settling, integration, end settling, z control.</summary>
    private static void SetTiming(CommandCall call)
    {
        var (module, other, v) = (call.Controller.ZSweep, call.Controller.ZTiming, call.Arguments.ReadNumbers(7));
        var (settling, integration) = (SweepCommands.Number(v[3], module.SettlingS), SweepCommands.Number(v[4], module.IntegrationS));
        RequestRule.InRange(settling, 0, 100, "s", "Settling time", "1e-3");
        RequestRule.InRange(integration, 1e-6, 100, "s", "Integration time", "1e-3");
        (module.SettlingS, module.IntegrationS) = (settling, integration);
        foreach (var (kept, given) in new[] { (0, 0), (1, 1), (2, 2), (3, 5), (4, 6) }) other[kept] = SweepCommands.Number(v[given], other[kept]);
    }
}
