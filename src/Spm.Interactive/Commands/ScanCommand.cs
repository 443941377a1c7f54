using Spm.Core.Instruments;
using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>scan</c>: an image of the sample, by a raster or along another path.</summary>
internal sealed partial record ScanCommand : FrameCommand
{
    [Option("path", "which way the tip goes, or @NAME of a path", Values = [Raster, "grid", "spiral", "lissajous", "sparse", "points", "line"])]
    public object Way { get; init; } = Raster;

    [Option("pixels", "pixels along x and y (raster and sparse 128x128, grid 20x20, image of another path 64x64)")]
    public GridSize? Pixels { get; init; }

    [Option("channels", "what to record", Proposals = ["height", "amplitude", "phase", "resonance", "potential", "current", "adhesion", "modulus", "deflection"])]
    public string[] Channels { get; init; } = ["height", "amplitude", "phase"];

    [Option("line-time", "raster: time of one line, trace alone; the instrument's own when not given", Unit = "s", Minimum = 1e-4, Maximum = 3600)]
    public double? LineTimeS { get; init; }

    [Option("retrace", "raster: record the retrace as well")]
    public bool WithRetrace { get; init; }

    [Option("bias", "dc bias while scanning; enough of it writes", Unit = "V")]
    public double BiasV { get; init; }

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<ScanCommand>(
        "scan", "Scan an image (height, amplitude, phase) by a raster, or along a spiral, a grid, points, sparse pixels, any way", "scan --size 2um --pixels 128 --channels height,amplitude,phase as image",
        async (command, context, cancel) =>
        {
            command.CheckOptions();
            await command.PrepareAsync(session).ConfigureAwait(false);
            var scan = await command.ScanAsync(session, context, cancel).ConfigureAwait(false);
            if (command.To is not null) session.Save(scan, command.To);
            return scan;
        });

    private async Task<object> ScanAsync(SpmSession session, CommandContext context, CancellationToken cancel)
    {
        if (Way is not Raster) return await session.ScanAsync(new PathRequest { Path = PathOver(session), Channels = Channels, BiasV = BiasV }, Pixels is { } pixels ? Math.Max(pixels.Columns, pixels.Rows) : null, Reconstruction, context.Output, cancel).ConfigureAwait(false);
        var (columns, rows) = Pixels ?? new(128, 128);
        var request = new ImageRequest { SizeM = SizeM, Columns = columns, Rows = rows, CenterXM = CenterX, CenterYM = CenterY, Channels = Channels, LineTimeS = LineTimeS, WithRetrace = WithRetrace, BiasV = BiasV };
        return await session.ScanAsync(request, context.Output, cancel).ConfigureAwait(false);
    }
}
