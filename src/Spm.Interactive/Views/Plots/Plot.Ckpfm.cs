using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <content>Contact Kelvin probe force microscopy.</content>
public static partial class Plot
{
    /// <summary>
    /// Contact Kelvin probe data at one place: the matrix of responses (rows the write steps in their order, columns the read biases), the band of curves
    /// against the read bias coloured by the write bias, and the junction contact potential difference with its errors along the write steps.
    /// </summary>
    /// <param name="analysis">From <see cref="CkpfmAnalysis.Of"/>.</param>
    /// <param name="pixel">Which place: row-major over all dimensions but write and read bias.</param>
    /// <exception cref="ArgumentException">It is no such analysis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public static Figure Ckpfm(DerivedResult analysis, int pixel = 0) => CkpfmFigure.Of(CkpfmMatrix.Of(analysis, pixel));
}
