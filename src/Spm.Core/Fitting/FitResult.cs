using Spm.Core.Data;

namespace Spm.Core.Fitting;

/// <summary>
/// What a batch fit found, one row per fit. Fits are numbered in row-major order of <see cref="Dimensions"/>
/// (the source's dimensions without the fitted one); values and errors are [fit × parameter], row-major.
/// </summary>
public sealed class FitResult
{
    /// <summary>The model, such as <c>sho</c> or <c>loop</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Parameters in the model's order.</summary>
    public required IReadOnlyList<FitParameter> Parameters { get; init; }

    /// <summary>The source's dimensions without the one that was fitted.</summary>
    public required IReadOnlyList<Dimension> Dimensions { get; init; }

    /// <summary>The dimension along which the model was fitted.</summary>
    public required Dimension FitDimension { get; init; }

    /// <summary>The data that were fitted.</summary>
    public required Dataset Source { get; init; }

    /// <summary>[fit × parameter], row-major. Kept for every fit, good or bad: use <see cref="IsGood"/>.</summary>
    public required double[] Values { get; init; }

    /// <summary>Standard errors, [fit × parameter]; NaN where they cannot be had.</summary>
    public required double[] StandardErrors { get; init; }

    /// <summary>How the solver ended, per fit.</summary>
    public required FitStatus[] Status { get; init; }

    /// <summary>Whether the fit may be believed, per fit.</summary>
    public required FitVerdict[] Verdict { get; init; }

    /// <summary>R² = 1 − Σ|y−f|²/Σ|y−ȳ|² over the points kept, per fit.</summary>
    public required double[] RSquared { get; init; }

    /// <summary>Σ w r² over the points kept, per fit; null when the fitter did not keep it.</summary>
    public double[]? Cost { get; init; }

    /// <summary>Iterations taken, per fit.</summary>
    public required int[] Iterations { get; init; }

    /// <summary>[fit × point]: true where a point was left out as not finite or as an outlier; null when no point was.</summary>
    public bool[]? Excluded { get; init; }

    /// <summary>Wall time of the fit.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How the result came to be, oldest step first.</summary>
    public IReadOnlyList<ProvenanceStep> Provenance { get; init; } = [];

    /// <summary>Evaluates the model: parameters of one fit, abscissa values, out the model's values (for a complex model real and imaginary parts interleaved).</summary>
    public required Action<ReadOnlySpan<double>, ReadOnlySpan<double>, Span<double>> Evaluate { get; init; }

    /// <summary>The general model that was fitted, for <see cref="FitStatistics"/>; null for a fitter of its own (sho, loop).</summary>
    internal FitModel? FitModel { get; init; }

    /// <summary>How a general model was fitted; null for a fitter of its own.</summary>
    internal ModelFitOptions? ModelOptions { get; init; }

    /// <summary>Number of fits.</summary>
    public int Count => Status.Length;

    /// <summary>True when the parameters of a fit may be used.</summary>
    public bool IsGood(int fit) => Verdict[fit] == FitVerdict.Good;

    /// <summary>Parameters of one fit.</summary>
    public ReadOnlySpan<double> ParametersOf(int fit) => Values.AsSpan(fit * Parameters.Count, Parameters.Count);
}
