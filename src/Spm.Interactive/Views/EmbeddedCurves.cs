using System.Numerics;
using System.Text.Json.Nodes;

namespace Spm.Interactive.Views;

/// <summary>
/// The measured curves of an <see cref="ExplorerSample"/>, and fitted ones where the browser cannot evaluate them, at 10 bits between the ends of each curve:
/// rounding at most 0.06 % of its range. What lies beyond the ends has the level of the end.
/// </summary>
internal sealed class EmbeddedCurves(ExplorerSample sample, bool hasFits)
{
    private const double _headroom = 0.1;

    /// <summary>Ends travel in single precision.</summary>
    private const double _largest = float.MaxValue / 4;

    /// <summary>Adds <c>low</c> and <c>high</c>, [pixel × curve × component], and <c>measured</c> and <c>fitted</c>, the same × point.</summary>
    public void AddTo(JsonObject json)
    {
        var (components, size) = (sample.Components, sample.Points * sample.Components);
        var curves = sample.Pixels.Length * sample.Embedded.Count;
        var (low, high) = (new double[curves * components], new double[curves * components]);
        var (measuredLevels, fittedLevels) = (new ushort[curves * size], new ushort[hasFits ? curves * size : 0]);
        var fitted = new Complex[sample.Curves.Sweep.Length];
        for (var q = 0; q < curves; q++)
        {
            var (row, column) = sample.Pixels[q / sample.Embedded.Count];
            var measured = sample.Curve(q / sample.Embedded.Count, q % sample.Embedded.Count);
            if (hasFits) sample.Curves.ReadFitted(row, column, fitted);
            for (var c = 0; c < components; c++)
            {
                var (lo, hi) = Ends(row, column, c, measured, hasFits && sample.Curves.Result!.IsGood(sample.Curves.FitAt(row, column)) ? fitted : []);
                // Rounded first, so that both sides divide the same interval.
                (low[q * components + c], high[q * components + c]) = (lo, hi) = ((float)lo, (float)hi);
                for (var i = 0; i < sample.Points; i++)
                {
                    var at = q * size + c * sample.Points + i;
                    measuredLevels[at] = (ushort)Packing.Level10(Part(measured[i], c), lo, hi);
                    if (hasFits) fittedLevels[at] = (ushort)Packing.Level10(Part(fitted[i * sample.PointStep], c), lo, hi);
                }
            }
        }
        (json["low"], json["high"], json["measured"]) = (Packing.Float32(low), Packing.Float32(high), Packing.Levels10(measuredLevels));
        if (hasFits) json["fitted"] = Packing.Levels10(fittedLevels);
    }

    /// <summary>Least and greatest of the points that were kept, or are no spikes, and, where it may be believed, the fit, with headroom: an outlier must not cost the loop its digits.</summary>
    private (double Low, double High) Ends(int row, int column, int component, ReadOnlySpan<Complex> measured, ReadOnlySpan<Complex> fitted)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        var spikes = sample.Curves.Result is null ? Spikes.Of(measured, z => Part(z, component)) : [];
        for (var i = 0; i < measured.Length; i++)
            if (spikes.Length > 0 ? !spikes[i] : !sample.Curves.IsExcluded(row, column, i * sample.PointStep))
                Include(Part(measured[i], component));
        foreach (var value in fitted) Include(Part(value, component));
        if (low > high) return (0, 1);
        var pad = high > low ? _headroom * (high - low) : low != 0 ? _headroom * Math.Abs(low) : 1;
        return (Math.Max(low - pad, -_largest), Math.Min(high + pad, _largest));

        void Include(double value)
        {
            if (double.IsFinite(value)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
    }

    private static double Part(Complex value, int component) => component == 0 ? value.Real : value.Imaginary;
}
