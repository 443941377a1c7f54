using Spm.Core.Data;

namespace Spm.Interactive.Views;

/// <summary>Reads a family of loops from a dataset: along the bias, one loop for each step of another dimension, the mean over all the others.</summary>
internal sealed class LoopFamilyReader
{
    private const string _pixelNumber = "Pixel";
    private static readonly string[] _volts = ["V", "mV", "µV", "kV"];

    private readonly Dataset _data;
    private readonly int _bias, _by;
    private readonly bool[]? _leftOut;

    /// <param name="data">Real data.</param>
    /// <param name="along">Name of the bias dimension; null for the last spectroscopic one in V.</param>
    /// <param name="by">Name of the dimension whose value is the colour; null for the last other spectroscopic one with more than one step, else the pixels.</param>
    /// <param name="leftOut">[loop × point], loops numbered row-major over the other dimensions: points that a fit left out and that are not to be drawn; null for none.</param>
    /// <exception cref="ArgumentException">The data are complex, or a dimension is unknown or missing.</exception>
    public LoopFamilyReader(Dataset data, string? along, string? by, bool[]? leftOut = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.IsComplex) throw new ArgumentException($"'{data.Name}' is complex where real loops are expected. Run fit sho first and project its result.", nameof(data));
        (_data, _leftOut) = (data, leftOut);
        _bias = along is null ? Last(i => IsSpectroscopic(i) && _volts.Contains(data.Dimensions[i].Unit)) : Named(along);
        if (_bias < 0) throw new ArgumentException($"'{data.Name}' has no spectroscopic dimension in V to draw loops along; name one. There are: {There}.", nameof(data));
        if (!IsSpectroscopic(_bias)) throw new ArgumentException($"Loops run along what was swept at a pixel; {data.Dimensions[_bias].Name} is spatial. There are: {There}.", nameof(along));
        _by = by is not null ? (by.Equals(_pixelNumber, StringComparison.OrdinalIgnoreCase) ? -1 : Named(by)) : Last(i => i != _bias && IsSpectroscopic(i) && data.Dimensions[i].Length > 1);
        if (_by == _bias) throw new ArgumentException($"Loops run along {data.Dimensions[_bias].Name}; their colour says something else. There are: {There}.", nameof(by));
    }

    /// <summary>The bias dimension.</summary>
    public Dimension Bias => _data.Dimensions[_bias];

    private string There => string.Join(", ", _data.Dimensions);

    /// <summary>Reads pixel after pixel; of very many pixels, when each has its loop, evenly spaced ones.</summary>
    public CurveFamily Read(List<string> notes)
    {
        var isByPixel = _by < 0;
        var pixels = Pixels(isByPixel, notes);
        var count = isByPixel ? pixels.Length : _data.Dimensions[_by].Length;
        var (sums, counts) = (New(count), New(count));
        var samples = new double[_data.PointsPerPixel];
        foreach (var (number, pixel) in pixels.Index())
        {
            _data.ReadPixels(pixel, samples);
            for (var i = 0; i < samples.Length; i++)
            {
                if (!double.IsFinite(samples[i]) || IsLeftOut(pixel, i)) continue;
                var curve = isByPixel ? number : _data.Dimensions[_by].Kind == DimensionKind.Spatial ? IndexInPixel(_by, pixel) : IndexAt(_by, i);
                sums[curve][IndexAt(_bias, i)] += samples[i];
                counts[curve][IndexAt(_bias, i)]++;
            }
        }
        var others = _data.Samples.Length / _data.Dimensions[_bias].Length / (isByPixel ? _data.PixelCount : count);
        if (_leftOut?.Count(isOut => isOut) is > 0 and var left) notes.Add($"{left:N0} points that the fit left out are not drawn.");
        if (others > 1) notes.Add($"Each loop is the mean of {others:N0}.");
        return new([.. Enumerable.Repeat(Bias.Values, count)], [.. sums.Zip(counts, (s, n) => s.Zip(n, (sum, k) => k > 0 ? sum / k : double.NaN).ToArray())],
            isByPixel ? [.. pixels.Select(p => (double)p)] : _data.Dimensions[_by].Values,
            isByPixel ? (_pixelNumber, "") : (_data.Dimensions[_by].Quantity, _data.Dimensions[_by].Unit));

        double[][] New(int curves) => [.. Enumerable.Range(0, curves).Select(_ => new double[Bias.Length])];
    }

    private long[] Pixels(bool isByPixel, List<string> notes)
    {
        if (!isByPixel || _data.PixelCount <= CurveFamily.MostCurves) return [.. Enumerable.Range(0, (int)_data.PixelCount).Select(p => (long)p)];
        notes.Add($"{CurveFamily.MostCurves} of {_data.PixelCount:N0} pixels are drawn, evenly spaced; the mean is over these.");
        return [.. Enumerable.Range(0, CurveFamily.MostCurves).Select(i => i * (_data.PixelCount - 1) / (CurveFamily.MostCurves - 1))];
    }

    /// <summary>Sample a·(L·s) + p·s + b of a pixel, s samples apart along the bias of L points, is point p of its loop a·s + b.</summary>
    private bool IsLeftOut(long pixel, int sample)
    {
        if (_leftOut is null) return false;
        var stride = _data.Dimensions.Skip(_bias + 1).Aggregate(1, (product, d) => product * d.Length);
        var loop = pixel * (_data.PointsPerPixel / Bias.Length) + sample / (Bias.Length * stride) * stride + sample % stride;
        return _leftOut[loop * Bias.Length + sample / stride % Bias.Length];
    }

    private int IndexAt(int dimension, int sample)
    {
        for (var i = _data.Dimensions.Count - 1; i > dimension; i--) sample /= _data.Dimensions[i].Length;
        return sample % _data.Dimensions[dimension].Length;
    }

    private int IndexInPixel(int dimension, long pixel)
    {
        for (var i = _data.SpatialDimensions.Count - 1; i > dimension; i--) pixel /= _data.Dimensions[i].Length;
        return (int)(pixel % _data.Dimensions[dimension].Length);
    }

    private bool IsSpectroscopic(int i) => _data.Dimensions[i].Kind == DimensionKind.Spectroscopic;

    private int Last(Func<int, bool> isWanted) => Enumerable.Range(0, _data.Dimensions.Count).Where(isWanted).DefaultIfEmpty(-1).Last();

    private int Named(string name) => Enumerable.Range(0, _data.Dimensions.Count).FirstOrDefault(i => _data.Dimensions[i].Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase), -1) is >= 0 and var found ? found
        : throw new ArgumentException($"'{_data.Name}' has no dimension '{name}'. There are: {There}; or {_pixelNumber}, for a loop at each.", nameof(name));
}
