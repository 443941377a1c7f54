using Spm.Core.Data;

namespace Spm.Core.Spectroscopy;

/// <summary>One first-order reversal curve as measured: from its reversal bias back towards saturation.</summary>
/// <param name="ReversalV">V_r, V.</param>
/// <param name="BiasV">[point]: bias in the order swept, V.</param>
/// <param name="Response">[point]: response in the unit of the data; NaN where it is missing.</param>
public sealed record ForcReversalCurve(double ReversalV, double[] BiasV, double[] Response)
{
    /// <summary>The curves of one family, by rising reversal bias; curves of one level follow each other as measured.</summary>
    /// <param name="source">Real data, see <see cref="ForcFamily.Of"/>.</param>
    /// <param name="options">Where the curves are; defaults when null.</param>
    /// <param name="index">Which family: row-major over the dataset's other dimensions.</param>
    /// <exception cref="ArgumentException">The dimensions do not fit, the data are complex, or there are fewer than three reversal biases.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range, or there is no such family.</exception>
    public static IReadOnlyList<ForcReversalCurve> Of(Dataset source, ForcOptions? options = null, int index = 0)
    {
        var family = ForcFamily.Of(source, options);
        var reader = new CurveReader(source, "a family of reversal curves", family.Along);
        if (index < 0 || index >= reader.Count)
            throw new ArgumentOutOfRangeException(nameof(index), $"'{source.Name}' has {reader.Count} families of curves, 0 to {reader.Count - 1}; got {index}.");
        var samples = new double[reader.Points];
        reader.Read(index, samples);
        List<ForcReversalCurve> curves = [];
        for (var (first, count) = (0, family.BiasV.Count); first < count;)
        {
            var last = first + 1;
            // A curve ends where the level changes, or where the bias turns back to begin another one of the same level.
            while (last < count && family.Level[last] == family.Level[first] && family.BiasV[last] > family.BiasV[last - 1] == family.IsRising) last++;
            curves.Add(new(family.ReversalV[first], [.. family.BiasV.Skip(first).Take(last - first)], [.. Enumerable.Range(first, last - first).Select(p => samples[family.PointIndex[p]])]));
            first = last;
        }
        return [.. curves.OrderBy(curve => curve.ReversalV)];
    }
}
