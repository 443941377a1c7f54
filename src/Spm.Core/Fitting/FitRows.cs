namespace Spm.Core.Fitting;

/// <summary>Where consecutive fits of one model are written: one row per fit. Spans of optional things may be empty.</summary>
public readonly ref struct FitRows
{
    /// <summary>[fit × parameter].</summary>
    public required Span<double> Values { get; init; }

    /// <summary>[fit × parameter]: standard errors; NaN where they cannot be had.</summary>
    public required Span<double> StandardErrors { get; init; }

    /// <summary>R² per fit, over the points kept.</summary>
    public required Span<double> RSquared { get; init; }

    /// <summary>Iterations per fit.</summary>
    public required Span<int> Iterations { get; init; }

    /// <summary>How the solver ended, per fit.</summary>
    public required Span<FitStatus> Status { get; init; }

    /// <summary>Whether the fit may be believed, per fit.</summary>
    public required Span<FitVerdict> Verdict { get; init; }

    /// <summary>Σ w r² over the points kept, per fit; optional.</summary>
    public Span<double> Cost { get; init; }

    /// <summary>χ²/(n − k) per fit where the noise is known, else NaN; optional, written by <see cref="ShoBatch"/>.</summary>
    public Span<double> ReducedChiSquared { get; init; }

    /// <summary>[fit × point]: true is written where a point was left out; optional.</summary>
    public Span<bool> Excluded { get; init; }

    /// <summary>True when <see cref="Excluded"/> holds nothing but false, so that only what is true need be written.</summary>
    internal bool ExcludedIsClear { get; init; }

    /// <summary>Rows from <paramref name="first"/> on.</summary>
    /// <param name="first">First row.</param>
    /// <param name="count">Number of rows.</param>
    /// <param name="parameters">Parameters per fit.</param>
    /// <param name="points">Points per fit.</param>
    public FitRows Slice(int first, int count, int parameters, int points) => new()
    {
        Values = Values.Slice(first * parameters, count * parameters),
        StandardErrors = StandardErrors.Slice(first * parameters, count * parameters),
        RSquared = RSquared.Slice(first, count),
        Iterations = Iterations.Slice(first, count),
        Status = Status.Slice(first, count),
        Verdict = Verdict.Slice(first, count),
        Cost = Cost.IsEmpty ? Cost : Cost.Slice(first, count),
        ReducedChiSquared = ReducedChiSquared.IsEmpty ? ReducedChiSquared : ReducedChiSquared.Slice(first, count),
        ExcludedIsClear = ExcludedIsClear,
        Excluded = Excluded.IsEmpty ? Excluded : Excluded.Slice(first * points, count * points),
    };

    /// <exception cref="ArgumentException">A span is too short; says which, and what is needed.</exception>
    internal void Validate(int fits, int parameters, int points)
    {
        Require(Values.Length, fits * parameters, nameof(Values));
        Require(StandardErrors.Length, fits * parameters, nameof(StandardErrors));
        Require(RSquared.Length, fits, nameof(RSquared));
        Require(Iterations.Length, fits, nameof(Iterations));
        Require(Status.Length, fits, nameof(Status));
        Require(Verdict.Length, fits, nameof(Verdict));
        if (!Cost.IsEmpty) Require(Cost.Length, fits, nameof(Cost));
        if (!ReducedChiSquared.IsEmpty) Require(ReducedChiSquared.Length, fits, nameof(ReducedChiSquared));
        if (!Excluded.IsEmpty) Require(Excluded.Length, fits * points, nameof(Excluded));
    }

    private static void Require(int length, int needed, string name)
    {
        if (length < needed) throw new ArgumentException($"{name} holds {length} elements; these fits need {needed}.");
    }
}
