using Microsoft.Data.Analysis;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Instruments.Paths;
using Spm.Core.Instruments.Registration;
using Spm.Core.Instruments.Waveforms;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;
using GenericChart = Plotly.NET.GenericChart;

namespace Spm.Interactive.Formatters;

/// <summary>Every object that has a look of its own.</summary>
public static class SpmFormatters
{
    /// <summary>Registers all formatters with the host; <paramref name="once"/> is the host's, one per session.</summary>
    public static void Register(ScriptOnce once)
    {
        ArgumentNullException.ThrowIfNull(once);
        BundleFormatter.Register<Dataset>(data => DatasetFormatter.Format(data, once), FigureBundle.Types);
        BundleFormatter.Register<ScalarMap>(map => ScalarMapFormatter.Format(map, once), FigureBundle.MapTypes);
        BundleFormatter.Register<ImagesView>(view => ImagesFormatter.Format(view, once), FigureBundle.MapTypes);
        BundleFormatter.Register<LoopView>(view => LoopViewFormatter.Format(view, once), FigureBundle.LineTypes);
        BundleFormatter.Register<LinkedMapView>(view => LinkedMapFormatter.Format(view, once, isLive: true), FigureBundle.MapTypes);
        BundleFormatter.Register<ExplorerView>(view => ExplorerFormatter.Format(view, once, isLive: true), FigureBundle.MapTypes);
        BundleFormatter.Register<FitResult>(result => FitResultFormatter.Format(result, once), FigureBundle.Types);
        BundleFormatter.Register<FitSummary>(FitSummaryFormatter.Format, MimeTypes.Html);
        BundleFormatter.Register<FitModel>(FitModelFormatter.Format, MimeTypes.Markdown);
        BundleFormatter.Register<FitStatistics>(FitStatisticsFormatter.Format, MimeTypes.Html);
        // No picture is promised: single values are a table.
        BundleFormatter.Register<DerivedResult>(result => DerivedResultFormatter.Format(result, once), MimeTypes.Html);
        BundleFormatter.Register<RelaxationResult>(result => DerivedResultFormatter.Format(result, once), MimeTypes.Html);
        BundleFormatter.Register<DataFrame>(frame => DataFrameFormatter.Format(frame, once), MimeTypes.Html);
        BundleFormatter.Register<KeyValueView>(KeyValueFormatter.Format, MimeTypes.Html);
        BundleFormatter.Register<Waveform>(waveform => WaveformFormatter.Format(waveform, once), FigureBundle.LineTypes);
        BundleFormatter.Register<ScanPath>(path => ScanPathFormatter.Format(path, once), FigureBundle.LineTypes);
        BundleFormatter.Register<ReconstructedImage>(image => ReconstructedImageFormatter.Format(image, once), FigureBundle.MapTypes);
        BundleFormatter.Register<DriftEstimate>(drift => DriftFormatter.Format(drift, once), FigureBundle.LineTypes);
        BundleFormatter.Register<GenericChart>(chart => PlotlyFormatter.Format(chart, once), [MimeTypes.Plotly, .. FigureBundle.Types]);
        BundleFormatter.Register<Figure>(figure => FigureBundle.Of(figure.Description, figure, figure, once), FigureBundle.Types);
        RecordFormatters.Register(once);
        SampleFormatter.Register(once);
        JournalFormatter.Register(once);
        MatrixFormatter.Register(once);
        ErrorFormatter.Register();
    }
}
