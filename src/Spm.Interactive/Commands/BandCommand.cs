using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Interactive.Session;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary>What all band-excitation measurements on a grid have in common.</summary>
internal abstract record BandCommand : FrameCommand
{
    [Option("grid", "columns by rows")]
    public GridSize Grid { get; init; } = new(20, 20);

    [Option("center", "middle of the excited band", Unit = "Hz", Minimum = 1e3, Maximum = 2e6)]
    public double CenterHz { get; init; } = 350e3;

    [Option("band", "width of the excited band", Unit = "Hz", Minimum = 100, Maximum = 2e6)]
    public double BandHz { get; init; } = 60e3;

    [Option("bins", "frequencies in the band", Minimum = 8, Maximum = 65536)]
    public int Bins { get; init; } = 80;

    [Option("vac", "amplitude of the excitation", Unit = "V", Minimum = 1e-3, Maximum = 5)]
    public double AcAmplitudeV { get; init; } = 1;

    [Option("journal", "file that keeps each pixel as soon as it is measured; resume goes on with it", Completion = ValueSource.Files)]
    public string? Journal { get; init; }

    /// <summary>Measures, with the journal if one is wanted, and saves.</summary>
    protected async Task<object?> MeasureAsync(SpmSession session, BandRequest request, Func<Task<Dataset>> plain, CommandContext context, CancellationToken cancel)
    {
        var data = Journal is null ? await plain().ConfigureAwait(false) : await session.MeasureWithJournalAsync(request, Journal, context.Output, cancel).ConfigureAwait(false);
        if (To is not null) session.Save(data, To);
        return data;
    }

    /// <summary>The common part of a request.</summary>
    protected T Fill<T>(T request)
        where T : BandRequest => request with
        {
            SizeM = SizeM,
            CenterXM = CenterX,
            CenterYM = CenterY,
            Columns = Grid.Columns,
            Rows = Grid.Rows,
            CenterHz = CenterHz,
            BandwidthHz = BandHz,
            Bins = Bins,
            AcAmplitudeV = AcAmplitudeV,
        };
}

/// <summary><c>be</c>: one spectrum per point of a grid.</summary>
internal sealed record SpectraCommand : BandCommand
{
    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<SpectraCommand>(
        "be", "Take band-excitation spectra on a grid", "be --grid 50x50 --center 350kHz --band 60kHz as spectra",
        async (command, context, cancel) =>
        {
            await command.PrepareAsync(session).ConfigureAwait(false);
            var request = command.Fill(new BandExcitationRequest());
            return await command.MeasureAsync(session, request, () => session.BandExcitationAsync(request, context.Output, cancel), context, cancel).ConfigureAwait(false);
        });
}

/// <summary><c>loops</c>: a hysteresis loop per point of a grid, a spectrum per bias step.</summary>
internal sealed record LoopsCommand : BandCommand
{
    [Option("vmax", "largest bias", Unit = "V", Minimum = 0.1, Maximum = 100)]
    public double MaxBiasV { get; init; } = 8;

    [Option("steps", "bias steps in one cycle, a multiple of 4", Minimum = 8, Maximum = 1024)]
    public int Steps { get; init; } = 64;

    [Option("cycles", "recorded cycles", Minimum = 1, Maximum = 1000)]
    public int Cycles { get; init; } = 1;

    [Option("field", "when the response is read: off (after each pulse), in (during it), both", Values = ["off", "in", "both"])]
    public string Field { get; init; } = "off";

    public static CommandDefinition Define(SpmSession session) => CommandDefinition.Create<LoopsCommand>(
        "loops", "Measure hysteresis loops by band excitation on a grid", "loops --grid 20x20 --size 2um --vmax 8V as beps",
        async (command, context, cancel) =>
        {
            if (command.Steps % 4 != 0)
                throw new CommandException($"--steps must be a multiple of 4, got {command.Steps}. Try: --steps {command.Steps / 4 * 4 + 4}") { IsWrongUsage = true };
            await command.PrepareAsync(session).ConfigureAwait(false);
            var request = command.Fill(new LoopRequest()) with
            {
                MaxBiasV = command.MaxBiasV,
                StepsPerCycle = command.Steps,
                Cycles = command.Cycles,
                Field = command.Field switch { "in" => LoopField.InField, "both" => LoopField.Both, _ => LoopField.OffField }
            };
            return await command.MeasureAsync(session, request, () => session.LoopsAsync(request, context.Output, cancel), context, cancel).ConfigureAwait(false);
        });
}
