using Spm.Core.Instruments;
using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary><c>scan</c>: an image of the sample.</summary>
internal sealed record ScanCommand : FrameCommand
{
    [Option("pixels", "pixels along x and y")]
    public GridSize Pixels { get; init; } = new(128, 128);

    [Option("channels", "what to record", Proposals = ["height", "amplitude", "phase", "resonance", "potential", "current", "adhesion", "modulus", "deflection"])]
    public string[] Channels { get; init; } = ["height", "amplitude", "phase"];

    [Option("line-time", "time of one line, trace alone; the instrument's own when not given", Unit = "s", Minimum = 1e-4, Maximum = 3600)]
    public double? LineTimeS { get; init; }

    [Option("retrace", "record the retrace as well")]
    public bool WithRetrace { get; init; }

    [Option("bias", "dc bias while scanning; enough of it writes", Unit = "V")]
    public double BiasV { get; init; }

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<ScanCommand>(
        "scan", "Scan an image: height, amplitude, phase", "scan --size 2um --pixels 128 --channels height,amplitude,phase as image",
        async (command, context, cancel) =>
        {
            await command.PrepareAsync(session).ConfigureAwait(false);
            var request = new ImageRequest { SizeM = command.SizeM, Columns = command.Pixels.Columns, Rows = command.Pixels.Rows, CenterXM = command.CenterX, CenterYM = command.CenterY, Channels = command.Channels, LineTimeS = command.LineTimeS, WithRetrace = command.WithRetrace, BiasV = command.BiasV };
            var images = await session.ScanAsync(request, context.Output, cancel).ConfigureAwait(false);
            if (command.To is not null) session.Save(images, command.To);
            return images;
        });
}
