namespace Spm.Core.Instruments.Paths;

/// <summary>Points in square buckets of a few each, so that the nearest one is found without looking at all; the buckets are searched in rings.</summary>
internal sealed class PointBuckets
{
    private readonly List<int>[] buckets;
    private readonly IReadOnlyList<PathPoint> points;
    private readonly double left, low, side;
    private readonly int columns, rows;

    /// <param name="points">All points that may be put in.</param>
    /// <param name="perBucket">Points of a bucket, about.</param>
    public PointBuckets(IReadOnlyList<PathPoint> points, double perBucket = 2)
    {
        this.points = points;
        (left, low) = (points.Min(p => p.XM), points.Min(p => p.YM));
        var (width, height) = (points.Max(p => p.XM) - left, points.Max(p => p.YM) - low);
        // Points on one line have no area: then the buckets divide the line.
        side = Math.Max(Math.Sqrt(width * height * perBucket / points.Count), Math.Max(width, height) * perBucket / points.Count);
        if (!(side > 0)) side = 1;
        (columns, rows) = ((int)(width / side) + 1, (int)(height / side) + 1);
        buckets = new List<int>[columns * rows];
        for (var i = 0; i < buckets.Length; i++) buckets[i] = [];
    }

    /// <summary>Puts a point in.</summary>
    public void Add(int point) => buckets[BucketOf(points[point])].Add(point);

    /// <summary>Takes a point out.</summary>
    public void Remove(int point) => buckets[BucketOf(points[point])].Remove(point);

    /// <summary>The point nearest to a place among those put in, the lowest index of equals, and its distance; −1 and ∞ when there is none.</summary>
    public (int Point, double DistanceM) Nearest(PathPoint place)
    {
        var (best, distance) = (-1, double.PositiveInfinity);
        foreach (var ring in Rings(place))
        {
            // Whatever lies in this ring or beyond is at least this far away.
            if (best >= 0 && distance < (ring.Distance - 1) * side) break;
            foreach (var bucket in ring.Buckets)
                foreach (var p in buckets[bucket])
                {
                    var d = points[p].DistanceM(place);
                    if (d < distance || (d == distance && p < best)) (best, distance) = (p, d);
                }
        }
        return (best, distance);
    }

    /// <summary>The points nearest to a point put in, itself excepted, nearest first.</summary>
    public int[] Neighbours(int point, int count)
    {
        List<(double Distance, int Point)> found = [];
        foreach (var ring in Rings(points[point]))
        {
            if (found.Count >= count && found.Order().ElementAt(count - 1).Distance < (ring.Distance - 1) * side) break;
            foreach (var bucket in ring.Buckets)
                foreach (var p in buckets[bucket])
                    if (p != point)
                        found.Add((points[p].DistanceM(points[point]), p));
        }
        return [.. found.Order().Take(count).Select(pair => pair.Point)];
    }

    private int BucketOf(PathPoint p) => Math.Clamp((int)((p.YM - low) / side), 0, rows - 1) * columns + Math.Clamp((int)((p.XM - left) / side), 0, columns - 1);

    private IEnumerable<(int Distance, IEnumerable<int> Buckets)> Rings(PathPoint place)
    {
        var (column, row) = (Math.Clamp((int)((place.XM - left) / side), 0, columns - 1), Math.Clamp((int)((place.YM - low) / side), 0, rows - 1));
        for (var distance = 0; distance <= Math.Max(columns, rows); distance++)
            yield return (distance, Ring(column, row, distance));
    }

    private IEnumerable<int> Ring(int column, int row, int distance)
    {
        for (var r = Math.Max(row - distance, 0); r <= Math.Min(row + distance, rows - 1); r++)
        {
            var step = Math.Abs(r - row) == distance ? 1 : Math.Max(2 * distance, 1);
            for (var c = column - distance; c <= column + distance; c += step)
                if (c >= 0 && c < columns)
                    yield return r * columns + c;
        }
    }
}
