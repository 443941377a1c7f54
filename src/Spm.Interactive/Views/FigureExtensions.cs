using MathNet.Numerics.LinearAlgebra;
using Spm.Core.Data;
using Spm.Core.Experiments;
using Spm.Core.Fitting;
using Spm.Core.Instruments.Paths;
using Spm.Core.Instruments.Registration;
using Spm.Core.Instruments.Waveforms;
using Spm.Core.Physics.Samples;
using Spm.Core.Spectroscopy;
using Spm.Core.Spectroscopy.GeneralMode;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;
using Spm.Interactive.Session;
using GenericChart = Plotly.NET.GenericChart;

namespace Spm.Interactive.Views;

/// <summary>The picture of an object as a figure, the same that a notebook shows of it: <c>map.ToFigure().Save("map.pdf", widthMm: 86)</c>.</summary>
public static class FigureExtensions
{
    /// <summary>The map with its colour bar.</summary>
    public static Figure ToFigure(this ScalarMap map) => ScalarMapFormatter.FigureOf(map);

    /// <summary>The images side by side.</summary>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static Figure ToFigure(this ImagesView images) => ImagesFormatter.FigureOf(images);

    /// <summary>An image, a profile, or curves: a first picture of the data.</summary>
    public static Figure ToFigure(this Dataset data) => DatasetFormatter.FigureOf(data);

    /// <summary>Histogram of R², and its map or the count of verdicts.</summary>
    public static Figure ToFigure(this FitResult result) => FitResultFormatter.FigureOf(result);

    /// <summary>The map, and the curve of the pixel selected at first.</summary>
    public static Figure ToFigure(this LinkedMapView view) => LinkedMapFormatter.FigureOf(view);

    /// <summary>The map at the first point of the sweep, and the curve of the pixel selected at first.</summary>
    public static Figure ToFigure(this ExplorerView view) => ExplorerFormatter.FigureOf(view);

    /// <summary>One loop or spectrum with its fit.</summary>
    public static Figure ToFigure(this LoopView view) => LoopViewFormatter.FigureOf(view);

    /// <summary>Voltage against time and the spectrum.</summary>
    /// <exception cref="ArgumentException">The waveform cannot be played; the message says why.</exception>
    public static Figure ToFigure(this Waveform waveform) => Plot.Waveform(waveform);

    /// <summary>The way of the tip.</summary>
    /// <exception cref="ArgumentException">The path cannot be followed; the message says why.</exception>
    public static Figure ToFigure(this ScanPath path) => ScanPathFormatter.FigureOf(path);

    /// <summary>The map that was made of the points.</summary>
    public static Figure ToFigure(this ReconstructedImage image) => ScalarMapFormatter.FigureOf(image.Map);

    /// <summary>Positions against time with the steady drift.</summary>
    public static Figure ToFigure(this DriftEstimate drift) => DriftFormatter.FigureOf(drift);

    /// <summary>A panel for each channel.</summary>
    public static Figure ToFigure(this SweepCurves sweep) => SweepFormatter.FigureOf(sweep);

    /// <summary>The channels of the scan as images.</summary>
    public static Figure ToFigure(this ScanImages scan) => ImagesFormatter.FigureOf(ImagesFormatter.ViewOf("", scan.Channels));

    /// <summary>The path, and beside it its images or values.</summary>
    public static Figure ToFigure(this PathImages scan) => PathImagesFormatter.FigureOf(scan);

    /// <summary>The static picture of a Plotly chart.</summary>
    public static Figure ToFigure(this GenericChart chart) => PlotlyFormatter.FigureOf(chart);

    /// <summary>The dashboard of a journal.</summary>
    public static Figure ToFigure(this JournalContents journal) => Plot.Dashboard(journal);

    /// <summary>The dashboard of a journal that is being written.</summary>
    public static Figure ToFigure(this PointJournal journal) => Plot.Dashboard(journal);

    /// <summary>The dashboard of a run.</summary>
    public static Figure ToFigure(this RunResult run) => Plot.Dashboard(run);

    /// <summary>The truth about a sample of the twin as maps.</summary>
    public static Figure ToFigure(this ISample sample) => SampleFormatter.FigureOf(sample);

    /// <summary>The filtered stream.</summary>
    public static Figure ToFigure(this GeneralModeResult result) => RecordFormatters.FigureOf(result);

    /// <summary>A first picture of what an analysis found.</summary>
    /// <exception cref="ArgumentException">It found single values, or none: a table says all.</exception>
    public static Figure ToFigure(this DerivedResult result) =>
        DerivedFigure.Of(result) ?? throw new ArgumentException($"{result.Name} has {(result.Count == 1 ? "single values" : "no finite value")}: its table says all.", nameof(result));

    /// <summary>Maps of what the relaxations are, or one relaxation with its law.</summary>
    public static Figure ToFigure(this RelaxationResult result) => DerivedFigure.Of(result);

    /// <summary>The matrix as a map, row 0 on top.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static Figure ToFigure(this Matrix<double> matrix) => MatrixFormatter.FigureOf(matrix)!;

    /// <summary>The array as a map, row 0 on top.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static Figure ToFigure(this double[,] array) => MatrixFormatter.FigureOf(array)!;

    /// <summary>The vector against its index.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public static Figure ToFigure(this Vector<double> vector) => MatrixFormatter.FigureOf(vector)!;

    /// <summary>How to make the figure of any object that has one, or null; looking makes none.</summary>
    internal static Func<Figure>? MakerOf(object value) => value switch
    {
        Figure figure => () => figure,
        ScalarMap map => map.ToFigure,
        ImagesView images => images.ToFigure,
        Dataset data => data.ToFigure,
        FitResult result => result.ToFigure,
        LinkedMapView view => view.ToFigure,
        ExplorerView view => view.ToFigure,
        LoopView view => view.ToFigure,
        Waveform waveform => waveform.ToFigure,
        ScanPath path => path.ToFigure,
        ReconstructedImage image => image.ToFigure,
        DriftEstimate drift => drift.ToFigure,
        SweepCurves sweep => sweep.ToFigure,
        ScanImages scan => scan.ToFigure,
        PathImages scan => scan.ToFigure,
        GenericChart chart => chart.ToFigure,
        JournalContents journal => journal.ToFigure,
        PointJournal journal => journal.ToFigure,
        RunResult run => run.ToFigure,
        Dashboard dashboard => () => dashboard.Figure,
        ISample sample => sample.ToFigure,
        GeneralModeResult result => result.ToFigure,
        DerivedResult result => result.ToFigure,
        RelaxationResult result => result.ToFigure,
        Coverage coverage => () => Plot.Calibration(coverage),
        _ => MatrixFormatter.HasFigure(value) ? () => MatrixFormatter.FigureOf(value)! : null,
    };
}
