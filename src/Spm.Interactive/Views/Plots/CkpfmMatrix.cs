using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Spectroscopy;

namespace Spm.Interactive.Views;

/// <summary>Responses of one place over write and read bias, with what the analysis found for each write step.</summary>
/// <param name="Name">What was analysed.</param>
/// <param name="Write">The write dimension.</param>
/// <param name="Read">The read dimension.</param>
/// <param name="Response">Quantity and unit.</param>
/// <param name="Values">[write][read].</param>
/// <param name="PotentialV">[write]: junction contact potential difference.</param>
/// <param name="PotentialErrorsV">[write]: its standard error.</param>
internal sealed record CkpfmMatrix(string Name, Dimension Write, Dimension Read, (string Quantity, string Unit) Response, double[][] Values, double[] PotentialV, double[] PotentialErrorsV)
{
    /// <summary>The write dimension of an analysis of contact Kelvin probe data; null when it is no such analysis.</summary>
    public static Dimension? WriteOf(DerivedResult analysis) => Parts(analysis) is { } parts ? analysis.Source.Dimensions[parts.Write] : null;

    public static CkpfmMatrix Of(DerivedResult analysis, int pixel)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var source = analysis.Source;
        var all = source.Dimensions;
        if (Parts(analysis) is not var (w, read, potential))
            throw new ArgumentException($"'{analysis.Name}' has {string.Join(", ", analysis.Quantities.Select(q => q.Symbol))} over {string.Join(", ", analysis.Dimensions)}, and is no analysis of contact Kelvin probe data. Give what CkpfmAnalysis.Of(data) found.", nameof(analysis));
        var others = analysis.Count / all[w].Length;
        if (pixel < 0 || pixel >= others) throw new ArgumentOutOfRangeException(nameof(pixel), $"'{analysis.Name}' has {others} places, 0 to {others - 1}; got {pixel}.");
        // Row-major over all dimensions but these two.
        var (offset, rest, row, derived) = (0L, pixel, 0, 0);
        for (var (i, stride, derivedStride) = (all.Count - 1, 1L, 1); i >= 0; stride *= all[i--].Length)
        {
            if (i == read) continue;
            if (i == w) row = derivedStride;
            else
            {
                offset += rest % all[i].Length * stride;
                derived += rest % all[i].Length * derivedStride;
                rest /= all[i].Length;
            }
            derivedStride *= all[i].Length;
        }
        var (writeStride, readStride) = (Stride(all, w), Stride(all, read));
        var values = new double[all[w].Length][];
        Span<double> sample = stackalloc double[1];
        for (var j = 0; j < values.Length; j++)
        {
            values[j] = new double[all[read].Length];
            for (var k = 0; k < values[j].Length; k++)
            {
                source.Samples.Read(offset + j * writeStride + k * readStride, sample);
                values[j][k] = sample[0];
            }
        }
        double[] Along(double[]? quantity) => [.. Enumerable.Range(0, values.Length).Select(j => quantity?[derived + j * row] ?? double.NaN)];
        return new(analysis.Name, all[w], all[read], (source.Quantity, source.Unit), values, Along(potential.Values), Along(potential.StandardErrors));
    }

    private static (int Write, int Read, DerivedQuantity Potential)? Parts(DerivedResult analysis)
    {
        var all = analysis.Source.Dimensions;
        var read = Enumerable.Range(0, all.Count).FirstOrDefault(i => !analysis.Dimensions.Contains(all[i]), -1);
        var write = Enumerable.Range(0, all.Count).Where(i => i != read && all[i].Kind == DimensionKind.Spectroscopic && all[i].Unit.EndsWith('V'))
            .OrderByDescending(i => all[i].Name.Contains("write", StringComparison.OrdinalIgnoreCase)).Cast<int?>().FirstOrDefault();
        return read >= 0 && write is { } w && analysis.Quantities.FirstOrDefault(q => q.Symbol == "jCPD") is { } potential ? (w, read, potential) : null;
    }

    private static long Stride(IReadOnlyList<Dimension> all, int dimension) => all.Skip(dimension + 1).Aggregate(1L, (product, d) => product * d.Length);
}
