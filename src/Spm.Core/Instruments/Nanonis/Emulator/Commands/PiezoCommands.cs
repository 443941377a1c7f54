using Spm.Core.Instruments.Nanonis.Wire;
using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>Piezo.* and SafeTip.*: range, tilt, drift compensation, and the tip's emergency retreat.</summary>
internal static class PiezoCommands
{
    public static IEnumerable<EmulatorCommand> Of(NanonisVersion version) =>
    [
        At("Piezo.RangeGet", "fff", call => call.Answer.Single(call.Microscope.RangeM.X).Single(call.Microscope.RangeM.Y).Single(call.Microscope.RangeM.Z)),
        At("Piezo.RangeSet", "", call => call.Microscope.SetRange(call.Arguments.ReadNumber(), call.Arguments.ReadNumber(), call.Arguments.ReadNumber())),
        .. SettingTable.Pair("Piezo.Tilt", "ff", 0.0, 0.0),
        .. SettingTable.Pair("Piezo.Sens", "fff", 1e-8, 1e-8, 1e-8),
        At("Piezo.CalibrGet", "fff", call => call.Answer.Single(1e-8).Single(1e-8).Single(1e-8)),
        At("Piezo.DriftCompSet", "", call => SetDrift(call, version.DriftHasSaturation)),
        At("Piezo.DriftCompGet", version.DriftHasSaturation ? "IfffIIIf" : "IfffIII", call =>
        {
            var drift = call.Controller.Drift;
            call.Answer.Flag(drift.IsOn).Single(drift.XMPerS).Single(drift.YMPerS).Single(drift.ZMPerS).UInt32(0).UInt32(0).UInt32(0);
            if (version.DriftHasSaturation) call.Answer.Single(drift.SaturationPercent);
        }),
        .. SettingTable.Pair("SafeTip.OnOff", "t", 0),
        .. SettingTable.Pair("SafeTip.Props", "HHf", 0, 0, 1e-9),
        new("SafeTip.SignalGet", "f", async call =>
        {
            var signal = call.Controller.Signals.Find("Current") ?? call.Controller.Signals.Find("Deflection");
            call.Answer.Single(signal is null ? 0 : (await call.Controller.Signals.ReadAsync([signal.Index], call.Gone).ConfigureAwait(false))[0]);
        }),
    ];

    /// <summary>On or off (−1 no change), velocities in m/s, and in newer versions the saturation limit in percent. The emulator keeps them; the microscope has no such compensation.</summary>
    private static void SetDrift(CommandCall call, bool hasSaturation)
    {
        var (a, now) = (call.Arguments, call.Controller.Drift);
        var (on, x, y, z) = (a.ReadInt32(), a.ReadNumber(), a.ReadNumber(), a.ReadNumber());
        var saturation = hasSaturation ? a.ReadNumber() : double.NaN;
        RequestRule.InRange(on, -1, 1, "", "Compensation on/off", "1");
        call.Controller.Drift = new DriftCompensation(on == -1 ? now.IsOn : on == 1, SweepCommands.Number(x, now.XMPerS), SweepCommands.Number(y, now.YMPerS),
            SweepCommands.Number(z, now.ZMPerS), SweepCommands.Number(saturation, now.SaturationPercent));
    }
}

/// <summary>Drift compensation as it is set.</summary>
/// <param name="IsOn">True when on.</param>
/// <param name="XMPerS">Along x in m/s.</param>
/// <param name="YMPerS">Along y in m/s.</param>
/// <param name="ZMPerS">Along z in m/s.</param>
/// <param name="SaturationPercent">Part of the range it may use, in percent.</param>
internal sealed record DriftCompensation(bool IsOn, double XMPerS, double YMPerS, double ZMPerS, double SaturationPercent);
