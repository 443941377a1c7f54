using System.Diagnostics.CodeAnalysis;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Nanonis.Client;
using Spm.Core.Instruments.Playback;
using Spm.Core.Instruments.Twin;
using Spm.Core.IO;
using Spm.Core.IO.Nsid;
using Spm.Core.IO.Usid;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Formatters;
using Spm.Interactive.Views;
using Spm.Interactive.Views.Live;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <summary>
/// The commands as verbs, for people who prefer code; in a cell it is the variable <c>spm</c>. Every command is a thin layer over one of these.
/// A verb that is given no token stops when the running cell is interrupted.
/// </summary>
[SuppressMessage("Performance", "CA1822", Justification = "Verbs of one object: a person writes spm.Open as spm.ScanAsync.")]
public sealed partial class SpmSession : IAsyncDisposable
{
    /// <summary>Name of the simple-harmonic-oscillator model.</summary>
    public const string ShoModel = "sho";

    /// <summary>Name of the nine-parameter loop model.</summary>
    public const string LoopModel = "loop";

    /// <summary>Connects figures with data that are too large to be embedded; null where the notebook has no kernel that could be asked.</summary>
    public LiveMaps? Live { get; internal set; }

    internal INotebookOutput Output { get; set; } = SilentOutput.Instance;

    /// <summary>The connected instrument, or null.</summary>
    public IInstrument? Instrument { get; private set; }

    /// <summary>Connects the physical twin with a sample; what was connected before is made safe and left.</summary>
    /// <param name="sample">Name of the sample.</param>
    /// <param name="seed">Fixes the sample's disorder and the noise.</param>
    /// <exception cref="ArgumentException">There is no such sample.</exception>
    public Task<InstrumentStatus> ConnectTwinAsync(string sample = "pto", int seed = 1) => ConnectAsync(TwinInstrument.Create(sample, seed));

    /// <summary>Plays a recorded file in place of a microscope; see <see cref="PlaybackInstrument"/>.</summary>
    /// <param name="path">A measured file.</param>
    /// <exception cref="DataFileException">The file is missing, damaged, or of another kind.</exception>
    /// <exception cref="ArgumentException">It holds no scan over an area.</exception>
    public Task<InstrumentStatus> ConnectPlaybackAsync(string path) => ConnectAsync(PlaybackInstrument.Open(path));

