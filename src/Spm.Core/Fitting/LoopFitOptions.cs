namespace Spm.Core.Fitting;

/// <summary>How hysteresis loops are fitted and judged.</summary>
public sealed record LoopFitOptions
{
    /// <summary>A run of the solver stops with <see cref="FitStatus.MaxIterations"/> after this many steps.</summary>
    public int MaxIterations { get; init; } = 200;

    /// <summary>A run has converged when a step lowers the sum of squares S, and was expected to lower it, by no more than this part: max(S − S', predicted) ≤ tolerance·S; or when the next step is expected to: predicted ≤ tolerance·S.</summary>
    public double CostTolerance { get; init; } = 1e-8;

    /// <summary>From how many places of the start grid, the best and distinct ones, the robust fit is run.</summary>
    public int Starts { get; init; } = 3;

    /// <summary>A point is an outlier when |r| &gt; threshold·σ, with σ = 1.4826·median|r|·√(n/(n−9)) over all finite points of its loop.</summary>
    public double OutlierThreshold { get; init; } = 5;

    /// <summary>
    /// A point is no outlier while |r| ≤ this part of the fitted loop's height (greatest minus least value): where the noise is low the model's own
    /// misfit at a knee exceeds any multiple of it, and a point is not wrong because the model is too simple for it.
    /// </summary>
    public double SmallestOutlier { get; init; } = 0.15;

    /// <summary>A loop with a larger fraction of outliers among its finite points is given up as <see cref="FitVerdict.TooManyOutliers"/>.</summary>
    public double MaximumOutlierFraction { get; init; } = 0.25;

    /// <summary>
    /// A loop is <see cref="FitVerdict.NoiseOnly"/> when noise about a straight line would give as good a fit with a probability above this.
    /// </summary>
    public double NoiseSignificance { get; init; } = 1e-3;

    /// <summary>A fit with R² below this, over the points kept, is a <see cref="FitVerdict.PoorFit"/>.</summary>
    public double MinimumRSquared { get; init; } = 0.8;

    /// <summary>How many threads fit; −1 for all cores.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>Throws when an option is out of range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the option, its range and the value given.</exception>
    internal void Check()
    {
        Check(nameof(MaxIterations), MaxIterations, 1, 100_000);
        Check(nameof(CostTolerance), CostTolerance, 1e-15, 0.1);
        Check(nameof(Starts), Starts, 1, 64);
        Check(nameof(OutlierThreshold), OutlierThreshold, 2, double.PositiveInfinity);
        Check(nameof(SmallestOutlier), SmallestOutlier, 0, 1);
        Check(nameof(MaximumOutlierFraction), MaximumOutlierFraction, 0, 0.5);
        Check(nameof(NoiseSignificance), NoiseSignificance, 1e-12, 0.5);
        Check(nameof(MinimumRSquared), MinimumRSquared, 0, 1);
        if (MaxDegreeOfParallelism is 0 or < -1)
            throw new ArgumentOutOfRangeException(nameof(MaxDegreeOfParallelism), $"Threads must be −1 (all cores) or 1 and more, got {MaxDegreeOfParallelism}.");
    }

    private static void Check(string name, double value, double minimum, double maximum)
    {
        if (!(value >= minimum && value <= maximum))
            throw new ArgumentOutOfRangeException(name, $"{name} must be {minimum:g} to {maximum:g}, got {value:g}.");
    }
}
