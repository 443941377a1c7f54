using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>Scan.*: frame, buffer, speed, start and stop, and the data.</summary>
internal static class ScanCommands
{
    public static IEnumerable<EmulatorCommand> All =>
    [
        new("Scan.Action", "", ActAsync),
        At("Scan.StatusGet", "I", call => call.Answer.Flag(call.Controller.Scan.IsRunning)),
        new("Scan.WaitEndOfScan", "Is", async call =>
        {
            var timedOut = await call.Controller.Scan.WaitAsync(call.Arguments.ReadInt32(), call.Gone).ConfigureAwait(false);
            call.Answer.Flag(timedOut).Text("");
        }),
        At("Scan.FrameSet", "", call => call.Controller.Scan.SetFrame(ReadFrame(call))),
        At("Scan.FrameGet", "fffff", call =>
        {
            var frame = call.Controller.Scan.Frame;
            call.Answer.Single(frame.XM).Single(frame.YM).Single(frame.WidthM).Single(frame.HeightM).Single(frame.AngleDeg);
        }),
        At("Scan.BufferSet", "", call =>
        {
            var channels = call.Arguments.ReadInts();
            var signals = channels.Select(call.Controller.Signals.SignalOf).ToList();
            call.Controller.Scan.SetBuffer(signals, call.Arguments.ReadInt32(), call.Arguments.ReadInt32());
            call.Controller.ScanChannels = channels;
        }),
        At("Scan.BufferGet", "aii", call => call.Answer.Ints([.. Channels(call)]).Int32(call.Controller.Scan.Pixels).Int32(call.Controller.Scan.Lines)),
        At("Scan.PropsSet", "", SetProps),
        At("Scan.PropsGet", "IIIss", GetProps),
        At("Scan.SpeedSet", "", call =>
        {
            var (scan, a) = (call.Controller.Scan, call.Arguments);
            scan.Speed = scan.Speed.Set(a.ReadNumber(), a.ReadNumber(), a.ReadNumber(), a.ReadNumber(), a.ReadUInt16(), a.ReadNumber(), scan.Frame.WidthM);
        }),
        At("Scan.SpeedGet", "ffffHf", call =>
        {
            var speed = call.Controller.Scan.Speed;
            call.Answer.Single(speed.ForwardMPerS).Single(speed.BackwardMPerS).Single(speed.LineS).Single(speed.BackwardLineS).UInt16(speed.KeepsTime ? 1 : 0).Single(speed.Ratio);
        }),
        At("Scan.FrameDataGrab", "sMI", call =>
        {
            var signal = call.Controller.Signals.SignalOf(checked((int)Math.Min(call.Arguments.ReadUInt32(), int.MaxValue)));
            var image = call.Controller.Scan.Image;
            call.Answer.Text(call.Controller.Signals.Label(signal)).Matrix(image.Rows(signal, call.Arguments.ReadUInt32() != 0)).Flag(image.Up);
        }),
        At("Scan.XYPosGet", "ff", call =>
        {
            call.Arguments.ReadUInt32();
            var status = call.Microscope.Instrument.Status;
            var place = call.Microscope.ToController(new TipPosition(status.XM, status.YM));
            call.Answer.Single(place.XM).Single(place.YM);
        }),
        At("Scan.Save", "I", call => throw new NotSupportedException("This controller is an emulator and writes no files. Take the data with Scan.FrameDataGrab.")),
    ];

    /// <summary>Five float32: centre, size, angle.</summary>
    public static ScanFrame ReadFrame(CommandCall call)
    {
        var a = call.Arguments;
        return new ScanFrame(a.ReadNumber(), a.ReadNumber(), a.ReadNumber(), a.ReadNumber(), a.ReadNumber());
    }

    private static async Task ActAsync(CommandCall call)
    {
        var (action, up, scan) = (call.Arguments.ReadUInt16(), call.Arguments.ReadUInt32() != 0, call.Controller.Scan);
        call.Arguments.ReadEnd();
        switch (action)
        {
            case 0:
                call.Controller.Watchdog.Note(call.Client);
                scan.Start(up);
                break;
            case 1:
                await scan.StopAsync().ConfigureAwait(false);
                break;
            case 2:
                scan.Pause();
                break;
            case 3:
                scan.Resume();
                break;
            default:
                throw new ArgumentException($"Scan.Action is 0 (start), 1 (stop), 2 (pause) or 3 (resume), got {action}.");
        }
    }

    // The numbers that a client chose are its own: slots may have been given other signals since.
    private static IEnumerable<int> Channels(CommandCall call) =>
        call.Controller.ScanChannels ?? call.Controller.Scan.Signals;

    /// <summary>Modules' names and autopaste come in newer versions; a public client leaves the names away, another sends an empty string for them.</summary>
    private static void SetProps(CommandCall call)
    {
        var (a, now) = (call.Arguments, call.Controller.Scan.Props);
        var (continuous, bouncy, autosave) = (a.ReadUInt32(), a.ReadUInt32(), a.ReadUInt32());
        if (autosave > 3) throw new ArgumentException($"Autosave is 0 (no change), 1 (all), 2 (next) or 3 (off), got {autosave}.");
        var (series, comment) = (a.ReadText(), a.ReadText());
        if (a.Remaining == 4) a.ReadInt32();
        else if (a.Remaining > 0) a.ReadTexts();
        var autopaste = a.Remaining > 0 ? a.ReadUInt32() : 0;
        call.Controller.Scan.Props = new ScanProps(
            ThreeState.Of((int)Math.Min(continuous, 3), now.Continuous), ThreeState.Of((int)Math.Min(bouncy, 3), now.Bouncy),
            autosave == 0 ? now.Autosave : (int)autosave - 1, series.Length > 0 ? series : now.SeriesName, comment,
            autopaste == 0 ? now.Autopaste : (int)Math.Min(autopaste, 3) - 1);
    }

    private static void GetProps(CommandCall call)
    {
        var props = call.Controller.Scan.Props;
        call.Answer.Flag(props.Continuous).Flag(props.Bouncy).UInt32((uint)props.Autosave).Text(props.SeriesName).Text(props.Comment);
        if (!call.Controller.Version.ScanPropsHaveModules) return;
        // No modules, no parameter counts, a table of parameters with no rows, autopaste.
        call.Answer.Texts([]).Ints([]).Int32(0).Int32(0).UInt32((uint)props.Autopaste);
    }
}
