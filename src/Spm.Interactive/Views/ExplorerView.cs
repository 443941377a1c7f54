using Spm.Core.Data;
using Spm.Interactive.Views.Live;

namespace Spm.Interactive.Views;

/// <summary>
/// Data that were swept at each position of a scan, not fitted: a map of one point of the sweep beside the curve of the selected pixel. In a browser
/// a slider moves through the sweep and a click or the arrow keys select another pixel, with no kernel. <see cref="LinkedMapView"/> is the same for a fit.
/// </summary>
public sealed class ExplorerView
{
    /// <summary>Explores data.</summary>
    /// <param name="data">
    /// Two spatial dimensions and at least one that was swept. Curves run along the last swept dimension that is not called Cycle, Field or Direction;
    /// cycles are drawn together, other dimensions are chosen from lists.
    /// </param>
    /// <exception cref="ArgumentException">There are not two spatial dimensions, or nothing was swept.</exception>
    public ExplorerView(Dataset data)
    {
        ArgumentNullException.ThrowIfNull(data);
        Curves = new SweptCurves(data);
    }

    /// <summary>The data.</summary>
    public Dataset Data => Curves.Source;

    /// <summary>Along what the curves run.</summary>
    public Dimension Sweep => Curves.Sweep;

    /// <summary>How a figure of it asks the kernel for what is not embedded; null where nobody can be asked.</summary>
    public LiveMap? Live { get; internal set; }

    /// <summary>Bytes of curves embedded at most, before base64; a figure of <c>map</c> may be 1.5 MB.</summary>
    internal int BudgetBytes { get; init; } = ExplorerPayload.BudgetBytes;

    internal SweptCurves Curves { get; }

    /// <summary>Whether data can be explored.</summary>
    public static bool Suits(Dataset data) => SweptCurves.Suits(data);
}
