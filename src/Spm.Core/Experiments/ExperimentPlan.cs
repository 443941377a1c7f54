namespace Spm.Core.Experiments;

/// <summary>Where to measure: a list of points (<see cref="PointPlan"/>), or one chosen after the other (<see cref="AdaptivePlan"/>).</summary>
public abstract class ExperimentPlan
{
    /// <summary>The plan as a journal keeps it.</summary>
    public abstract PlanDescription Description { get; }

    /// <summary>How many points there will be; null when nobody knows yet.</summary>
    public abstract long? Count { get; }

    /// <summary>Whether the next point depends on what was measured. Then every point is on disk before the next is chosen.</summary>
    public abstract bool LooksAtPoints { get; }

    /// <summary>Where to measure next; null when the run is done. Must depend on nothing but <paramref name="choice"/>.</summary>
    public abstract Task<double[]?> NextAsync(PointChoice choice, CancellationToken cancellationToken);

    /// <summary>The plan that a journal was begun with, if its header says all about it.</summary>
    /// <returns>The plan; null when each point was chosen from those before it, by a program that no file can hold.</returns>
    internal static ExperimentPlan? From(PlanDescription description) => description.Points is null ? null : new PointPlan(description);
}
