namespace Spm.Core.Fitting;

/// <summary>The main numbers of a batch fit, in memory or in a file: how many fits ended how, how well, how fast.</summary>
public sealed record FitSummary
{
    /// <summary>The fractions of <see cref="RSquared"/> and of each parameter's quantiles.</summary>
    public static IReadOnlyList<double> Fractions { get; } = [0.05, 0.25, 0.5, 0.75, 0.95];

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Name of the data.</summary>
    public required string Source { get; init; }

    /// <summary>The file of the result; null for a fit in memory.</summary>
    public string? Path { get; init; }

    /// <summary>The fitted dimension.</summary>
    public required string FitDimension { get; init; }

    /// <summary>Its number of points.</summary>
    public required int PointsPerFit { get; init; }

    /// <summary>Number of fits.</summary>
    public required long Fits { get; init; }

    /// <summary>Fits that an earlier run, which was cut short, had finished already.</summary>
    public long FitsFoundFinished { get; init; }

    /// <summary>Wall time of this run.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Fits of this run per second of wall time; NaN when no time was measured.</summary>
    public double FitsPerSecond => Elapsed > TimeSpan.Zero ? (Fits - FitsFoundFinished) / Elapsed.TotalSeconds : double.NaN;

    /// <summary>Number of fits per status that occurs, the most frequent first.</summary>
    public required IReadOnlyList<(FitStatus Status, long Count)> Status { get; init; }

    /// <summary>Number of fits per verdict that occurs, the most frequent first.</summary>
    public required IReadOnlyList<(FitVerdict Verdict, long Count)> Verdict { get; init; }

    /// <summary>Quantiles of R² over all fits that have one; NaN when none has.</summary>
    public required IReadOnlyList<double> RSquared { get; init; }

    /// <summary>Number of fits with R² ≥ 0.9.</summary>
    public required long RSquaredAtLeast09 { get; init; }

    /// <summary>Points left out as not finite or as outliers, over all fits.</summary>
    public required long PointsExcluded { get; init; }

    /// <summary>
    /// Per parameter, over the good fits: quantiles of the value, and the median standard error. Those of an angle are of the values within half a turn of the
    /// mean direction (Mardia and Jupp, Directional Statistics, 2000, 2.2), and may lie beyond ±π.
    /// </summary>
    public required IReadOnlyList<(FitParameter Parameter, IReadOnlyList<double> Quantiles, double MedianStandardError)> Parameters { get; init; }

    /// <summary>
    /// Quantiles are taken over every n-th fit, n = this number: 1 up to 2²⁰ fits. Counts are always over all fits.
    /// </summary>
    public int QuantilesOverEvery { get; init; } = 1;

    /// <summary>The numbers of a result in memory.</summary>
    public static FitSummary Of(FitResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var tally = new FitTally(result.Parameters.Count, result.Count);
        tally.Add(new()
        {
            Values = result.Values,
            StandardErrors = result.StandardErrors,
            RSquared = result.RSquared,
            Iterations = result.Iterations,
            Status = result.Status,
            Verdict = result.Verdict,
            Excluded = result.Excluded,
        });
        return tally.Summary(result.Model, result.Source.Name, result.FitDimension, result.Parameters, result.Elapsed);
    }
}
