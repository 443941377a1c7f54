namespace Spm.Core.Fitting;

/// <summary>What a fit does about points far from the rest: r is a residual in units of the noise σ, for complex data the modulus of both parts.</summary>
public enum FitLoss
{
    /// <summary>Least squares: all points kept count the same.</summary>
    Squares,

    /// <summary>Huber's loss: weight min(1, k/|r|), k = 1.345, for complex data 1.345·√2.</summary>
    Huber,

    /// <summary>Cauchy's loss: weight 1/(1 + (|r|/k)²), k = 2.385, for complex data 2.385·√2.</summary>
    Cauchy,
}

/// <summary>
/// How a <see cref="FitModel"/> is fitted. Below, S = Σ w r² is the sum of squares, n the number of numbers kept (two per complex point),
/// k the number of free parameters, and D the decrease of S that the next Gauss–Newton step promises, D = δᵀ(JᵀWJ)δ.
/// </summary>
public sealed record ModelFitOptions
{
    /// <summary>Stops when the next step is shorter than this many standard errors: D ≤ Tolerance²·S/(n−k). The step is still taken.</summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>
    /// Stops when the next step changes the model, over all points together, by no more than this part of the data's variation:
    /// D ≤ StepTolerance²·Σ w (y−ȳ)². What stops the fit of data without noise. The step is still taken.
    /// </summary>
    public double StepTolerance { get; init; } = 1e-9;

    /// <summary>Evaluations of the model from one start before the fit counts as <see cref="FitStatus.MaxIterations"/>.</summary>
    public int MaxIterations { get; init; } = 200;

    /// <summary>Where the search starts, by symbol; replaces what the model's guess says of these parameters.</summary>
    public IReadOnlyDictionary<string, double> Start { get; init; } = new Dictionary<string, double>();

    /// <summary>Bounds by symbol, in place of the model's own; infinite for none.</summary>
    public IReadOnlyDictionary<string, (double Lower, double Upper)> Bounds { get; init; } = new Dictionary<string, (double Lower, double Upper)>();

    /// <summary>Parameters that are known, by symbol: they keep this value.</summary>
    public IReadOnlyDictionary<string, double> Fixed { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// The known standard deviation of the noise, in the unit of the data (complex data: of each part). Standard errors and the scale of a
    /// robust loss then come from it and not from the residuals.
    /// </summary>
    public double? Noise { get; init; }

    /// <summary>The known standard deviation of the noise of each point; see <see cref="Noise"/>.</summary>
    public IReadOnlyList<double>? PointNoise { get; init; }

    /// <summary>Weight w of each point in S, known up to a factor; 0 leaves the point out.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>What is done about points far from the rest.</summary>
    public FitLoss Loss { get; init; } = FitLoss.Squares;

    /// <summary>
    /// Further starts, besides the model's own, spread evenly (Halton's sequence) over the bounds where both are finite, else around the start.
    /// The best minimum is kept.
    /// </summary>
    public int ExtraStarts { get; init; }

    /// <summary>
    /// Probability that noise about a constant passes for a signal; fits that explain less become <see cref="FitVerdict.NoiseOnly"/>.
    /// 1 switches the test off.
    /// </summary>
    public double FalseAlarm { get; init; } = 1e-3;

    /// <summary>Fits with a smaller R² become <see cref="FitVerdict.PoorFit"/>; 0 switches the test off.</summary>
    public double MinimumRSquared { get; init; }

    /// <summary>Name of the dimension to fit along; null to find it from the units that the model is meant for.</summary>
    public string? Along { get; init; }

    /// <summary>Threads to use; −1 for all cores.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;

    /// <summary>Lane width for tests: 1, 2, 4 or 8; 0 for the widest the machine has.</summary>
    internal int LaneWidth { get; init; }

    /// <summary>For tests: every spectrum goes through the solver of hard cases.</summary>
    internal bool AlwaysCareful { get; init; }

    /// <exception cref="ArgumentException">An option is out of range; says which and what is allowed.</exception>
    internal void Validate()
    {
        Require(Tolerance is >= 1e-12 and <= 1, nameof(Tolerance), "1e-12 to 1 standard error", Tolerance);
        Require(StepTolerance is >= 1e-15 and <= 1e-3, nameof(StepTolerance), "1e-15 to 1e-3", StepTolerance);
        Require(MaxIterations is >= 1 and <= 1_000_000, nameof(MaxIterations), "1 to 1000000", MaxIterations);
        Require(ExtraStarts is >= 0 and <= 1000, nameof(ExtraStarts), "0 to 1000", ExtraStarts);
        Require(FalseAlarm is > 0 and <= 1, nameof(FalseAlarm), "above 0 and at most 1 (1: no test)", FalseAlarm);
        Require(MinimumRSquared is >= 0 and < 1, nameof(MinimumRSquared), "0 (no test) to below 1", MinimumRSquared);
        Require(Noise is null or (> 0 and < double.PositiveInfinity), nameof(Noise), "above 0 and finite, in the unit of the data", Noise ?? 0);
        Require(Enum.IsDefined(Loss), nameof(Loss), string.Join(", ", Enum.GetNames<FitLoss>()), Loss);
        Require(MaxDegreeOfParallelism is -1 or >= 1, nameof(MaxDegreeOfParallelism), "-1 or at least 1", MaxDegreeOfParallelism);
        Require(LaneWidth is 0 or 1 or 2 or 4 or 8, nameof(LaneWidth), "0, 1, 2, 4 or 8", LaneWidth);
        if ((Noise is null ? 0 : 1) + (PointNoise is null ? 0 : 1) + (Weights is null ? 0 : 1) > 1)
            throw new ArgumentException($"{nameof(Noise)}, {nameof(PointNoise)} and {nameof(Weights)} say the same thing in three ways; give one of them.");
    }

    private static void Require(bool holds, string option, string allowed, object value)
    {
        if (!holds) throw new ArgumentException($"{option} must be {allowed}, got {value}.");
    }
}
