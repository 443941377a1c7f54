using System.Numerics;
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

/// <summary>Which objects have a picture that can be saved, and how it is made.</summary>
internal static class ObjectFigures
{
    private static readonly (Type Type, Func<object, Figure?> Figure)[] Known =
    [
        Of<Figure>(figure => figure),
        Of<Dashboard>(dashboard => dashboard.Figure),
        Of<ScalarMap>(FigureExtensions.ToFigure),
        Of<ImagesView>(FigureExtensions.ToFigure),
        Of<Dataset>(FigureExtensions.ToFigure),
        Of<FitResult>(FigureExtensions.ToFigure),
        Of<LinkedMapView>(FigureExtensions.ToFigure),
        Of<ExplorerView>(FigureExtensions.ToFigure),
        Of<LoopView>(FigureExtensions.ToFigure),
        Of<DerivedResult>(FigureExtensions.ToFigure),
        Of<RelaxationResult>(FigureExtensions.ToFigure),
        Of<GeneralModeResult>(FigureExtensions.ToFigure),
        Of<Waveform>(FigureExtensions.ToFigure),
        Of<ScanPath>(FigureExtensions.ToFigure),
        Of<ReconstructedImage>(FigureExtensions.ToFigure),
        Of<DriftEstimate>(FigureExtensions.ToFigure),
        Of<SweepCurves>(FigureExtensions.ToFigure),
        Of<ScanImages>(FigureExtensions.ToFigure),
        Of<PathImages>(FigureExtensions.ToFigure),
        Of<RunResult>(FigureExtensions.ToFigure),
        Of<JournalContents>(FigureExtensions.ToFigure),
        Of<PointJournal>(FigureExtensions.ToFigure),
        Of<ISample>(FigureExtensions.ToFigure),
        Of<GenericChart>(FigureExtensions.ToFigure),
        Of<Matrix<double>>(MatrixFormatter.FigureOf),
        Of<Matrix<Complex>>(MatrixFormatter.FigureOf),
        Of<MathNet.Numerics.LinearAlgebra.Vector<double>>(MatrixFormatter.FigureOf),
        Of<MathNet.Numerics.LinearAlgebra.Vector<Complex>>(MatrixFormatter.FigureOf),
        Of<double[,]>(MatrixFormatter.FigureOf),
        Of<Complex[,]>(MatrixFormatter.FigureOf),
    ];

    /// <summary>Whether objects of this kind have a picture.</summary>
    public static bool Has(object? value) => value is not null && Known.Any(known => known.Type.IsInstanceOfType(value));

    /// <summary>The picture of an object; null where it has none.</summary>
    /// <exception cref="ArgumentException">This one has none; the message says why.</exception>
    public static Figure? TryOf(object value) => Known.FirstOrDefault(known => known.Type.IsInstanceOfType(value)).Figure?.Invoke(value);

    private static (Type, Func<object, Figure?>) Of<T>(Func<T, Figure?> figure) => (typeof(T), value => figure((T)value));
}
