using System.Globalization;
using Spm.Core.Instruments.Twin;
using Spm.Core.IO;
using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary>What all measurements over a frame of the sample have in common.</summary>
internal abstract record FrameCommand
{
    [Option("size", "longer side of the frame", Unit = "m", Minimum = 1e-9, Maximum = 1e-3)]
    public double SizeM { get; init; } = 2e-6;

    [Option("at", "centre of the frame x,y; the middle of the range when not given", Unit = "m")]
    public double[]? At { get; init; }

    [Option("on", "connect this first: twin, or twin:SAMPLE:SEED")]
    public string? On { get; init; }

    [Option("to", "file for the data, NSID HDF5", Completion = ValueSource.Files)]
    public string? To { get; init; }

    public double? CenterX => Center()?[0];

    public double? CenterY => Center()?[1];

    private double[]? Center() => At is null or { Length: 2 } ? At : throw new CommandException($"--at wants two coordinates, x,y, such as 0.4um,1.1um; got {At.Length}.") { IsWrongUsage = true };

    /// <summary>
    /// Connects what <c>--on</c> names, so that a shell command can measure in one line, and sees to it that the result can be written:
    /// a measurement is not made to be lost at its end.
    /// </summary>
    public async Task PrepareAsync(SpmSession session)
    {
        if (To is not null) DataFileTarget.Prepare(To);
        if (On is null) return;
        var parts = On.Split(':');
        var (sample, seed) = (parts.Length > 1 ? parts[1] : "pto", 1);
        if (parts[0] != "twin" || parts.Length > 3 || (parts.Length == 3 && !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out seed)))
            throw new CommandException($"--on cannot be «{On}»: give twin, or twin with sample and seed (a whole number from 0), such as twin:pto:7.") { IsWrongUsage = true };
        if (!TwinInstrument.Samples.Contains(sample))
            throw new CommandException($"--on cannot be «{On}»: the twin has no sample «{sample}».{Spelling.Hint(sample, TwinInstrument.Samples)} Samples: {string.Join(", ", TwinInstrument.Samples)}. Try: --on twin:pto:7") { IsWrongUsage = true };
        await session.ConnectTwinAsync(sample, seed).ConfigureAwait(false);
    }
}
