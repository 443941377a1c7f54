using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>FolMe.*: the tip is moved by hand.</summary>
internal static class FolMeCommands
{
    public static IEnumerable<EmulatorCommand> All =>
    [
        new("FolMe.XYPosSet", "", async call =>
        {
            // Whether to wait does not matter: the move takes virtual time, and the answer comes at its end.
            var (x, y) = call.Microscope.ToSample(call.Arguments.ReadDouble(), call.Arguments.ReadDouble());
            call.Arguments.ReadUInt32();
            call.Arguments.ReadEnd();
            await call.Microscope.Need<IPositioning>("tip positioning").MoveToAsync(x, y, call.Gone).ConfigureAwait(false);
        }),
        new("FolMe.XYPosGet", "dd", async call =>
        {
            call.Arguments.ReadUInt32();
            var place = call.Microscope.ToController(await call.Microscope.Need<IPositioning>("tip positioning").GetPositionAsync(call.Gone).ConfigureAwait(false));
            call.Answer.Double(place.XM).Double(place.YM);
        }),
        new("FolMe.SpeedSet", "", async call =>
        {
            var (speed, custom) = (call.Arguments.ReadNumber(), call.Arguments.ReadUInt32() != 0);
            if (!double.IsNaN(speed))
                call.Controller.MoveSpeedMPerS = await call.Microscope.Need<IPositioning>("tip positioning").SetMoveSpeedAsync(speed, call.Gone).ConfigureAwait(false);
            call.Controller.HasCustomSpeed = custom;
        }),
        At("FolMe.SpeedGet", "fI", call => call.Answer.Single(call.Controller.MoveSpeedMPerS).Flag(call.Controller.HasCustomSpeed)),
        At("FolMe.Stop", "", _ => { }),
        At("FolMe.OversamplSet", "", call =>
        {
            var oversampling = call.Arguments.ReadInt32();
            RequestRule.InRange(oversampling, 1, 1 << 20, "", "Oversampling", "10");
            call.Controller.MoveOversampling = oversampling;
        }),
        At("FolMe.OversamplGet", "if", call => call.Answer.Int32(call.Controller.MoveOversampling).Single(20e3 / call.Controller.MoveOversampling)),
        .. SettingTable.Pair("FolMe.PSOnOff", "I", 0),
    ];
}
