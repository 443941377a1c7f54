using System.Numerics;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <summary>What a map of one point of the sweep shows of the measured values, with colours that are the same at all points.</summary>
/// <param name="Part"><c>real</c>, <c>imaginary</c>, <c>magnitude</c> or <c>phase</c>, as the browser script calls it.</param>
/// <param name="Name">For people.</param>
/// <param name="Colours">
/// Axis of the colour bar: the 1st to 99th percentile over all pixels, points and embedded curves, or the 5th to 95th where more outliers than that would squeeze all else into
/// a few colours; a full turn for a phase.
/// </param>
/// <param name="Of">The part of a value.</param>
internal sealed record ExplorerSlice(string Part, string Name, Axis Colours, Func<Complex, double> Of)
{
    private const int _maxSamples = 100_000, _maxPixels = 500;
    private const double _low = 0.01, _high = 0.99, _lowInside = 0.05, _highInside = 0.95;

    /// <summary>The middle 98 % are shown while they span at most this many times the middle 90 %; of a normal distribution it is 1.4.</summary>
    private const double _tolerated = 4;

    private const double _spreadLow = 0.1, _spreadHigh = 0.9;

    /// <summary>The slices of real data, or of complex data: magnitude, phase, real and imaginary part.</summary>
    public static IReadOnlyList<ExplorerSlice> All(ExplorerSample sample)
    {
        var (source, name) = (sample.Curves.Source, sample.Curves.Source.Quantity.Length > 0 ? sample.Curves.Source.Quantity : sample.Curves.Source.Name);
        if (!source.IsComplex)
            return [source.Unit is "rad" or "°" or "deg" && name.Contains("phase", StringComparison.OrdinalIgnoreCase) ? new("real", name, Axis.Turn(name, source.Unit), z => z.Real) : Slice("real", name, z => z.Real)];
        return
        [
            Slice("magnitude", $"{name}, magnitude", z => z.Magnitude),
            new("phase", $"{name}, phase", Axis.Turn($"{name}, phase", "rad"), Phase),
            Slice("real", $"{name}, real part", z => z.Real),
            Slice("imaginary", $"{name}, imaginary part", z => z.Imaginary),
        ];

        ExplorerSlice Slice(string part, string label, Func<Complex, double> of) => new(part, label, Range(label, source.Unit, sample, of), of);
    }

    /// <summary>The point at which the pixels differ most, by the middle 80 % of their values; the middle one when they do nowhere.</summary>
    public static int MostTelling(ExplorerSample sample, ExplorerSlice slice)
    {
        var every = Math.Max(1, sample.Pixels.Length / _maxPixels);
        var (best, most) = (sample.Points / 2, 0.0);
        var values = new List<double>();
        for (var i = 0; i < sample.Points; i++)
        {
            values.Clear();
            for (var p = 0; p < sample.Pixels.Length; p += every)
                if (double.IsFinite(slice.Of(sample.At(p, sample.First, i))))
                    values.Add(slice.Of(sample.At(p, sample.First, i)));
            values.Sort();
            double[] sorted = [.. values];
            var spread = Quantiles.Of(sorted, _spreadHigh) - Quantiles.Of(sorted, _spreadLow);
            if (spread > most) (best, most) = (i, spread);
        }
        return best;
    }

    private static double Phase(Complex value) => double.IsFinite(value.Real) && double.IsFinite(value.Imaginary) ? value.Phase : double.NaN;

    private static Axis Range(string name, string unit, ExplorerSample sample, Func<Complex, double> of)
    {
        var (points, curves) = (sample.Points, sample.Embedded.Count);
        var total = (long)sample.Pixels.Length * curves * points;
        var every = Math.Max(1, total / _maxSamples);
        // Coprime with the numbers of points and curves, else only few of them would be seen.
        while (every > 1 && BigInteger.GreatestCommonDivisor(every, points * curves) > 1) every++;
        var values = new List<double>();
        for (var i = 0L; i < total; i += every)
        {
            var value = of(sample.At((int)(i / points / curves), (int)(i / points % curves), (int)(i % points)));
            if (double.IsFinite(value)) values.Add(value);
        }
        values.Sort();
        double[] sorted = [.. values];
        var (low, high, lowInside, highInside) = (Quantiles.Of(sorted, _low), Quantiles.Of(sorted, _high), Quantiles.Of(sorted, _lowInside), Quantiles.Of(sorted, _highInside));
        return high - low > _tolerated * (highInside - lowInside) && highInside > lowInside ? Axis.Spanning(name, unit, lowInside, highInside) : Axis.Spanning(name, unit, low, high);
    }
}
