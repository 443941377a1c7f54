using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>BiasSpectr.*: the bias is swept and signals are recorded.</summary>
internal static class BiasSpectrCommands
{
    private const int MaxSegments = 16;

    public static IEnumerable<EmulatorCommand> All =>
    [
        .. SweepCommands.Of("BiasSpectr", controller => controller.BiasSweep),
        At("BiasSpectr.PropsSet", "", SetProps),
        At("BiasSpectr.PropsGet", "HiHiSSS", GetProps),
        At("BiasSpectr.LimitsSet", "", call =>
        {
            var (module, start, end) = (call.Controller.BiasSweep, call.Arguments.ReadNumber(), call.Arguments.ReadNumber());
            call.Microscope.Limits.CheckBias(SweepCommands.Number(start, module.Start));
            call.Microscope.Limits.CheckBias(SweepCommands.Number(end, module.End));
            (module.Start, module.End) = (SweepCommands.Number(start, module.Start), SweepCommands.Number(end, module.End));
        }),
        At("BiasSpectr.LimitsGet", "ff", call => call.Answer.Single(call.Controller.BiasSweep.Start).Single(call.Controller.BiasSweep.End)),
        At("BiasSpectr.AdvPropsSet", "", call =>
        {
            // Reset bias, z controller hold, record final z, lock-in run.
            var (a, options, module) = (call.Arguments, call.Controller.BiasOptions, call.Controller.BiasSweep);
            options.ResetsBias = ThreeState.Of(a.ReadUInt16(), options.ResetsBias);
            module.HoldsZ = ThreeState.Of(a.ReadUInt16(), module.HoldsZ);
            options.RecordsFinalZ = ThreeState.Of(a.ReadUInt16(), options.RecordsFinalZ);
            options.RunsLockIn = ThreeState.Of(a.ReadUInt16(), options.RunsLockIn);
        }),
        At("BiasSpectr.AdvPropsGet", "HHHH", call =>
        {
            var options = call.Controller.BiasOptions;
            call.Answer.UInt16(options.ResetsBias ? 1 : 0).UInt16(call.Controller.BiasSweep.HoldsZ ? 1 : 0).UInt16(options.RecordsFinalZ ? 1 : 0).UInt16(options.RunsLockIn ? 1 : 0);
        }),
        At("BiasSpectr.TimingSet", "", SetTiming),
        At("BiasSpectr.TimingGet", "ffffffff", call =>
        {
            var (options, module) = (call.Controller.BiasOptions, call.Controller.BiasSweep);
            call.Answer.Single(options.ZAveragingS).Single(module.ZOffsetM).Single(options.InitialSettlingS).Single(options.SlewVPerS)
                .Single(module.SettlingS).Single(module.IntegrationS).Single(options.EndSettlingS).Single(options.ZControlS);
        }),
        .. SettingTable.Pair("BiasSpectr.AltZCtrl", "tff", 0, 0.0, 0.0),
        .. SettingTable.Pair("BiasSpectr.MLSLockinPerSeg", "I", 0),
        .. SettingTable.Pair("BiasSpectr.DigSync", "H", 0),
        .. SettingTable.Pair("BiasSpectr.ZOffRevert", "t", 0),
        At("BiasSpectr.MLSModeSet", "", call =>
        {
            var mode = call.Arguments.ReadText();
            call.Controller.BiasOptions.Mode = mode is "Linear" or "MLS" ? mode : throw new ArgumentException($"The sweep mode is Linear or MLS, got '{mode}'.");
        }),
        At("BiasSpectr.MLSModeGet", "s", call => call.Answer.Text(call.Controller.BiasOptions.Mode)),
        At("BiasSpectr.MLSValsSet", "", call => call.Controller.BiasOptions.Segments = ReadSegments(call)),
        At("BiasSpectr.MLSValsGet", "i", call =>
        {
            var (columns, counts) = call.Controller.BiasOptions.Segments;
            call.Answer.Int32(columns[0].Length);
            foreach (var column in columns) call.Answer.SinglesAlone(column);
            foreach (var column in counts) foreach (var value in column) call.Answer.Int32(value);
        }),
    ];

