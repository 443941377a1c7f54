using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Formatters;

namespace Spm.Interactive.Views;

/// <content>Heights.</content>
public static partial class Plot
{
    /// <summary>
    /// A topography in two dimensions: true aspect, a scale bar, and beside it the histogram of the heights with mean ± Rq. Roughness (Rq, Ra, peak to
    /// valley) is that of the levelled map.
    /// </summary>
    /// <param name="map">The heights; any other map will do.</param>
    /// <param name="level">What is taken off first; by default nothing.</param>
    /// <exception cref="ArgumentException">The map has no pixel, its shapes disagree, or it is a phase that was to be levelled.</exception>
    public static Figure Topography(ScalarMap map, Levelling? level = null) => TopographyFigure.Of(map, level ?? Levelling.None);

    /// <summary>
    /// A topography in three dimensions, seen along parallel rays (lengths keep their ratio everywhere), coloured by height and lit from the upper left. The
    /// box around it has axes with units; by how much heights are drawn larger than lengths is in the notes. At most 256 × 256 points.
    /// </summary>
    /// <param name="map">The heights; any other map will do.</param>
    /// <param name="level">What is taken off first; by default nothing.</param>
    /// <param name="exaggeration">Heights are drawn so many times as large as lengths; null for a round number that makes them a quarter as high as the map is wide.</param>
    /// <param name="azimuthRad">The viewer's turn about the vertical axis; at 0 x goes to the right and y straight away.</param>
    /// <param name="elevationRad">The viewer's height above the horizon, 0.05 to π/2.</param>
    /// <exception cref="ArgumentException">The map has fewer than 2 × 2 pixels, its shapes disagree, or it is a phase.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The exaggeration is not positive, or an angle is out of range.</exception>
    public static Figure Surface(ScalarMap map, Levelling? level = null, double? exaggeration = null, double azimuthRad = -0.6, double elevationRad = 0.6) =>
        SurfaceFigure.Of(map, level ?? Levelling.None, exaggeration, azimuthRad, elevationRad);

    /// <summary>An image, such as a channel of a scan, as <see cref="Topography(ScalarMap, Levelling?)"/> draws a map.</summary>
    /// <param name="image">Real data over one or two spatial dimensions.</param>
    /// <param name="level">What is taken off first; by default nothing.</param>
    /// <exception cref="ArgumentException">The dataset is no image, or complex.</exception>
    public static Figure Topography(Dataset image, Levelling? level = null) => Topography(ImageOf(image), level);

    /// <summary>An image, such as a channel of a scan, as <see cref="Surface(ScalarMap, Levelling?, double?, double, double)"/> draws a map.</summary>
    /// <param name="image">Real data over two spatial dimensions.</param>
    /// <param name="level">What is taken off first; by default nothing.</param>
    /// <param name="exaggeration">Heights are drawn so many times as large as lengths; null for a round number.</param>
    /// <param name="azimuthRad">The viewer's turn about the vertical axis.</param>
    /// <param name="elevationRad">The viewer's height above the horizon, 0.05 to π/2.</param>
    /// <exception cref="ArgumentException">The dataset is no image, or complex.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The exaggeration is not positive, or an angle is out of range.</exception>
    public static Figure Surface(Dataset image, Levelling? level = null, double? exaggeration = null, double azimuthRad = -0.6, double elevationRad = 0.6) =>
        Surface(ImageOf(image), level, exaggeration, azimuthRad, elevationRad);

    private static ScalarMap ImageOf(Dataset image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.IsComplex ? throw new ArgumentException($"'{image.Name}' is complex where a real image is expected. Show it with Plot.AmplitudePhase.", nameof(image)) : DatasetImages.Of(image)[0];
    }
}
