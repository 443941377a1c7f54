using CsCheck;
using Spm.Core.Experiments;
using Spm.Core.Experiments.Framing;

namespace Spm.Core.Tests.Experiments;

/// <summary>Whatever happens to the bytes of a journal, what is read is what was written, or less of it, or an error: never something else.</summary>
public sealed class JournalFramingTests : IDisposable
{
    private const int Most = 6;
    private readonly TestJournals _bench = new();

    private string Journal => _bench["run.spmj"];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Points_come_back_bit_for_bit() => TestJournals.Points(Most).ForAll(points =>
    {
        Fresh(points);
        var contents = JournalReader.Read(Journal);
        Assert.Equal(points.Length, contents.Points.Count);
        TestJournals.AssertPrefix(points, contents.Points);
        Assert.Equal(7, contents.Header.Seed);
        Assert.Equal(TestJournals.Header().Plan.Points, contents.Header.Plan.Points);
        for (var k = 0; k < points.Length; k++)
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(points[k].ClockS), BitConverter.DoubleToInt64Bits(contents.Points[k].ClockS));
            Assert.Equal(points[k].State, contents.Points[k].State);
            Assert.Equal(points[k]["response"].Complex, contents.Points[k]["response"].Complex);
        }
    });

    [Fact]
    public void A_file_cut_anywhere_gives_the_points_before_the_cut_and_can_be_continued() =>
        Gen.Select(TestJournals.Points(Most), Gen.Double[0, 1]).ForAll((points, part) =>
        {
            var ends = Fresh(points);
            var length = (long)(part * ends[^1]);
            using (var file = File.OpenWrite(Journal)) file.SetLength(length);
            if (length < ends[0])
            {
                Assert.Equal(JournalFault.NotBegun, Assert.Throws<JournalException>(() => PointJournal.Open(Journal)).Fault);
                return;
            }

            var whole = ends.Count(end => end <= length) - 1;
            using var journal = PointJournal.Open(Journal);
            Assert.Equal(whole, journal.Count);
            TestJournals.AssertPrefix(points, journal.Points);
            Assert.Equal(length - ends[whole], journal.Cut?.Bytes ?? 0);
            foreach (var point in points[whole..]) journal.Write(point);
            journal.Commit();
            Assert.Equal(points.Length, journal.Count);
            Assert.Equal(ends[^1], new FileInfo(Journal).Length);
        });

    [Fact]
    public void Flipped_bits_never_give_other_points() =>
        Gen.Select(TestJournals.Points(Most), Gen.Double[0, 1], Gen.Byte[1, 255], Gen.Int[1, 4]).ForAll((points, place, flip, count) =>
        {
            Fresh(points);
            var bytes = File.ReadAllBytes(Journal);
            for (var k = 0; k < count; k++) bytes[(int)((place + 0.37 * k) % 1 * bytes.Length)] ^= flip;
            File.WriteAllBytes(Journal, bytes);
            AssertPrefixOrError(points);
        }, iter: 300);

    [Fact]
    public void A_flip_of_any_single_byte_is_found()
    {
        var points = TestJournals.Make(2);
        var ends = Fresh(points);
        var bytes = File.ReadAllBytes(Journal);
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 0x10;
            using var medium = new MemoryMedium(bytes);
            bytes[at] ^= 0x10;
            JournalScan scan;
            try
            {
                scan = JournalScan.Of(medium, "test");
            }
            catch (JournalException e) when (e.Fault == JournalFault.NotAJournal)
            {
                Assert.True(at < 8);
                continue;
            }

            TestJournals.AssertPrefix(points, scan.Points);
            // A flip in the last record looks like a record that was never finished; any other one is damage, at the right place.
            var record = ends.FindIndex(end => at < end);
            Assert.Equal(Math.Max(record - 1, 0), scan.Points.Count);
            Assert.Equal(record < ends.Count - 1 ? record : null, scan.Damage?.Sequence);
            Assert.Equal(record == 0 ? 8 : ends[record - 1], scan.End);
        }
    }

    [Fact]
    public void Records_left_out_swapped_or_taken_from_another_journal_are_found()
    {
        var points = TestJournals.Make(4);
        var ends = Fresh(points);
        var bytes = File.ReadAllBytes(Journal);
        byte[] Record(byte[] file, int k) => file[(int)ends[k]..(int)ends[k + 1]];
        byte[][] records = [.. Enumerable.Range(0, 4).Select(k => Record(bytes, k))];
        var header = bytes[..(int)ends[0]];
        var other = TestJournals.Make(4, seed: 2);
        var otherEnds = TestJournals.Write(_bench["other.spmj"], other);
        var foreign = File.ReadAllBytes(_bench["other.spmj"])[(int)otherEnds[1]..(int)otherEnds[2]];

        Check(1, header, records[0], records[2], records[3]);
        Check(1, header, records[0], records[2], records[1], records[3]);
        Check(1, header, records[0], foreign, records[2], records[3]);
        Check(2, header, records[0], records[1], records[1], records[2], records[3]);

        void Check(int good, params byte[][] parts)
        {
            File.WriteAllBytes(Journal, [.. parts.SelectMany(p => p)]);
            var contents = JournalReader.Read(Journal);
            Assert.Equal(good, contents.Points.Count);
            TestJournals.AssertPrefix(points, contents.Points);
            Assert.Equal(good + 1, contents.Damage!.Sequence);
            Assert.Equal(ends[good], contents.Damage.Offset);
        }
    }

    [Fact]
    public void Points_lost_with_the_power_before_they_were_committed_are_a_torn_tail_in_whatever_order_the_pages_were_written()
    {
        var points = TestJournals.Make(5);
        List<long> ends = [];
        using (var journal = PointJournal.Create(Journal, TestJournals.Header()))
        {
            foreach (var point in points)
            {
                ends.Add(new FileInfo(Journal).Length);
                journal.Write(point);
                if (point.Index == 1) journal.Commit();
            }
        }

        var bytes = File.ReadAllBytes(Journal);
        // Points 2, 3 and 4 share a commit that never came; the page of point 2 was lost, those of 3 and 4 were not.
        Array.Clear(bytes, (int)ends[2], (int)(ends[3] - ends[2]));
        File.WriteAllBytes(Journal, bytes);
        using var again = PointJournal.Open(Journal);
        Assert.Equal(2, again.Count);
        Assert.Equal(bytes.Length - ends[2], again.Cut!.Bytes);
        // The page of point 1, which was committed, cannot get lost without damage.
        Array.Clear(bytes, (int)ends[1], (int)(ends[2] - ends[1]));
        File.WriteAllBytes(_bench["damaged.spmj"], bytes);
        Assert.Equal(JournalFault.Damaged, Assert.Throws<JournalException>(() => PointJournal.Open(_bench["damaged.spmj"])).Fault);
    }

    [Fact]
    public void Any_bytes_at_all_are_an_error_and_stay_as_they_are() => Gen.Select(Gen.Byte.Array[0, 300], Gen.Bool).ForAll((bytes, isMarked) =>
    {
        if (isMarked) bytes = [.. JournalFormat.Magic, .. RecordHead.Marker, .. bytes];
        File.WriteAllBytes(Journal, bytes);
        Assert.Contains(Assert.Throws<JournalException>(() => PointJournal.Open(Journal)).Fault, new[] { JournalFault.NotAJournal, JournalFault.NotBegun });
        Assert.Equal(bytes, File.ReadAllBytes(Journal));
    });

    private List<long> Fresh(JournalPoint[] points)
    {
        foreach (var file in Directory.GetFiles(_bench.Folder)) File.Delete(file);
        return TestJournals.Write(Journal, points);
    }

    private void AssertPrefixOrError(JournalPoint[] points)
    {
        var before = File.ReadAllBytes(Journal);
        try
        {
            using var journal = PointJournal.Open(Journal);
            TestJournals.AssertPrefix(points, journal.Points);
            // What was cut off is kept.
            var kept = journal.Cut is { SavedIn: { } side } ? File.ReadAllBytes(side) : [];
            Assert.Equal(before[^kept.Length..], kept);
        }
        catch (JournalException e)
        {
            Assert.Contains(e.Fault, new[] { JournalFault.NotAJournal, JournalFault.NotBegun, JournalFault.Damaged });
            Assert.Equal(before, File.ReadAllBytes(Journal));
            if (e.Fault == JournalFault.Damaged && e.Offset > 8) TestJournals.AssertPrefix(points, JournalReader.Read(Journal).Points);
        }
    }
}