    /// <summary>H save all, i sweeps, H backward, i points, f z offset, H autosave, H dialog.</summary>
    private static void SetProps(CommandCall call)
    {
        var (a, module) = (call.Arguments, call.Controller.BiasSweep);
        var (saveAll, sweeps, backward, points) = (a.ReadUInt16(), a.ReadInt32(), a.ReadUInt16(), a.ReadInt32());
        var (offset, autosave, dialog) = (a.ReadNumber(), a.ReadUInt16(), a.ReadUInt16());
        var (newSweeps, newPoints) = (SweepCommands.Count(sweeps, module.Sweeps, 10000, "Number of sweeps"), SweepCommands.Count(points, module.Points, 1 << 20, "Number of points"));
        module.SavesAll = ThreeState.Of(saveAll, module.SavesAll);
        // 1 asks for the backward sweep, as the protocol document has it; one public client's help says the opposite.
        module.Backward = ThreeState.Of(backward, module.Backward);
        module.Autosaves = ThreeState.Of(autosave, module.Autosaves);
        module.ShowsDialog = ThreeState.Of(dialog, module.ShowsDialog);
        (module.Sweeps, module.Points, module.ZOffsetM) = (newSweeps, newPoints, SweepCommands.Number(offset, module.ZOffsetM));
    }

    private static void GetProps(CommandCall call)
    {
        var (module, names) = (call.Controller.BiasSweep, call.Controller.Version.ChannelsHaveNames);
        call.Answer.UInt16(module.SavesAll ? 1 : 0).Int32(module.Sweeps).UInt16(module.Backward ? 1 : 0).Int32(module.Points);
        if (!names) call.Answer.Texts(SweepCommands.Names(call, module));
        call.Answer.Texts([.. SweepModule.Parameters]).Texts([.. SweepModule.FixedParameters]);
        if (names) call.Answer.UInt16(module.Autosaves ? 1 : 0).UInt16(module.ShowsDialog ? 1 : 0);
    }

    /// <summary>Eight float32: z averaging, z offset, initial settling, slew rate, settling, integration, end settling, z control.</summary>
    private static void SetTiming(CommandCall call)
    {
        var (a, options, module) = (call.Arguments, call.Controller.BiasOptions, call.Controller.BiasSweep);
        var v = a.ReadNumbers(8);
        var (settling, integration) = (SweepCommands.Number(v[4], module.SettlingS), SweepCommands.Number(v[5], module.IntegrationS));
        RequestRule.InRange(settling, 0, 100, "s", "Settling time", "1e-3");
        RequestRule.InRange(integration, 1e-6, 100, "s", "Integration time", "1e-3");
        (module.SettlingS, module.IntegrationS, module.ZOffsetM) = (settling, integration, SweepCommands.Number(v[1], module.ZOffsetM));
        (options.ZAveragingS, options.InitialSettlingS, options.SlewVPerS) =
            (SweepCommands.Number(v[0], options.ZAveragingS), SweepCommands.Number(v[2], options.InitialSettlingS), SweepCommands.Number(v[3], options.SlewVPerS));
        (options.EndSettlingS, options.ZControlS) = (SweepCommands.Number(v[6], options.EndSettlingS), SweepCommands.Number(v[7], options.ZControlS));
    }

    private static (double[][] Columns, int[][] Counts) ReadSegments(CommandCall call)
    {
        var a = call.Arguments;
        var count = a.ReadInt32();
        RequestRule.InRange(count, 1, MaxSegments, "", "Number of segments", "1");
        double[][] columns = [.. Enumerable.Range(0, 5).Select(_ => a.ReadNumbers(count))];
        foreach (var bias in columns[0].Concat(columns[1])) call.Microscope.Limits.CheckBias(bias);
        return (columns, [a.ReadInts(count), a.ReadInts(count)]);
    }
}

/// <summary>Settings of bias spectroscopy that the microscope does not have.</summary>
internal sealed class BiasSpectrOptions
{
    public bool ResetsBias { get; set; } = true;

    public bool RecordsFinalZ { get; set; }

    public bool RunsLockIn { get; set; }

    public double ZAveragingS { get; set; } = 0.1;

    public double InitialSettlingS { get; set; } = 0.01;

    public double SlewVPerS { get; set; } = double.PositiveInfinity;

    public double EndSettlingS { get; set; } = 0.01;

    public double ZControlS { get; set; } = 0.1;

    public string Mode { get; set; } = "Linear";

    public (double[][] Columns, int[][] Counts) Segments { get; set; } =
        ([[-1], [1], [0.01], [1e-3], [1e-3]], [[128], [0]]);
}
