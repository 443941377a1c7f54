using Spm.Core.Data;
using Spm.Core.Instruments.Paths;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>An image made of a sparse scan: the map, and the error to expect of it.</summary>
public static class ReconstructedImageFormatter
{
    /// <summary>Formats a reconstructed image.</summary>
    public static MimeBundle Format(ReconstructedImage image, ScriptOnce once)
    {
        ArgumentNullException.ThrowIfNull(image);
        var words = $"Made of {image.PointsUsed:N0} points, {100.0 * image.PointsUsed / image.Map.Values.Length:F1} % of the pixels"
            + (image.PointsLeftOut > 0 ? $", {image.PointsLeftOut:N0} left out" : "")
            + (double.IsFinite(image.HeldOutRms) ? $"; error to expect between them {Quantity.Format(image.HeldOutRms, image.Map.Unit, 2)} (rms at points kept back)." : ".");
        var figure = ScalarMapFormatter.FigureOf(image.Map);
        return FigureBundle.Of($"{words}\n{figure.Description}\n{MapSummary.TextPicture(image.Map)}", figure, image, once, after: FigureBundle.Sentence(words));
    }
}
