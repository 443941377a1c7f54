using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>Where a batch of loop fits is written: one row per loop.</summary>
public readonly ref struct LoopFitOutput
{
    /// <summary>[loop × 9]: a0..a4, b0..b3 (<see cref="LoopModel"/>) in the units of the data and V.</summary>
    public required Span<double> Values { get; init; }

    /// <summary>[loop × 9]: standard errors; NaN where the data do not determine a parameter.</summary>
    public required Span<double> StandardErrors { get; init; }

    /// <summary>R² per loop, over the points kept.</summary>
    public required Span<double> RSquared { get; init; }

    /// <summary>Evaluations of the model per loop.</summary>
    public required Span<int> Iterations { get; init; }

    /// <summary>How the solver ended, per loop.</summary>
    public required Span<FitStatus> Status { get; init; }

    /// <summary>Whether the fit may be believed, per loop.</summary>
    public required Span<FitVerdict> Verdict { get; init; }

    /// <summary>Σr² over the points kept, per loop, in the data's unit squared; empty when nobody wants to know.</summary>
    public Span<double> Cost { get; init; }

    /// <summary>[loop × point]: true is written where a point was left out; empty when nobody wants to know.</summary>
    public Span<bool> Excluded { get; init; }

    /// <exception cref="ArgumentException">A span is too short; says which, and what is needed.</exception>
    internal void Validate(int loops, int points)
    {
        Require(Values.Length, loops * LoopModel.ParameterCount, nameof(Values));
        Require(StandardErrors.Length, loops * LoopModel.ParameterCount, nameof(StandardErrors));
        Require(RSquared.Length, loops, nameof(RSquared));
        Require(Iterations.Length, loops, nameof(Iterations));
        Require(Status.Length, loops, nameof(Status));
        Require(Verdict.Length, loops, nameof(Verdict));
        if (!Cost.IsEmpty) Require(Cost.Length, loops, nameof(Cost));
        if (!Excluded.IsEmpty) Require(Excluded.Length, loops * points, nameof(Excluded));
    }

    /// <summary>Rows from <paramref name="first"/> on.</summary>
    internal LoopFitOutput Slice(int first, int count, int points) => new()
    {
        Values = Values.Slice(first * LoopModel.ParameterCount, count * LoopModel.ParameterCount),
        StandardErrors = StandardErrors.Slice(first * LoopModel.ParameterCount, count * LoopModel.ParameterCount),
        RSquared = RSquared.Slice(first, count),
        Iterations = Iterations.Slice(first, count),
        Status = Status.Slice(first, count),
        Verdict = Verdict.Slice(first, count),
        Cost = Cost.IsEmpty ? Cost : Cost.Slice(first, count),
        Excluded = Excluded.IsEmpty ? Excluded : Excluded.Slice(first * points, count * points),
    };

    private static void Require(int length, int needed, string name)
    {
        if (length < needed) throw new ArgumentException($"{name} holds {length} elements; these loops need {needed}.");
    }
}
