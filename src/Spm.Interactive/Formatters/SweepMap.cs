using System.Numerics;
using Spm.Core.Data;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;

namespace Spm.Interactive.Formatters;

/// <summary>
/// A pixel that was swept along two dimensions, such as bias and frequency, as a picture: the last one to the right, upward the steps of the one before,
/// by number, since a bias goes up and down again.
/// </summary>
internal static class SweepMap
{
    private const int _maxSamples = 1 << 20;

    /// <summary>The picture of a pixel; null when the last two swept dimensions have less than two points each, or too many to read at once.</summary>
    public static ScalarMap? Of(Dataset data, long pixel, string quantity)
    {
        if (data.SpectroscopicDimensions.Count < 2) return null;
        var (steps, axis) = (data.SpectroscopicDimensions[^2], data.SpectroscopicDimensions[^1]);
        if (data.Dimensions[^1] != axis || data.Dimensions[^2] != steps || steps.Length < 2 || axis.Length < 2 || (long)steps.Length * axis.Length > _maxSamples) return null;
        var samples = new Complex[steps.Length * axis.Length];
        data.Samples.Read(pixel * data.PointsPerPixel, samples);
        var values = new double[steps.Length, axis.Length];
        for (var i = 0; i < samples.Length; i++) values[i / axis.Length, i % axis.Length] = data.IsComplex ? samples[i].Magnitude : samples[i].Real;
        var numbers = new Dimension(steps.Name, $"{steps.Quantity} step", "", DimensionKind.Spectroscopic, Dimension.Linear(1, steps.Length, steps.Length));
        return new(quantity, data.Unit, axis, numbers, values, new string?[steps.Length, axis.Length], false);
    }

    public static Panel PanelOf(ScalarMap map, string title, Cell cell) => MapPanel.Of(map, cell) with { Title = title };
}
