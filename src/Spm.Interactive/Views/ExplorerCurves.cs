using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Interactive.Views;

/// <summary>What an explorer shows of a pixel: its curves along one swept dimension, and, where there is one, the fit.</summary>
internal abstract class ExplorerCurves
{
    /// <summary>Axis of the map's columns.</summary>
    public abstract Dimension Horizontal { get; }

    /// <summary>Axis of the map's rows.</summary>
    public abstract Dimension Vertical { get; }

    /// <summary>Along what the curves run.</summary>
    public abstract Dimension Sweep { get; }

    /// <summary>What was measured.</summary>
    public abstract Dataset Source { get; }

    /// <summary>Further swept dimensions, by which a pixel has several curves; numbered row-major.</summary>
    public virtual IReadOnlyList<Dimension> Others => [];

    /// <summary>The fits, one per pixel; null where there are none.</summary>
    public virtual FitResult? Result => null;

    /// <summary>Curves of one pixel.</summary>
    public int CurveCount => Others.Aggregate(1, (product, d) => product * d.Length);

    /// <summary>The curve that is shown first: the last cycle, the first of everything else, as in <c>FitMaps</c>.</summary>
    public int FirstCurve => Others.Aggregate(0, (index, d) => index * d.Length + (IsCycle(d) ? d.Length - 1 : 0));

    /// <summary>Why there are no fitted curves although there are fits; null where there are.</summary>
    public virtual string? WithoutFit => null;

    /// <summary>Number of the fit of a pixel, rows and columns as in the map's array.</summary>
    public virtual int FitAt(int row, int column) => -1;

    /// <summary>Copies the measured points of a curve of a pixel.</summary>
    public abstract void Read(int row, int column, int curve, Span<Complex> destination);

    /// <summary>Copies the fitted curve of a pixel.</summary>
    public virtual void ReadFitted(int row, int column, Span<Complex> destination) => throw new InvalidOperationException("These data were not fitted.");

    /// <summary>Whether a point was left out of the fit.</summary>
    public virtual bool IsExcluded(int row, int column, int point) => false;

    public static bool IsCycle(Dimension dimension) => dimension.Name.Equals("Cycle", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The curves and fits of a linked map.</summary>
internal sealed class FittedCurves(LinkedMapView view, FitCurves curves) : ExplorerCurves
{
    public override Dimension Horizontal => view.Maps[0].Horizontal;

    public override Dimension Vertical => view.Maps[0].Vertical;

    public override Dimension Sweep => view.Result.FitDimension;

    public override Dataset Source => view.Result.Source;

    public override FitResult Result => view.Result;

    public override string? WithoutFit => curves.WithoutFit;

    public override int FitAt(int row, int column) => view.Grid.FitAt(row, column);

    public override void Read(int row, int column, int curve, Span<Complex> destination) => curves.ReadMeasured(FitAt(row, column), destination);

    public override void ReadFitted(int row, int column, Span<Complex> destination) => curves.ReadFitted(FitAt(row, column), destination);

    public override bool IsExcluded(int row, int column, int point) => curves.IsExcluded(FitAt(row, column), point);
}
