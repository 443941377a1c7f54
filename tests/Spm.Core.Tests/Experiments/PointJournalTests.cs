using System.Text;
using Spm.Core.Experiments;

namespace Spm.Core.Tests.Experiments;

public sealed class PointJournalTests : IDisposable
{
    private readonly TestJournals _bench = new();

    private string Journal => _bench["run.spmj"];

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_torn_tail_is_cut_told_and_kept_beside_the_journal()
    {
        var ends = TestJournals.Write(Journal, TestJournals.Make(3));
        var torn = File.ReadAllBytes(Journal)[(int)ends[2]..^5];
        using (var file = File.OpenWrite(Journal)) file.SetLength(ends[3] - 5);
        using (var journal = PointJournal.Open(Journal))
        {
            Assert.Equal(2, journal.Count);
            Assert.Equal(new JournalTail(ends[2], torn.Length, Journal + ".torn-1"), journal.Cut);
            Assert.Equal(torn, File.ReadAllBytes(journal.Cut!.SavedIn!));
            Assert.Equal(ends[2], new FileInfo(Journal).Length);
        }

        using var again = PointJournal.Open(Journal);
        Assert.Null(again.Cut);
    }

    [Fact]
    public void A_second_torn_tail_does_not_overwrite_the_first()
    {
        TestJournals.Write(Journal, TestJournals.Make(3));
        foreach (var name in new[] { "1", "2" })
        {
            using (var file = File.OpenWrite(Journal)) file.SetLength(file.Length - 5);
            using var journal = PointJournal.Open(Journal);
            Assert.Equal($"{Journal}.torn-{name}", journal.Cut!.SavedIn);
        }

        Assert.True(File.Exists(Journal + ".torn-1"));
    }

    [Fact]
    public void Reading_cuts_nothing()
    {
        var ends = TestJournals.Write(Journal, TestJournals.Make(3));
        using (var file = File.OpenWrite(Journal)) file.SetLength(ends[3] - 5);
        var contents = JournalReader.Read(Journal);
        Assert.Equal((2, ends[2], null), (contents.Points.Count, contents.Tail!.Offset, contents.Tail.SavedIn));
        Assert.Equal(ends[3] - 5, new FileInfo(Journal).Length);
    }

    [Fact]
    public void A_damaged_record_in_the_middle_is_named_with_its_byte_and_the_points_before_it_can_be_read_and_salvaged()
    {
        var points = TestJournals.Make(5);
        var ends = TestJournals.Write(Journal, points);
        var bytes = File.ReadAllBytes(Journal);
        bytes[ends[2] + 50] ^= 1;
        File.WriteAllBytes(Journal, bytes);

        var error = Assert.Throws<JournalException>(() => PointJournal.Open(Journal));
        Assert.Equal((JournalFault.Damaged, ends[2]), (error.Fault, error.Offset));
        Assert.Contains($"the record of point 2 (from byte {ends[2]}) is damaged", error.Message, StringComparison.Ordinal);
        Assert.Contains("The 2 points before it are whole", error.Message, StringComparison.Ordinal);
        Assert.Contains("PointJournal.Salvage", error.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(Journal));

        var contents = JournalReader.Read(Journal);
        Assert.Equal((2, false), (contents.Points.Count, contents.IsComplete));
        Assert.Equal(new JournalDamage(ends[2], 3, ends[3]), contents.Damage);

        using var salvaged = PointJournal.Salvage(Journal, _bench["new.spmj"]);
        TestJournals.AssertPrefix(points, salvaged.Points);
        Assert.Equal(2, salvaged.CommittedCount);
        salvaged.Write(points[2]);
        Assert.Equal(bytes, File.ReadAllBytes(Journal));
    }

