namespace Spm.Core.Fitting;

/// <summary>How spectra are fitted. The defaults are right for measured band excitation.</summary>
public sealed record ShoFitOptions
{
    /// <summary>
    /// Stops when the distance left is this many standard errors or less. With ℓ² = δᵀ(JᴴJ)δ/σ̂² the length of a step δ and ℓ₀ that of the step
    /// before it: ℓ ≤ Tolerance, or ℓ²/ℓ₀ ≤ Tolerance (what is left when the steps go on shrinking as they did) and ℓ ≤ 0.2. The step is still taken.
    /// </summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Evaluations of the model per spectrum and start before it counts as <see cref="FitStatus.MaxIterations"/>.</summary>
    public int MaxIterations { get; init; } = 50;

    /// <summary>
    /// Lower bound of the linewidth f0/Q in mean bin spacings. A narrower line falls between the bins: Q would run away without changing the fit.
    /// </summary>
    public double NarrowestLinewidthBins { get; init; } = 0.1;

    /// <summary>What is done about bins that lie far from the rest.</summary>
    public OutlierTreatment Outliers { get; init; } = OutlierTreatment.Exclude;

    /// <summary>With <see cref="OutlierTreatment.Exclude"/>: more excluded bins than this fraction give <see cref="FitVerdict.TooManyOutliers"/>.</summary>
    public double MaxExcludedFraction { get; init; } = 0.1;

    /// <summary>Probability that pure noise passes as a resonance; smaller fits become <see cref="FitVerdict.NoiseOnly"/>.</summary>
    public double FalseAlarm { get; init; } = 1e-3;

    /// <summary>
    /// Weight of every bin, proportional to 1/σ_k²: Σ w|r|² is minimized. 0 leaves a bin out; null weighs all the same.
    /// </summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>
    /// Known noise, σ per component (real, imaginary) of a bin of weight 1, in the unit of the data: standard errors then follow from it and
    /// not from the residuals, and χ²/(2n−4) = Σ w|r|²/(σ²(2n−4)) says whether the model describes the data. Null when it is not known.
    /// </summary>
    public double? NoiseSigma { get; init; }

    /// <summary>Threads to use; −1 for all cores.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>Spectra read and fitted as one block by one thread; cancellation and progress act between blocks.</summary>
    public int BlockSize { get; init; } = 1024;

    /// <summary>Lane width for tests: 1, 2, 4 or 8; 0 for the widest the machine has.</summary>
    internal int LaneWidth { get; init; }

    /// <exception cref="ArgumentException">An option is out of range; says which and what is allowed.</exception>
    internal void Validate()
    {
        Require(Tolerance is > 0 and <= 1, nameof(Tolerance), "above 0 and at most 1 standard error", Tolerance);
        Require(MaxIterations >= 1, nameof(MaxIterations), "at least 1", MaxIterations);
        Require(NarrowestLinewidthBins is > 0 and <= 1, nameof(NarrowestLinewidthBins), "above 0 and at most 1 bin", NarrowestLinewidthBins);
        Require(MaxExcludedFraction is >= 0 and <= 0.5, nameof(MaxExcludedFraction), "0 to 0.5", MaxExcludedFraction);
        Require(FalseAlarm is > 0 and < 1, nameof(FalseAlarm), "between 0 and 1", FalseAlarm);
        Require(NoiseSigma is null or (> 0 and < double.PositiveInfinity), nameof(NoiseSigma), "above 0 in the unit of the data, or null", NoiseSigma ?? 0);
        if (Weights is not null && !(Weights.All(w => w >= 0 && double.IsFinite(w)) && Weights.Any(w => w > 0)))
            throw new ArgumentException($"{nameof(Weights)} must be finite, 0 or more, and at least one above 0, got {string.Join(", ", Weights.Take(8))}{(Weights.Count > 8 ? ", …" : "")}.");
        Require(MaxDegreeOfParallelism is -1 or >= 1, nameof(MaxDegreeOfParallelism), "-1 or at least 1", MaxDegreeOfParallelism);
        Require(BlockSize >= 1, nameof(BlockSize), "at least 1", BlockSize);
        Require(LaneWidth is 0 or 1 or 2 or 4 or 8, nameof(LaneWidth), "0, 1, 2, 4 or 8", LaneWidth);
    }

    private static void Require(bool holds, string option, string allowed, object value)
    {
        if (!holds) throw new ArgumentException($"{option} must be {allowed}, got {value}.");
    }
}

/// <summary>What a fit does about single bins far from the rest: a spike of an amplifier, a line of the mains.</summary>
public enum OutlierTreatment
{
    /// <summary>All finite bins count the same.</summary>
    None,

    /// <summary>A bin whose residual is improbable among the others (and whose removal the data want) is left out.</summary>
    Exclude,

    /// <summary>Huber's loss, ρ'(t) = min(1, k/t) with t = |r|/σ and k = 1.345·√2, iteratively reweighted.</summary>
    Huber,

    /// <summary>Cauchy's loss, weight 1/(1 + (t/k)²) with t = |r|/σ and k = 2.385·√2, iteratively reweighted.</summary>
    Cauchy,
}