    /// <summary>Connects a Nanonis controller, or what speaks like one (<c>spm serve nanonis</c>).</summary>
    /// <param name="options">Where it is, and what it may do.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<InstrumentStatus> ConnectNanonisAsync(NanonisOptions options, CancellationToken cancel = default)
    {
        // When the process ends in a hurry there is no cell left to tell it to.
        InstrumentGuard.Process.Tell ??= Console.Error.WriteLine;
        return await ConnectAsync(await NanonisInstrument.ConnectAsync(options, cancel).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Connects any instrument, such as a twin with a sample of your own; what was connected before is made safe and left.</summary>
    /// <param name="instrument">The session disposes it.</param>
    public async Task<InstrumentStatus> ConnectAsync(IInstrument instrument)
    {
        if (Instrument is not null) await Instrument.DisposeAsync().ConfigureAwait(false);
        (Instrument, DriftCorrection) = (instrument, null);
        return instrument.Status;
    }

    /// <summary>Opens a measured file.</summary>
    /// <param name="path">The file; its format is found by its content.</param>
    /// <param name="channel">Name of the dataset in a file that holds several.</param>
    /// <exception cref="DataFileException">The file is missing, damaged, or of another kind.</exception>
    public Dataset Open(string path, string? channel = null) => DataFile.Open(path, channel);

    /// <summary>Opens a fit that was saved or fitted into a file; its data are attached where they can be found.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataFileException">The file is missing or damaged, or holds no fit.</exception>
    public FitResult OpenFit(string path) => FitFile.Open(path);

    /// <summary>Scans an image.</summary>
    /// <exception cref="InvalidOperationException">No instrument is connected, or it cannot scan.</exception>
    public async Task<ScanImages> ScanAsync(ImageRequest request, INotebookOutput? output = null, CancellationToken cancel = default)
    {
        var imaging = Capability<IImaging>("scan an image");
        request = Following(request);
        using var work = Start("scanning", request.PixelCount, "pixels", output, ref cancel);
        await using var live = new LiveScan(imaging, request, output ?? Output);
        return new ScanImages(await imaging.ScanAsync(request, work, cancel).ConfigureAwait(false));
    }

    /// <summary>Takes one band-excitation spectrum per pixel.</summary>
    /// <exception cref="InvalidOperationException">No instrument is connected, or it has no band excitation.</exception>
    public async Task<Dataset> BandExcitationAsync(BandExcitationRequest request, INotebookOutput? output = null, CancellationToken cancel = default)
    {
        using var work = Start("band excitation", request.PixelCount, "pixels", output, ref cancel);
        return await Capability<IBandExcitation>("take band-excitation spectra").AcquireGridAsync(Following(request), work, cancel).ConfigureAwait(false);
    }

    /// <summary>Measures hysteresis loops by band excitation.</summary>
    /// <exception cref="InvalidOperationException">No instrument is connected, or it cannot measure loops.</exception>
    public async Task<Dataset> LoopsAsync(LoopRequest request, INotebookOutput? output = null, CancellationToken cancel = default)
    {
        var spectroscopy = Capability<ILoopSpectroscopy>("measure loops");
        request = Following(request);
        using var work = Start("measuring loops", request.PixelCount, "pixels", output, ref cancel);
        await using var live = new LiveLoops(spectroscopy, request, output ?? Output);
        return await spectroscopy.MeasureLoopsAsync(request, work, cancel).ConfigureAwait(false);
    }

    /// <summary>
    /// Fits every spectrum (<see cref="ShoModel"/>) or loop (<see cref="LoopModel"/>). Loops can be fitted to loops, to the result of an SHO fit,
    /// and to complex band-excitation data, which are then fitted with the SHO first.
    /// </summary>
    /// <param name="model">sho, loop, or a name of <see cref="ModelCatalogue"/>.</param>
    /// <param name="source">A <see cref="Dataset"/> or a <see cref="FitResult"/>.</param>
    /// <param name="output">Where progress is shown.</param>
    /// <param name="cancel">Stops the fit.</param>
    /// <exception cref="ArgumentException">The source has no dimension the model could be fitted along.</exception>
    public Task<FitResult> FitAsync(string model, object source, INotebookOutput? output = null, CancellationToken cancel = default) =>
        FitChain.FitAsync(new() { Model = model }, source, output ?? Output, Stoppable(output, cancel));

    /// <summary>Fits a model to every curve of the data.</summary>
    /// <param name="model">One of the library (<see cref="ModelCatalogue"/>) or one of your own (<see cref="FitModel.Of{TFunction}"/>).</param>
    /// <param name="source">The data.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="output">Where progress is shown.</param>
    /// <param name="cancel">Stops the fit.</param>
    /// <exception cref="ArgumentException">The data do not suit the model, or it is not clear along which dimension to fit.</exception>
    public Task<FitResult> FitAsync(FitModel model, Dataset source, ModelFitOptions? options = null, INotebookOutput? output = null, CancellationToken cancel = default) =>
        FitChain.RunAsync(ModelFitter.Plan(source, model, options), output ?? Output, Stoppable(output, cancel));

    /// <summary>Fits into a file, block by block: for data or results larger than memory. See <see cref="FitToFile"/>.</summary>
    /// <param name="plan">Such as <see cref="ShoFitter.Plan"/> of the data.</param>
    /// <param name="path">The file of the result.</param>
    /// <param name="restart">Forget what a fit that was cut short has finished.</param>
    /// <param name="output">Where progress is shown.</param>
    /// <param name="cancel">Stops the fit; what is finished is kept.</param>
    /// <exception cref="DataFileException">The file cannot be written, or another fit to it was cut short.</exception>
    public Task<FitSummary> FitToFileAsync(FitPlan plan, string path, bool restart = false, INotebookOutput? output = null, CancellationToken cancel = default) =>
        FitTarget.RunAsync(plan, path, restart, output ?? Output, Stoppable(output, cancel));

    /// <summary>
    /// A map of a fitted parameter, linked to the data and fits it comes from; for the result of an analysis, one of its quantities; for an image, the image
    /// as a map; for data that were swept at each position of a scan, an explorer: a map of one point of the sweep beside the curve of a pixel.
    /// </summary>
    /// <param name="source">A <see cref="FitResult"/>, a <see cref="DerivedResult"/>, or a <see cref="Dataset"/>.</param>
    /// <param name="of">Parameter by name or symbol; null for the model's main one.</param>
    /// <exception cref="ArgumentException">There is no such parameter, or no map can be made of the source.</exception>
    public object Map(object source, string? of = null) => source switch
    {
        FitResult result => LinkedMaps.Of(result, of, Live),
        DerivedResult derived => derived.MapOf(of ?? derived.Quantities[0].Symbol),
        Dataset image when of is not null && image.SpectroscopicDimensions.Count == 0 => throw new ArgumentException($"{image.Name} is an image of {image.Quantity} and has no parameter «{of}»; leave it out."),
        Dataset data when of is not null && data.SpectroscopicDimensions.Count > 0 => throw new ArgumentException($"{data.Name} was not fitted and has no parameter «{of}»; leave it out to look at the data. {Advice(data)}"),
        Dataset image => Image(image),
        ScalarMap or ImagesView or LinkedMapView or ExplorerView when of is null => source,
        null => throw new ArgumentNullException(nameof(source)),
        _ => throw new ArgumentException($"A value of type {source.GetType().Name} cannot be mapped; give the result of a fit or of an analysis, data over an area, or an image."),
    };

    private object Image(Dataset data)
    {
        if (ExplorerView.Suits(data))
        {
            var view = new ExplorerView(data);
            view.Live = Live?.Of(view);
            return view;
        }
        if (data.SpectroscopicDimensions.Count > 0)
            throw new ArgumentException($"{data.Name} is not an image but {string.Join(" × ", data.Dimensions)}. {Advice(data)}");
        var maps = DatasetImages.Of(data);
        return maps.Count == 1 ? maps[0] : new ImagesView(data.Name, maps);
    }

    private static string Advice(Dataset data) =>
        data.SpatialDimensions.Count != 2 ? $"A map wants two spatial dimensions; there {(data.SpatialDimensions.Count == 1 ? "is 1" : $"are {data.SpatialDimensions.Count}")}."
        : data.IsComplex || data.SpectroscopicDimensions.Any(d => d.Unit.EndsWith('V')) ? $"Fit it first (#!spm fit), or let map do it: #!spm map SOURCE --fit {(data.IsComplex ? ShoModel : LoopModel)}"
        : "Neither spectra (complex, over a frequency) nor loops (over a bias) are there to be fitted first.";

    /// <summary>Throws when the result of <paramref name="source"/> could not be written to a file; asked before the work, so that nothing is lost at its end.</summary>
    internal static void PrepareTarget(string path, object source) => DataFileTarget.Prepare(path, source switch
    {
        Dataset data => [data],
        FitResult fit => [fit.Source],
        _ => [],
    });

    /// <summary>Writes a dataset or the channels of a scan as NSID HDF5, or a fit as USID HDF5 with its source. Folders are made as needed.</summary>
    /// <exception cref="DataFileException">The file cannot be written.</exception>
    public void Save(object value, string path)
    {
        DataFileTarget.Prepare(path);
        switch (value)
        {
            case FitResult result: UsidResultWriter.Write(result, path); break;
            case Dataset dataset: NsidWriter.Write(dataset, path); break;
            case ScanImages images: NsidWriter.Write(images.Channels, path); break;
            case PathImages along: NsidWriter.Write(along.Datasets, path); break;
            default: throw new ArgumentException($"A {value.GetType().Name} cannot be saved; give a dataset, a scan or the result of a fit.", nameof(value));
        }
    }

    /// <summary>What is connected and where it stands.</summary>
    public SessionStatus Status() => new(Instrument?.Status) { Following = DriftCorrection?.Words(ClockS) };

    /// <summary>Makes the instrument safe and lets go of it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Instrument is not null) await Instrument.DisposeAsync().ConfigureAwait(false);
        (Instrument, DriftCorrection) = (null, null);
    }

    private T Capability<T>(string what)
        where T : class => Instrument switch
        {
            null => throw new InvalidOperationException($"No instrument is connected that could {what}. Connect one first (#!spm connect twin), or add --on twin to the command."),
            T capable => capable,
            _ => throw new InvalidOperationException($"{Instrument.Name} cannot {what}."),
        };

    private IWorkProgress Start(string label, long total, string unit, INotebookOutput? output, ref CancellationToken cancel)
    {
        cancel = Stoppable(output, cancel);
        return (output ?? Output).StartProgress(label, total, unit);
    }

    private CancellationToken Stoppable(INotebookOutput? output, CancellationToken cancel) =>
        cancel.CanBeCanceled ? cancel : (output ?? Output).CellCancellation;
}
