using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>ZCtrl.*: the z feedback.</summary>
internal static class ZCtrlCommands
{
    public static IEnumerable<EmulatorCommand> All =>
    [
        new("ZCtrl.OnOffSet", "", call => Feedback(call).SetFeedbackAsync(call.Arguments.ReadUInt32() != 0, call.Gone)),
        new("ZCtrl.OnOffGet", "I", async call => call.Answer.Flag((await StateAsync(call).ConfigureAwait(false)).IsOn)),
        new("ZCtrl.StatusGet", "H", async call => call.Answer.UInt16((await StateAsync(call).ConfigureAwait(false)).IsOn ? 2 : 1)),
        new("ZCtrl.SetpntSet", "", call => Feedback(call).SetSetpointAsync(call.Arguments.ReadNumber(), call.Gone)),
        new("ZCtrl.SetpntGet", "f", async call => call.Answer.Single((await StateAsync(call).ConfigureAwait(false)).Setpoint)),
        new("ZCtrl.ZPosSet", "", call => Feedback(call).SetZAsync(call.Arguments.ReadNumber(), call.Gone)),
        new("ZCtrl.ZPosGet", "f", async call => call.Answer.Single((await StateAsync(call).ConfigureAwait(false)).ZM)),
        new("ZCtrl.GainSet", "", async call =>
        {
            // P gain, time constant, I gain = P/T: the last follows from the others unless only it is given.
            var (p, t, i) = (call.Arguments.ReadNumber(), call.Arguments.ReadNumber(), call.Arguments.ReadNumber());
            var now = (await StateAsync(call).ConfigureAwait(false)).Gains;
            var proportional = double.IsNaN(p) ? now.Proportional : p;
            var time = !double.IsNaN(t) ? t : double.IsNaN(i) ? now.TimeConstantS : proportional / i;
            await Feedback(call).SetGainsAsync(new FeedbackGains(proportional, time), call.Gone).ConfigureAwait(false);
        }),
        new("ZCtrl.GainGet", "fff", async call =>
        {
            var gains = (await StateAsync(call).ConfigureAwait(false)).Gains;
            call.Answer.Single(gains.Proportional).Single(gains.TimeConstantS).Single(gains.Integral);
        }),
        new("ZCtrl.Withdraw", "", async call =>
        {
            call.Arguments.ReadUInt32();
            call.Arguments.ReadInt32();
            call.Arguments.ReadEnd();
            await Feedback(call).WithdrawAsync(call.Gone).ConfigureAwait(false);
        }),
        new("ZCtrl.Home", "", HomeAsync),
        new("ZCtrl.CtrlListGet", "Si", async call => call.Answer.Texts([$"z feedback ({(await StateAsync(call).ConfigureAwait(false)).SetpointUnit})"]).Int32(0)),
        At("ZCtrl.ActiveCtrlSet", "", call =>
        {
            if (call.Arguments.ReadInt32() is var index and not 0) throw new ArgumentException($"There is one z controller, number 0, not {index}.");
        }),
        .. SettingTable.Pair("ZCtrl.SwitchOffDelay", "f", 0.0),
        .. SettingTable.Pair("ZCtrl.TipLift", "f", 0.0),
        .. SettingTable.Pair(HomeProps, "Hf", HomeDefaults),
        .. SettingTable.Pair("ZCtrl.WithdrawRate", "f", 1e-6),
        .. SettingTable.Pair("ZCtrl.LimitsEnabled", "I", 0),
        .. SettingTable.Pair("ZCtrl.Limits", "ff", 1e-6, -1e-6),
    ];

    private const string HomeProps = "ZCtrl.HomeProps";

    private static readonly object[] HomeDefaults = [1, 100e-9];

    private static IFeedback Feedback(CommandCall call) => call.Microscope.Need<IFeedback>("z feedback");

    private static Task<FeedbackState> StateAsync(CommandCall call) => Feedback(call).GetFeedbackAsync(call.Gone);

    /// <summary>Feedback off, then z to the home position: 1 relative to where it is, else absolute.</summary>
    private static async Task HomeAsync(CommandCall call)
    {
        var home = call.Controller.Settings.Of(HomeProps, 0, HomeDefaults);
        await Feedback(call).SetFeedbackAsync(false, call.Gone).ConfigureAwait(false);
        var from = (int)home[0] == 1 ? (await StateAsync(call).ConfigureAwait(false)).ZM : 0;
        await Feedback(call).SetZAsync(from + (double)home[1], call.Gone).ConfigureAwait(false);
    }
}
