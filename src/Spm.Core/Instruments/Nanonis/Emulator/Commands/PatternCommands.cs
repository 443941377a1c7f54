using static Spm.Core.Instruments.Nanonis.Emulator.EmulatorCommand;

namespace Spm.Core.Instruments.Nanonis.Emulator.Commands;

/// <summary>Pattern.*: a spectroscopy at each point of a grid, a line or a cloud.</summary>
internal static class PatternCommands
{
    public static IEnumerable<EmulatorCommand> All =>
    [
        At("Pattern.ExpOpen", "", _ => { }),
        At("Pattern.ExpStart", "", call =>
        {
            Activate(call, call.Arguments.ReadUInt16());
            call.Controller.Watchdog.Note(call.Client);
            call.Controller.Pattern.Start();
        }),
        At("Pattern.ExpPause", "", call => call.Controller.Pattern.Pause(call.Arguments.ReadUInt32() != 0)),
        new("Pattern.ExpStop", "", call => call.Controller.Pattern.StopAsync()),
        At("Pattern.ExpStatusGet", "I", call =>
        {
            if (call.Controller.Pattern.Failure is { } failure) throw new InvalidOperationException($"The experiment ended early. {failure}");
            call.Answer.Flag(call.Controller.Pattern.IsRunning);
        }),
        At("Pattern.GridSet", "", SetGrid),
        At("Pattern.GridGet", "iifffff", call =>
        {
            var (columns, rows, frame) = call.Controller.Pattern.Grid;
            call.Answer.Int32(columns).Int32(rows).Single(frame.XM).Single(frame.YM).Single(frame.WidthM).Single(frame.HeightM).Single(frame.AngleDeg);
        }),
        At("Pattern.LineSet", "", SetLine),
        At("Pattern.LineGet", "iffff", call =>
        {
            var (points, from, to) = call.Controller.Pattern.Line;
            call.Answer.Int32(points).Single(from.XM).Single(from.YM).Single(to.XM).Single(to.YM);
        }),
        At("Pattern.CloudSet", "", call =>
        {
            var (active, count) = (call.Arguments.ReadUInt32(), call.Arguments.ReadInt32());
            var (x, y) = (call.Arguments.ReadNumbers(count), call.Arguments.ReadNumbers(count));
            foreach (var (px, py) in x.Zip(y)) call.Microscope.ToSample(px, py);
            call.Controller.Pattern.Cloud = [.. x.Zip(y, (px, py) => new TipPosition(px, py))];
            if (active != 0) call.Controller.Pattern.Active = 3;
        }),
        At("Pattern.CloudGet", "i", call =>
        {
            var cloud = call.Controller.Pattern.Cloud;
            call.Answer.Int32(cloud.Count).SinglesAlone(cloud.Select(p => p.XM)).SinglesAlone(cloud.Select(p => p.YM));
        }),
        At("Pattern.PropsSet", "", SetProps),
        At("Pattern.PropsGet", "SssfI", call =>
        {
            var options = call.Controller.PatternOptions;
            call.Answer.Texts([.. PatternModule.Experiments]).Text(call.Controller.Pattern.Experiment).Text(options.ViPath).Single(options.DelayS).Flag(options.SavesScanChannels);
        }),
    ];

    private static void Activate(CommandCall call, int pattern)
    {
        RequestRule.InRange(pattern, 0, 3, "", "Pattern", "1 for the grid, 2 for the line, 3 for the cloud");
        if (pattern != 0) call.Controller.Pattern.Active = pattern;
    }

    /// <summary>I set active, i columns, i rows, I use the scan frame, centre, size, angle.</summary>
    private static void SetGrid(CommandCall call)
    {
        var a = call.Arguments;
        var (active, columns, rows, useFrame) = (a.ReadUInt32(), a.ReadInt32(), a.ReadInt32(), a.ReadUInt32() != 0);
        var given = ScanCommands.ReadFrame(call);
        var frame = useFrame ? call.Controller.Scan.Frame : given;
        RequestRule.InRange(columns, 1, PatternModule.MaxPoints, "", "Number of points in X", "5");
        RequestRule.InRange(rows, 1, PatternModule.MaxPoints / columns, "", "Number of points in Y", "5");
        frame.Check(call.Microscope);
        call.Controller.Pattern.Grid = (columns, rows, frame);
        if (active != 0) call.Controller.Pattern.Active = 1;
    }

    /// <summary>I set active, i points, I use the scan frame's middle line, two ends.</summary>
    private static void SetLine(CommandCall call)
    {
        var a = call.Arguments;
        var (active, points, useFrame) = (a.ReadUInt32(), a.ReadInt32(), a.ReadUInt32() != 0);
        var (from, to) = (new TipPosition(a.ReadNumber(), a.ReadNumber()), new TipPosition(a.ReadNumber(), a.ReadNumber()));
        RequestRule.InRange(points, 1, PatternModule.MaxPoints, "", "Number of points", "5");
        if (useFrame)
        {
            var frame = call.Controller.Scan.Frame;
            (from, to) = (frame.Place(-frame.WidthM / 2, 0), frame.Place(frame.WidthM / 2, 0));
        }
        call.Microscope.ToSample(from.XM, from.YM);
        call.Microscope.ToSample(to.XM, to.YM);
        call.Controller.Pattern.Line = (points, from, to);
        if (active != 0) call.Controller.Pattern.Active = 2;
    }

    private static void SetProps(CommandCall call)
    {
        var a = call.Arguments;
        var experiment = a.ReadText();
        a.ReadText();
        var (path, delay, saves) = (a.ReadText(), a.ReadNumber(), a.ReadUInt32() != 0);
        if (!PatternModule.Experiments.Contains(experiment))
            throw new ArgumentException($"There is no experiment '{experiment}'. Experiments: {string.Join(", ", PatternModule.Experiments)}.");
        call.Controller.Pattern.Experiment = experiment;
        call.Controller.PatternOptions = new PatternOptions(path, double.IsNaN(delay) ? call.Controller.PatternOptions.DelayS : delay, saves);
    }
}

/// <summary>Settings of experiments that the microscope does not have.</summary>
/// <param name="ViPath">Path of an external program.</param>
/// <param name="DelayS">Time before each measurement in s.</param>
/// <param name="SavesScanChannels">Saves the scan's channels as well.</param>
internal sealed record PatternOptions(string ViPath, double DelayS, bool SavesScanChannels);
