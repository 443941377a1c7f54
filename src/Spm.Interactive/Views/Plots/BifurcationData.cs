namespace Spm.Interactive.Views;

/// <summary>Long-term values over a control parameter.</summary>
/// <param name="Parameter">[step].</param>
/// <param name="ParameterName">Quantity and unit of the parameter.</param>
/// <param name="Quantity">Quantity and unit of the values.</param>
/// <param name="Upward">[step][sample].</param>
/// <param name="Downward">[step][sample], or null.</param>
internal sealed record BifurcationData(double[] Parameter, (string Name, string Unit) ParameterName, (string Name, string Unit) Quantity, double[][] Upward, double[][]? Downward)
{
    /// <summary>Values nearer than this part of the range of all are one.</summary>
    private const double _same = 1e-5;

    /// <summary>More different values than that count as many.</summary>
    public const int Many = 9;

    /// <summary>All finite samples with their parameter.</summary>
    public static IEnumerable<(double X, double Y)> Points(double[] parameter, double[][] samples) =>
        parameter.Zip(samples).SelectMany(step => double.IsFinite(step.First) ? step.Second.Where(double.IsFinite).Select(value => (step.First, value)) : []);

    /// <summary>Number of samples of both sweeps.</summary>
    public long Count => Upward.Sum(s => (long)s.Length) + (Downward?.Sum(s => (long)s.Length) ?? 0);

    /// <summary>How many different values a step has, <see cref="Many"/> for as many or more.</summary>
    public static int Different(double[] samples, double range)
    {
        var sorted = samples.Where(double.IsFinite).Order().ToArray();
        var count = sorted.Length == 0 ? 0 : 1;
        for (var i = 1; i < sorted.Length && count < Many; i++) if (sorted[i] - sorted[i - 1] > _same * range) count++;
        return count;
    }
}
