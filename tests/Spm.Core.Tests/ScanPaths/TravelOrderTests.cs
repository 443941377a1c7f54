using CsCheck;
using Spm.Core.Instruments.Paths;

namespace Spm.Core.Tests.ScanPaths;

public class TravelOrderTests
{
    private static readonly Gen<PathPoint> _place = Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], (x, y) => new PathPoint(x * 1e-6, y * 1e-6));

    [Fact]
    public void Every_point_is_visited_once_from_the_first_and_never_on_a_longer_way_than_nearest_neighbour() =>
        _place.Array[1, 80].ForAll(places =>
        {
            var path = new PointsPath { Places = places, Order = VisitOrder.ShortTravel };
            var visits = path.Visits();
            Assert.Equal(Enumerable.Range(0, places.Length), visits.Order());
            Assert.Equal(0, visits[0]);
            var nearest = ScanPath.LengthOf([.. TravelOrder.NearestNeighbour(places).Select(i => places[i])]);
            Assert.InRange(path.LengthM(), 0, nearest * (1 + 1e-12));
            Assert.Equal(places, visits.Zip(path.Points()).OrderBy(pair => pair.First).Select(pair => pair.Second));
        });

    [Fact]
    public void The_nearest_point_is_found_as_by_looking_at_all() =>
        Gen.Select(_place.Array[1, 60], _place).ForAll((places, _) =>
        {
            var order = TravelOrder.NearestNeighbour(places);
            for (var i = 1; i < order.Length; i++)
            {
                var least = order[i..].Min(p => places[p].DistanceM(places[order[i - 1]]));
                Assert.Equal(least, places[order[i]].DistanceM(places[order[i - 1]]));
            }
        });

    [Fact]
    public void Shuffled_points_of_a_circle_are_walked_round()
    {
        const int N = 60;
        // 37 has no common divisor with 60: all places in a scattered order.
        PathPoint[] places = [.. Enumerable.Range(0, N).Select(i => 2 * Math.PI * (i * 37 % N) / N).Select(a => new PathPoint(1e-6 * Math.Cos(a), 1e-6 * Math.Sin(a)))];
        Assert.Equal((N - 1) * 2e-6 * Math.Sin(Math.PI / N), new PointsPath { Places = places, Order = VisitOrder.ShortTravel }.LengthM(), 1e-15);
        Assert.InRange(new PointsPath { Places = places }.LengthM(), 50e-6, 130e-6);
    }

    [Fact]
    public void Points_of_a_line_and_points_in_one_place_are_no_trouble()
    {
        PathPoint[] line = [.. Enumerable.Range(0, 50).Select(i => new PathPoint(i * 17 % 50 * 1e-8, 2e-6))];
        Assert.Equal(49e-8, new PointsPath { Places = line, Order = VisitOrder.ShortTravel }.LengthM(), 1e-18);
        Assert.Equal(0, new PointsPath { Places = [.. Enumerable.Repeat(new PathPoint(1e-6, 1e-6), 20)], Order = VisitOrder.ShortTravel }.LengthM());
    }

    [Fact]
    public void A_thousand_random_points_take_a_tenth_more_than_the_shortest_way()
    {
        var places = new PathPoint[1000];
        var random = new Spm.Core.Physics.RandomSequence(7, Spm.Core.Physics.RandomPurpose.SparsePixels);
        for (var i = 0; i < places.Length; i++) places[i] = new(random.NextUniform() * 1e-6, random.NextUniform() * 1e-6);
        // The shortest tour is 0.7124·√(nA)(1 + 0.33/√n…) long (Johnson, McGeoch, Rothberg 1996: 0.7124·√(nA)·(1 + 0.467/ln n/n) on a torus, 0.7080(1 + 0.551/√n…) with a rim).
        var shortest = 0.7080 * Math.Sqrt(1000) * (1 + 0.551 / Math.Sqrt(1000)) * 1e-6;
        Assert.InRange(new PointsPath { Places = places, Order = VisitOrder.ShortTravel }.LengthM() / shortest, 0.97, 1.10);
    }
}
