using System.Numerics;
using CsCheck;
using Spm.Core.Experiments;

namespace Spm.Core.Tests.Experiments;

/// <summary>Journals and points for tests, in a folder of their own.</summary>
internal sealed class TestJournals : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("spm-journal-").FullName;

    public string this[string name] => Path.Combine(Folder, name);

    public static PlanCoordinate[] Position { get; } = [new("x", "m"), new("y", "m")];

    public static JournalHeader Header(int points = 100) => new()
    {
        Plan = new PointPlan(Position, [.. Enumerable.Range(0, points).Select(k => new[] { k * 1e-9, -k * 1e-9 })]).Description,
        Seed = 7,
        Instrument = "toy",
    };

    /// <summary>A point with real and complex values of any bits, and a state.</summary>
    public static Gen<JournalPoint> Point(long index) =>
        from clock in Gen.Double
        from real in Gen.Double.Array[0, 5]
        from complex in Gen.Select(Gen.Double, Gen.Double, (re, im) => new Complex(re, im)).Array[0, 4]
        from state in Gen.Byte.Array[0, 9]
        select new JournalPoint(index, [index * 1e-9, -index * 1e-9], [new("height", "m", real), new("response", "V", complex), new("Δφ", "", double.NaN)], clock, state);

    public static Gen<JournalPoint[]> Points(int most) =>
        Gen.Int[0, most].SelectMany(count => count == 0 ? Gen.Const(Array.Empty<JournalPoint>()) : Gen.Int.Select(seed => Make(count, (uint)seed)));

    public static JournalPoint[] Make(int count, uint seed = 1)
    {
        var random = new PCG(1, seed);
        return [.. Enumerable.Range(0, count).Select(k => Point(k).Generate(random, null, out _))];
    }

    /// <summary>Writes a journal; gives where each record begins and where the last ends.</summary>
    public static List<long> Write(string path, IReadOnlyList<JournalPoint> points, bool complete = false)
    {
        using var journal = PointJournal.Create(path, Header());
        List<long> ends = [new FileInfo(path).Length];
        foreach (var point in points)
        {
            journal.Write(point);
            journal.Commit();
            ends.Add(new FileInfo(path).Length);
        }

        if (complete) journal.Complete();
        return ends;
    }

    /// <summary>Asserts that points are the first ones of others, bit for bit.</summary>
    public static void AssertPrefix(IReadOnlyList<JournalPoint> all, IReadOnlyList<JournalPoint> first)
    {
        Assert.True(first.Count <= all.Count, $"{first.Count} points of {all.Count}");
        for (var k = 0; k < first.Count; k++)
            Assert.Equal(Core.Experiments.Framing.PointCodec.Encode(all[k]), Core.Experiments.Framing.PointCodec.Encode(first[k]));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
