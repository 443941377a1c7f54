using System.Numerics;
using Spm.Core.Fitting;

namespace Spm.Interactive.Views;

/// <summary>
/// The measured points and the fitted curve of single fits of a <see cref="FitResult"/>, wherever the fitted dimension stands in the source.
/// Real data is held as complex with zero imaginary part.
/// </summary>
public sealed class FitCurves
{
    /// <summary>A source up to this many samples is read at once: single reads would decompress a file's chunks again and again.</summary>
    private const long _readAtOnce = 4_000_000;

    private readonly FitResult _result;
    private readonly long[] _strides;
    private readonly long _fitStride;
    private readonly Complex[]? _all;
    private readonly double[] _buffer;

    /// <summary>Prepares access to the curves of a result.</summary>
    /// <exception cref="ArgumentException">The fitted dimension is not among the source's, or the others are not the result's.</exception>
    public FitCurves(FitResult result)
    {
        _result = result;
        var source = result.Source.Dimensions;
        var fitted = source.ToList().FindIndex(d => d.Name == result.FitDimension.Name && d.Length == result.FitDimension.Length);
        if (fitted < 0 || source.Count != result.Dimensions.Count + 1)
            throw new ArgumentException($"The result was fitted along {result.FitDimension}, which is not a dimension of its source ({result.Source}).", nameof(result));
        var all = new long[source.Count];
        for (var (i, stride) = (source.Count - 1, 1L); i >= 0; stride *= source[i--].Length) all[i] = stride;
        (_fitStride, _strides) = (all[fitted], [.. all.Where((_, i) => i != fitted)]);
        IsComplex = result.Source.IsComplex;
        _buffer = new double[(IsComplex ? 2 : 1) * PointCount];
        WithoutFit = WhyNot(result, _buffer);
        if (result.Source.Samples.Length > _readAtOnce) return;
        _all = new Complex[result.Source.Samples.Length];
        result.Source.Samples.Read(0, _all);
    }

    /// <summary>Whether the fitted model is complex.</summary>
    public bool IsComplex { get; }

    /// <summary>Why there are no fitted curves: the fits were read from a file, and their model was defined in a notebook. Null where there are.</summary>
    public string? WithoutFit { get; }

    /// <summary>Points of one curve.</summary>
    public int PointCount => _result.FitDimension.Length;

    /// <summary>Copies the measured points of a fit, <see cref="PointCount"/> long.</summary>
    public void ReadMeasured(int fit, Span<Complex> destination)
    {
        var (offset, rest) = (0L, fit);
        for (var i = _result.Dimensions.Count - 1; i >= 0; i--)
        {
            offset += rest % _result.Dimensions[i].Length * _strides[i];
            rest /= _result.Dimensions[i].Length;
        }
        if (_all is null && _fitStride == 1) _result.Source.Samples.Read(offset, destination);
        else if (_all is not null) Pick(_all.AsSpan((int)offset), destination);
        else
        {
            var block = new Complex[(PointCount - 1) * _fitStride + 1];
            _result.Source.Samples.Read(offset, block);
            Pick(block, destination);
        }
    }

    /// <summary>Copies the fitted curve at the measured abscissa values; NaN where the parameters are, and where there is none.</summary>
    public void ReadFitted(int fit, Span<Complex> destination)
    {
        if (WithoutFit is not null)
        {
            destination.Fill(new(double.NaN, double.NaN));
            return;
        }
        Evaluate(fit, _result.FitDimension.Values, _buffer, destination);
    }

    /// <summary>The fitted curve at any abscissa values, in their order; empty where there is none.</summary>
    internal Complex[] Fitted(int fit, double[] x)
    {
        if (WithoutFit is not null) return [];
        var values = new Complex[x.Length];
        Evaluate(fit, x, new double[(IsComplex ? 2 : 1) * x.Length], values);
        return values;
    }

    private void Evaluate(int fit, double[] x, double[] buffer, Span<Complex> destination)
    {
        _result.Evaluate(_result.ParametersOf(fit), x, buffer);
        for (var i = 0; i < x.Length; i++)
            destination[i] = IsComplex ? new(buffer[2 * i], buffer[2 * i + 1]) : new Complex(buffer[i], 0);
    }

    /// <summary>Whether a point was left out of the fit.</summary>
    public bool IsExcluded(int fit, int point) => _result.Excluded is { } excluded && excluded[fit * PointCount + point];

    /// <summary>Tries the model; what it says when it cannot be evaluated.</summary>
    internal static string? WhyNot(FitResult result, double[] values)
    {
        if (result.Count == 0) return null;
        try
        {
            result.Evaluate(result.ParametersOf(0), result.FitDimension.Values, values);
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    private void Pick(ReadOnlySpan<Complex> from, Span<Complex> destination)
    {
        for (var i = 0; i < PointCount; i++) destination[i] = from[(int)(i * _fitStride)];
    }
}
