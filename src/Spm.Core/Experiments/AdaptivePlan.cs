using System.Globalization;

namespace Spm.Core.Experiments;

/// <summary>Points that are chosen one after the other from what was measured: a Gaussian process, a search.</summary>
public sealed class AdaptivePlan : ExperimentPlan
{
    private readonly Func<PointChoice, CancellationToken, Task<double[]?>> _choose;

    /// <summary>A plan.</summary>
    /// <param name="name">The chooser's name, by which a resumed run is known to be the same.</param>
    /// <param name="coordinates">The numbers that say where a point is.</param>
    /// <param name="mostPoints">The run ends after so many, if the chooser does not end it before.</param>
    /// <param name="choose">The next point, or null to end; may use the choice's points and random numbers and nothing else.</param>
    /// <param name="parameters">The chooser's settings, compared when a run is resumed.</param>
    /// <exception cref="ArgumentException">No name, no coordinates, or fewer than one point.</exception>
    public AdaptivePlan(string name, IReadOnlyList<PlanCoordinate> coordinates, long mostPoints,
        Func<PointChoice, CancellationToken, Task<double[]?>> choose, IReadOnlyDictionary<string, string>? parameters = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(coordinates);
        ArgumentNullException.ThrowIfNull(choose);
        if (coordinates.Count == 0) throw new ArgumentException("A plan needs at least one coordinate. Try: [new PlanCoordinate(\"x\", \"m\"), new PlanCoordinate(\"y\", \"m\")]");
        if (mostPoints < 1) throw new ArgumentException($"A run has at least 1 point, got {mostPoints}. Try: mostPoints: 60");
        (Count, _choose) = (mostPoints, choose);
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["points at most"] = mostPoints.ToString(CultureInfo.InvariantCulture) };
        foreach (var (key, value) in parameters ?? new Dictionary<string, string>()) settings[key] = value;
        Description = new PlanDescription { Name = name, Coordinates = coordinates, Parameters = settings };
    }

    /// <summary>A plan whose chooser answers at once.</summary>
    /// <inheritdoc cref="AdaptivePlan(string, IReadOnlyList{PlanCoordinate}, long, Func{PointChoice, CancellationToken, Task{double[]}}, IReadOnlyDictionary{string, string})"/>
    public static AdaptivePlan Of(string name, IReadOnlyList<PlanCoordinate> coordinates, long mostPoints, Func<PointChoice, double[]?> choose, IReadOnlyDictionary<string, string>? parameters = null) =>
        new(name, coordinates, mostPoints, (choice, _) => Task.FromResult(choose(choice)), parameters);

    /// <inheritdoc/>
    public override PlanDescription Description { get; }

    /// <inheritdoc/>
    public override long? Count { get; }

    /// <inheritdoc/>
    public override bool LooksAtPoints => true;

    /// <inheritdoc/>
    public override async Task<double[]?> NextAsync(PointChoice choice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return choice.Index < Count ? await _choose(choice, cancellationToken).ConfigureAwait(false) : null;
    }
}