    [Fact]
    public void A_damaged_header_is_an_error_that_names_it()
    {
        TestJournals.Write(Journal, TestJournals.Make(2));
        var bytes = File.ReadAllBytes(Journal);
        bytes[60] ^= 1;
        File.WriteAllBytes(Journal, bytes);
        foreach (var open in new Action[] { () => PointJournal.Open(Journal), () => JournalReader.Read(Journal), () => PointJournal.Create(Journal, TestJournals.Header()) })
        {
            var error = Assert.Throws<JournalException>(open);
            Assert.Equal(JournalFault.Damaged, error.Fault);
            Assert.Contains("the header (from byte 8) is damaged", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Two_writers_of_one_journal_are_refused_and_the_lock_ends_with_the_first()
    {
        using (PointJournal.Create(Journal, TestJournals.Header()))
        {
            foreach (var open in new Action[] { () => PointJournal.Open(Journal), () => PointJournal.Create(Journal, TestJournals.Header()), () => JournalReader.Read(Journal) })
            {
                var error = Assert.Throws<JournalException>(open);
                Assert.Equal(JournalFault.InUse, error.Fault);
                Assert.Contains("is writing this journal just now", error.Message, StringComparison.Ordinal);
            }
        }

        PointJournal.Open(Journal).Dispose();
    }

    [Fact]
    public void Another_name_of_the_file_does_not_get_around_the_lock()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Making links needs rights there.");
        using var journal = PointJournal.Create(Journal, TestJournals.Header());
        File.CreateSymbolicLink(_bench["alias.spmj"], Journal);
        Assert.Equal(JournalFault.InUse, Assert.Throws<JournalException>(() => PointJournal.Open(_bench["alias.spmj"])).Fault);
    }

    [Fact]
    public void A_run_that_is_there_is_not_overwritten()
    {
        TestJournals.Write(Journal, TestJournals.Make(2));
        var error = Assert.Throws<JournalException>(() => PointJournal.Create(Journal, TestJournals.Header()));
        Assert.Equal(JournalFault.Exists, error.Fault);
        Assert.Contains("a run that was cut short after 2 points. Resume it, or choose another name", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, JournalReader.Read(Journal).Points.Count);
    }

    [Fact]
    public void A_header_that_was_never_finished_is_written_over()
    {
        TestJournals.Write(Journal, []);
        foreach (var length in new[] { 0L, 3, 8, 20, 100 })
        {
            using (var file = File.OpenWrite(Journal)) file.SetLength(length);
            Assert.Equal(JournalFault.NotBegun, Assert.Throws<JournalException>(() => PointJournal.Open(Journal)).Fault);
            using var journal = PointJournal.Create(Journal, TestJournals.Header());
            Assert.Equal(0, journal.Count);
        }
    }

    [Fact]
    public void A_file_that_is_no_journal_is_left_alone()
    {
        File.WriteAllText(Journal, "my own notes");
        foreach (var open in new Action[] { () => PointJournal.Open(Journal), () => PointJournal.Create(Journal, TestJournals.Header()), () => JournalReader.Read(Journal) })
        {
            var error = Assert.Throws<JournalException>(open);
            Assert.Equal((JournalFault.NotAJournal, 0), (error.Fault, error.Offset));
        }

        Assert.Equal("my own notes", File.ReadAllText(Journal));
    }

    [Fact]
    public void A_journal_of_another_version_says_so()
    {
        File.WriteAllBytes(Journal, Encoding.ASCII.GetBytes("SPMJRN07 and more"));
        Assert.Contains("another version", Assert.Throws<JournalException>(() => PointJournal.Open(Journal)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_lead_nowhere_say_what_to_do()
    {
        Assert.Contains("there is no such journal", Assert.Throws<JournalException>(() => PointJournal.Open(Journal)).Message, StringComparison.Ordinal);
        Assert.Contains("this is a folder", Assert.Throws<JournalException>(() => PointJournal.Open(_bench.Folder)).Message, StringComparison.Ordinal);
        var missing = Path.Combine(_bench.Folder, "none", "run.spmj");
        Assert.Contains("Make it first", Assert.Throws<JournalException>(() => PointJournal.Create(missing, TestJournals.Header())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Points_out_of_order_and_of_another_plan_are_refused()
    {
        var points = TestJournals.Make(3);
        using var journal = PointJournal.Create(Journal, TestJournals.Header());
        Assert.Contains("The next point is number 0, got number 1", Assert.Throws<ArgumentException>(() => journal.Write(points[1])).Message, StringComparison.Ordinal);
        Assert.Contains("2 coordinates (x, y), point 0 has 1", Assert.Throws<ArgumentException>(() => journal.Write(new JournalPoint(0, [1], [], 0, []))).Message, StringComparison.Ordinal);
        journal.Write(points[0]);
        journal.Complete();
        Assert.Contains("is complete", Assert.Throws<ArgumentException>(() => journal.Write(points[1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_digest_changes_with_any_bit_of_a_point()
    {
        string Digest(JournalPoint point, string name)
        {
            using var journal = PointJournal.Create(_bench[name], TestJournals.Header());
            journal.Write(point);
            return journal.Digest();
        }

        JournalPoint Point(double value, double clock, params byte[] state) => new(0, [0, 0], [new("height", "m", value)], clock, state);
        string[] digests = [Digest(Point(1, 2, 3), "a"), Digest(Point(Math.BitIncrement(1), 2, 3), "b"), Digest(Point(1, Math.BitIncrement(2), 3), "c"), Digest(Point(1, 2, 4), "d"), Digest(Point(1, 2), "e")];
        Assert.Equal(5, digests.Distinct().Count());
        Assert.Equal(digests[0], Digest(Point(1, 2, 3), "f"));
    }
}
