namespace Spm.Core.Fitting;

/// <summary>Where a batch of SHO fits is written: one row per spectrum.</summary>
public readonly ref struct ShoFitOutput
{
    /// <summary>Number of parameters per fit: amplitude, frequency, quality factor, phase.</summary>
    public const int ParameterCount = 4;

    /// <summary>[spectrum × 4]: A (unit of the data), f0 (Hz), Q, φ (rad, in (−π, π]).</summary>
    public required Span<double> Values { get; init; }

    /// <summary>[spectrum × 4]: standard errors in the same units.</summary>
    public required Span<double> StandardErrors { get; init; }

    /// <summary>R² per spectrum, over the bins kept.</summary>
    public required Span<double> RSquared { get; init; }

    /// <summary>Evaluations of the model per spectrum.</summary>
    public required Span<int> Iterations { get; init; }

    /// <summary>How the solver ended, per spectrum.</summary>
    public required Span<FitStatus> Status { get; init; }

    /// <summary>Whether the fit may be believed, per spectrum.</summary>
    public required Span<FitVerdict> Verdict { get; init; }

    /// <summary>Σ w|r|² over the bins kept, per spectrum, in the square of the data's unit; empty when nobody wants to know.</summary>
    public Span<double> Cost { get; init; }

    /// <summary>
    /// Σ w|r|²/(σ²(2n−4)) over the n bins kept, per spectrum, with the σ of <see cref="ShoFitOptions.NoiseSigma"/>; NaN without it. Empty when nobody wants to know.
    /// </summary>
    public Span<double> ReducedChiSquared { get; init; }

    /// <summary>[spectrum × bin]: true is written where a bin was left out; empty when nobody wants to know.</summary>
    public Span<bool> Excluded { get; init; }

    /// <summary>True when the caller knows that <see cref="Excluded"/> is false everywhere.</summary>
    internal bool ExcludedIsClear { get; init; }

    /// <exception cref="ArgumentException">A span is too short; says which, and what is needed.</exception>
    internal void Validate(int spectra, int bins)
    {
        Require(Values.Length, spectra * ParameterCount, nameof(Values));
        Require(StandardErrors.Length, spectra * ParameterCount, nameof(StandardErrors));
        Require(RSquared.Length, spectra, nameof(RSquared));
        Require(Iterations.Length, spectra, nameof(Iterations));
        Require(Status.Length, spectra, nameof(Status));
        Require(Verdict.Length, spectra, nameof(Verdict));
        if (!Cost.IsEmpty) Require(Cost.Length, spectra, nameof(Cost));
        if (!ReducedChiSquared.IsEmpty) Require(ReducedChiSquared.Length, spectra, nameof(ReducedChiSquared));
        if (!Excluded.IsEmpty) Require(Excluded.Length, spectra * bins, nameof(Excluded));
    }

    /// <summary>Rows from <paramref name="first"/> on.</summary>
    internal ShoFitOutput Slice(int first, int count, int bins) => new()
    {
        Values = Values.Slice(first * ParameterCount, count * ParameterCount),
        StandardErrors = StandardErrors.Slice(first * ParameterCount, count * ParameterCount),
        RSquared = RSquared.Slice(first, count),
        Iterations = Iterations.Slice(first, count),
        Status = Status.Slice(first, count),
        Verdict = Verdict.Slice(first, count),
        Cost = Cost.IsEmpty ? Cost : Cost.Slice(first, count),
        ReducedChiSquared = ReducedChiSquared.IsEmpty ? ReducedChiSquared : ReducedChiSquared.Slice(first, count),
        ExcludedIsClear = ExcludedIsClear,
        Excluded = Excluded.IsEmpty ? Excluded : Excluded.Slice(first * bins, count * bins),
    };

    private static void Require(int length, int needed, string name)
    {
        if (length < needed) throw new ArgumentException($"{name} holds {length} elements; these spectra need {needed}.", name);
    }
}
