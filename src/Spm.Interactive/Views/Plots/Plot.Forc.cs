using Spm.Core.Data;
using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <content>First-order reversal curves.</content>
public static partial class Plot
{
    private const int _forcWidth = 620, _forcHeight = 540;

    /// <summary>
    /// A FORC density, a volt as long across as upwards, in colours about 0: over bias and reversal bias, or over coercive and interaction bias, as the
    /// density was computed. Where there are no curves nothing is drawn.
    /// </summary>
    /// <param name="density">From <see cref="ForcDensity.Of"/> or <see cref="ForcDensity.CoerciveOf"/>.</param>
    /// <param name="index">Which family: row-major over the other dimensions.</param>
    /// <exception cref="ArgumentException">It is no FORC density.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such family.</exception>
    public static Figure Forc(DerivedResult density, int index = 0)
    {
        var (map, panel, description) = ForcFigure.Of(density, index);
        return new($"{map.Name} of {density.Source.Name}", _forcWidth, _forcHeight, [panel], description) { Notes = ForcFigure.Notes(map, panel) };
    }

    /// <summary>The reversal curves themselves, coloured by the bias at which each turned.</summary>
    /// <param name="data">Real data, see <see cref="ForcFamily.Of"/>.</param>
    /// <param name="options">Where the curves are; defaults when null.</param>
    /// <param name="index">Which family: row-major over the other dimensions.</param>
    /// <exception cref="ArgumentException">The dimensions do not fit, the data are complex, or there are fewer than three reversal biases.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such family.</exception>
    public static Figure ForcCurves(Dataset data, ForcOptions? options = null, int index = 0)
    {
        var notes = new List<string>();
        var (panel, description) = ForcFigure.Curves(data, options, index, Cell.Whole, notes);
        return new($"Reversal curves of {data.Name}", _familyWidth, _familyHeight, [panel], description) { Notes = [.. notes.Select(Minus.Typeset)] };
    }
}
