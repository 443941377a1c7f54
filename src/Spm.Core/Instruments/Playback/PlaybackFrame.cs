using Spm.Core.Data;

namespace Spm.Core.Instruments.Playback;

/// <summary>
/// The places at which a record was measured, in the sample frame of the instrument that plays it: the lower left corner of the recorded
/// frame is the origin, so a record that was measured anywhere can be asked for from 0 on.
/// </summary>
internal sealed class PlaybackFrame
{
    private readonly double[] _xsM, _ysM;

    /// <summary>Takes the places from the dataset.</summary>
    /// <exception cref="ArgumentException">The dataset is not a scan over Y and X.</exception>
    public PlaybackFrame(Dataset record)
    {
        if (record.SpatialDimensions is not [{ } y, { } x])
            throw new ArgumentException($"«{record.Name}» cannot be played: it has {record.SpatialDimensions.Count} spatial dimensions, a record needs two (Y, X). It is {record}.");
        (_xsM, _ysM) = (FromCorner(x), FromCorner(y));
    }

    /// <summary>Width of the frame in m.</summary>
    public double WidthM => Extent(_xsM);

    /// <summary>Height of the frame in m.</summary>
    public double HeightM => Extent(_ysM);

    /// <summary>Number, in the record, of the pixel that is nearest to a place.</summary>
    public long Nearest(double xM, double yM) => Nearest(_ysM, yM) * _xsM.LongLength + Nearest(_xsM, xM);

    /// <summary>Pixel centres, counted from the outer edge of the first pixel; a file may list them in falling order.</summary>
    private static double[] FromCorner(Dimension axis)
    {
        var scale = Quantity.Parse($"1 {(axis.Unit.Length > 0 ? axis.Unit : "m")}", "m");
        var values = axis.Values;
        var pitch = values.Length > 1 ? Math.Abs(values[^1] - values[0]) / (values.Length - 1) : 1e-9 / scale;
        if (!(pitch > 0) || !double.IsFinite(pitch))
            throw new ArgumentException($"The record cannot be played: its axis {axis} does not say where its pixels are.");
        var edge = values.Min() - pitch / 2;
        return [.. values.Select(v => (v - edge) * scale)];
    }

    private static double Extent(double[] positionsM) => positionsM.Length == 1 ? 2 * positionsM[0] : positionsM.Max() + positionsM.Min();

    private static long Nearest(double[] positionsM, double wantedM)
    {
        var best = 0;
        for (var i = 1; i < positionsM.Length; i++)
            if (Math.Abs(positionsM[i] - wantedM) < Math.Abs(positionsM[best] - wantedM)) best = i;
        return best;
    }
}
