namespace Spm.Core.Experiments;

/// <summary>Points that are known before the run: a grid, a path, a list of pulses.</summary>
public sealed class PointPlan : ExperimentPlan
{
    private readonly double[][] _points;

    /// <summary>A plan.</summary>
    /// <param name="coordinates">The numbers that say where a point is.</param>
    /// <param name="points">The points, each with as many numbers, all finite.</param>
    /// <exception cref="ArgumentException">A point has another number of coordinates, or one that is not finite.</exception>
    public PointPlan(IReadOnlyList<PlanCoordinate> coordinates, IReadOnlyList<double[]> points)
        : this(new PlanDescription { Name = "points", Coordinates = coordinates, Points = [.. points] })
    {
    }

    internal PointPlan(PlanDescription description)
    {
        (Description, _points) = (description, description.Points ?? []);
        if (description.Coordinates.Count == 0) throw new ArgumentException("A plan needs at least one coordinate. Try: [new PlanCoordinate(\"x\", \"m\"), new PlanCoordinate(\"y\", \"m\")]");
        for (var k = 0; k < _points.Length; k++) CoordinateRule.Check(k, _points[k], description.Coordinates);
    }

    /// <inheritdoc/>
    public override PlanDescription Description { get; }

    /// <inheritdoc/>
    public override long? Count => _points.Length;

    /// <inheritdoc/>
    public override bool LooksAtPoints => false;

    /// <inheritdoc/>
    public override Task<double[]?> NextAsync(PointChoice choice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(choice);
        return Task.FromResult(choice.Index < _points.Length ? _points[choice.Index] : null);
    }
}
