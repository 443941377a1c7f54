using Spm.Core.Data;

namespace Spm.Core.Spectroscopy;

/// <summary>
/// Contact Kelvin probe force microscopy: after each write pulse the response is read at several biases. A line R = s·(V_read − V_j) through
/// them has the slope s of the electrostatic response and crosses zero at the junction contact potential difference V_j.
/// </summary>
/// <remarks>Source: Balke et al., ACS Nano 8, 10229 (2014); ACS Nano 9, 6484 (2015).</remarks>
public static class CkpfmAnalysis
{
    /// <summary>Fewer finite points leave nothing to tell the noise from.</summary>
    private const int LeastPoints = 3;

    /// <summary>
    /// A straight line by least squares along the read bias, for every position and write bias: <c>slope</c> s; <c>jCPD</c> V_j = −c/s with
    /// Var V_j = σ²/s²·(1/n + (V_j − V̄)²/Σ(V − V̄)²); <c>zero</c>, the response c at read bias 0; <c>noise</c> σ = √(Σr²/(n − 2)).
    /// </summary>
    /// <param name="source">Real data with two spectroscopic dimensions in V.</param>
    /// <param name="options">Which dimension is which; defaults when null.</param>
    /// <param name="cancel">Honoured between curves.</param>
    /// <returns>Values over the dataset's dimensions without the read bias; NaN with a reason where fewer than three points are finite.</returns>
    /// <exception cref="ArgumentException">The data are complex, or write and read bias cannot be told; the message lists the dimensions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DerivedResult Of(Dataset source, CkpfmOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        options.Check();
        var (write, read) = Axes(source, options);
        var biases = source.Dimensions[read].Values;
        var reader = new CurveReader(source, "the analysis of contact Kelvin probe data", read);
        var curve = new double[reader.Points];
        var (slope, potential, zero, noise) = (New(reader.Count), New(reader.Count), New(reader.Count), New(reader.Count));
        var reasons = new string?[reader.Count];
        for (var k = 0; k < reader.Count; k++)
        {
            cancel.ThrowIfCancellationRequested();
            reader.Read(k, curve);
            var line = LineFit.Of(biases, curve);
            (slope.Values[k], slope.Errors[k]) = (line.Slope, line.SlopeError);
            (zero.Values[k], zero.Errors[k]) = (line.At(0), line.ErrorAt(0));
            // σ̂ of n − 2 degrees of freedom is itself known to 1/√(2(n − 2)).
            (noise.Values[k], noise.Errors[k]) = (line.Noise, line.Noise / Math.Sqrt(2.0 * (line.Count - 2)));
            var isSloped = Math.Abs(line.Slope) > options.SlopeSignificance * line.SlopeError;
            (potential.Values[k], potential.Errors[k]) = isSloped ? (line.Root, line.RootError) : (double.NaN, double.NaN);
            reasons[k] = line.Count < LeastPoints ? "too few finite points" : double.IsNaN(line.Slope) ? "the read biases do not differ" : null;
        }
        var perVolt = source.Unit.Length == 0 ? "1/V" : $"{source.Unit}/V";
        return new()
        {
            Name = $"cKPFM of {source.Name}",
            Source = source,
            Dimensions = reader.Dimensions,
            Quantities =
            [
                new("Slope with read bias", "slope", perVolt, slope.Values) { StandardErrors = slope.Errors, Description = "s of R = s·(V_read − V_j)" },
                new("Junction contact potential difference", "jCPD", "V", potential.Values) { StandardErrors = potential.Errors, Description = $"Read bias of zero response, where the slope is above {options.SlopeSignificance:g3} of its errors" },
                new("Response at read bias 0", "zero", source.Unit, zero.Values) { StandardErrors = zero.Errors, Description = "The line at V_read = 0: the remanent response after the write pulse" },
                new("Noise about the line", "noise", source.Unit, noise.Values) { StandardErrors = noise.Errors, Description = "√(Σr²/(n − 2))" },
            ],
            Reasons = reasons,
            Provenance =
            [
                .. source.Provenance,
                ProvenanceStep.Ours("cKPFM analysis", source.Name, ("write dimension", source.Dimensions[write].Name), ("read dimension", source.Dimensions[read].Name), (nameof(options.SlopeSignificance), options.SlopeSignificance)),
            ],
        };
    }

    private static (double[] Values, double[] Errors) New(int count) => (new double[count], new double[count]);

    private static (int Write, int Read) Axes(Dataset source, CkpfmOptions options)
    {
        var write = options.WriteDimension is { } w ? AxisChoice.Named(source, w) : AxisChoice.Matching(source, "write");
        var read = options.ReadDimension is { } r ? AxisChoice.Named(source, r) : AxisChoice.Matching(source, "read");
        // One of two biases is known: the other one is the other.
        if (write >= 0 && read < 0)
            read = AxisChoice.Bias(source, null, write, "read biases of contact Kelvin probe data");
        else if (read >= 0 && write < 0)
            write = AxisChoice.Bias(source, null, read, "write biases of contact Kelvin probe data");
        if (read < 0 || write < 0 || read == write)
            throw new ArgumentException($"Which dimension of '{source.Name}' is the write bias and which the read bias? Name them in the options. {AxisChoice.There(source)}", nameof(source));
        return source.Dimensions[read].Unit == "V" ? (write, read)
            : throw new ArgumentException($"{source.Dimensions[read]} is not in V; a read bias is.", nameof(source));
    }
}
