namespace Spm.Core.Experiments;

/// <summary>What every point of a plan must be.</summary>
internal static class CoordinateRule
{
    /// <summary>Throws unless a point has a finite number for each coordinate.</summary>
    /// <exception cref="ArgumentException">It has not; the message says which.</exception>
    public static void Check(long index, double[] point, IReadOnlyList<PlanCoordinate> coordinates)
    {
        if (point.Length != coordinates.Count)
            throw new ArgumentException($"Point {index} has {point.Length} numbers, and the plan has {coordinates.Count} coordinates: {string.Join(", ", coordinates.Select(c => $"{c.Name} in {c.Unit}"))}.");
        for (var k = 0; k < point.Length; k++)
            if (!double.IsFinite(point[k]))
                throw new ArgumentException($"The {coordinates[k].Name} of point {index} is {point[k]}; it must be a finite number in {coordinates[k].Unit}.");
    }
}
