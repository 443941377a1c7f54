using Spm.Core.Data;
using Spm.Core.Experiments;
using Spm.Core.Experiments.Grids;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics.Detection;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <content>Measurements that survive: every pixel is on disk before the next one is begun.</content>
public sealed partial class SpmSession
{
    private const string SampleNote = "twin sample", SeedNote = "twin seed", ScannerNote = "twin scanner", SpectraNote = "twin spectra";

    /// <summary>Measures a grid of spectra or loops with a journal. Whatever ends it, <see cref="ResumeAsync"/> goes on at the next pixel.</summary>
    /// <param name="request">A <see cref="LoopRequest"/> or <see cref="BandExcitationRequest"/>.</param>
    /// <param name="journal">The file of the journal; a new one.</param>
    /// <param name="output">Where progress is shown.</param>
    /// <param name="cancel">Stops before the next pixel.</param>
    /// <exception cref="JournalException">The file is taken, in use, or cannot be written.</exception>
    public async Task<Dataset> MeasureWithJournalAsync(BandRequest request, string journal, INotebookOutput? output = null, CancellationToken cancel = default)
    {
        var instrument = Capability<IInstrument>("measure");
        var twin = instrument as TwinInstrument;
        // What went before would be missing from the journal, and a resumed run could not be brought to the same state.
        if (twin is not null) await twin.ResetAsync().ConfigureAwait(false);
        var notes = twin is null ? null : new Dictionary<string, string>
        {
            [SampleNote] = twin.Sample,
            [SeedNote] = $"{twin.Seed}",
            [ScannerNote] = twin.HasScannerFaults ? "real" : "ideal",
            [SpectraNote] = twin.IsInTime ? "in time" : "by formula",
        };
        using var opened = PointJournal.Create(journal, JournalledGrid.Header(instrument, request, twin?.Seed ?? 1, notes));
        return await GoOnAsync(instrument, opened, output, cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Goes on with a measurement that was cut short, at its next pixel, and ends with exactly what it would have given. A twin is connected anew and brought to its state
    /// by replay; a microscope must be connected already. A journal that is complete is only read.
    /// </summary>
    /// <param name="journal">The file of the journal.</param>
    /// <param name="output">Where progress is shown.</param>
    /// <param name="cancel">Stops before the next pixel.</param>
    /// <exception cref="JournalException">No such file, in use, damaged, or not reproducible; it is not changed then.</exception>
    public async Task<Dataset> ResumeAsync(string journal, INotebookOutput? output = null, CancellationToken cancel = default)
    {
        using var opened = PointJournal.Open(journal);
        var notes = opened.Header.Notes;
        if (notes.TryGetValue(SampleNote, out var sample))
        {
            var options = notes.GetValueOrDefault(ScannerNote) == "real" ? TwinOptions.WithRealScanner : new TwinOptions();
            if (notes.GetValueOrDefault(SpectraNote) == "in time") options = options with { InTime = new SignalChain() };
            await ConnectAsync(TwinInstrument.Create(sample, int.Parse(notes[SeedNote], System.Globalization.CultureInfo.InvariantCulture), options)).ConfigureAwait(false);
        }
        if (opened.Cut is { } cut) (output ?? Output).WriteError($"When the journal was opened, {cut}.{Environment.NewLine}");
        return await GoOnAsync(Capability<IInstrument>("go on with the measurement"), opened, output, cancel).ConfigureAwait(false);
    }

    private async Task<Dataset> GoOnAsync(IInstrument instrument, PointJournal journal, INotebookOutput? output, CancellationToken cancel)
    {
        using var work = Start("measuring with a journal", JournalledGrid.RequestOf(journal.Header).PixelCount, "pixels", output, ref cancel);
        // Closed before the progress ends: that is what an interrupted cell waits for, and the next one may go on.
        using var closing = journal;
        return await JournalledGrid.RunAsync(instrument, journal, instrument is TwinInstrument, work, cancel).ConfigureAwait(false);
    }
}
