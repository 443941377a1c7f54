namespace Spm.Core.Instruments.Paths;

/// <summary>
/// A short open way through points from the first one: nearest neighbour, then 2-opt. A 2-opt move turns a part i…j of the way round, which replaces the sides
/// (i−1, i) and (j, j+1) by (i−1, j) and (i, j+1); it is made while it shortens the way. Only sides to near neighbours are tried, since a move that helps adds at
/// least one side shorter than one it takes.
/// </summary>
/// <remarks>Source: G. A. Croes, Operations Research 6, 791 (1958); neighbour lists: J. L. Bentley, ORSA J. Computing 4, 387 (1992).</remarks>
internal static class TravelOrder
{
    private const int Candidates = 10;

    /// <summary>A gain below this part of the length is rounding, and could go on for ever.</summary>
    private const double LeastGain = 1e-12;

    /// <summary>Indices of the points in the order visited; the first stays the first.</summary>
    public static int[] Of(PathPoint[] points)
    {
        var order = NearestNeighbour(points);
        if (points.Length > 3) Improve(points, order);
        return order;
    }

    internal static int[] NearestNeighbour(PathPoint[] points)
    {
        var left = new PointBuckets(points);
        for (var i = 1; i < points.Length; i++) left.Add(i);
        var order = new int[points.Length];
        for (var i = 1; i < points.Length; i++)
        {
            order[i] = left.Nearest(points[order[i - 1]]).Point;
            left.Remove(order[i]);
        }
        return order;
    }

    private static void Improve(PathPoint[] points, int[] order)
    {
        var all = new PointBuckets(points);
        for (var i = 0; i < points.Length; i++) all.Add(i);
        var near = Enumerable.Range(0, points.Length).Select(i => all.Neighbours(i, Candidates)).ToArray();
        var place = new int[points.Length];
        for (var i = 0; i < order.Length; i++) place[order[i]] = i;
        var least = LeastGain * ScanPath.LengthOf([.. order.Select(i => points[i])]);
        bool improved;
        do
        {
            improved = false;
            for (var i = 0; i < order.Length; i++)
                if (Shorten(i))
                    improved = true;
        }
        while (improved);

        // Both sides at a point: the one after it, joined to a neighbour's after; the one before it, joined to a neighbour's before.
        bool Shorten(int at)
        {
            var a = order[at];
            foreach (var c in near[a])
            {
                var (i, j) = (Math.Min(at, place[c]), Math.Max(at, place[c]));
                if (Turn(i + 1, j) || (i > 0 && Turn(i, j - 1))) return true;
            }
            return false;
        }

        bool Turn(int first, int last)
        {
            if (first < 1 || first >= last) return false;
            var gain = Side(first - 1, first) - Side(first - 1, last);
            if (last + 1 < order.Length) gain += Side(last, last + 1) - Side(first, last + 1);
            if (gain <= least) return false;
            Array.Reverse(order, first, last - first + 1);
            for (var i = first; i <= last; i++) place[order[i]] = i;
            return true;
        }

        double Side(int i, int j) => points[order[i]].DistanceM(points[order[j]]);
    }
}
