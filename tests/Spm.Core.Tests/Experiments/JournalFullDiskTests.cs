using Spm.Core.Experiments;
using Spm.Core.Experiments.Framing;

namespace Spm.Core.Tests.Experiments;

public sealed class JournalFullDiskTests : IDisposable
{
    private readonly TestJournals _bench = new();
    private readonly MemoryMedium _disk = new();
    private readonly JournalPoint[] _points = TestJournals.Make(6);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_full_disk_is_told_and_the_points_stay_in_memory()
    {
        using var journal = FilledUpTo(3);
        var error = Assert.Throws<JournalException>(() => journal.Write(_points[3]));
        Assert.Equal(JournalFault.CannotWrite, error.Fault);
        Assert.Contains("No space left on device. 3 points are on disk; 1 more is kept in memory", error.Message, StringComparison.Ordinal);
        Assert.Contains("ContinueIn", error.Message, StringComparison.Ordinal);
        Assert.Equal((4L, 3L), (journal.Count, journal.CommittedCount));
        TestJournals.AssertPrefix(_points, journal.Points);
    }

    [Fact]
    public void Once_there_is_room_the_same_points_are_written_and_the_file_is_as_if_nothing_had_been()
    {
        using var journal = FilledUpTo(3);
        Assert.Throws<JournalException>(() => journal.Write(_points[3]));
        Assert.Throws<JournalException>(() => journal.Write(_points[4]));
        _disk.Room = 1 << 20;
        journal.Commit();
        journal.Write(_points[5]);
        journal.Complete();
        Assert.Equal(6, journal.CommittedCount);
        var scan = JournalScan.Of(new MemoryMedium(_disk.OnDisk), "disk");
        Assert.Equal((6, true), (scan.Points.Count, scan.IsComplete));
        TestJournals.AssertPrefix(_points, scan.Points);
    }

    [Fact]
    public void What_a_full_disk_left_behind_is_a_torn_tail()
    {
        using var journal = FilledUpTo(3);
        Assert.Throws<JournalException>(() => journal.Write(_points[3]));
        var scan = JournalScan.Of(new MemoryMedium(_disk.Bytes), "disk");
        Assert.Equal((3, null), (scan.Points.Count, scan.Damage));
        Assert.True(scan.End < _disk.Length);
    }

    [Fact]
    public void All_points_go_on_in_a_file_on_another_disk()
    {
        using (var journal = FilledUpTo(3))
        {
            Assert.Throws<JournalException>(() => journal.Write(_points[3]));
            journal.ContinueIn(_bench["elsewhere.spmj"]);
            Assert.Equal((_bench["elsewhere.spmj"], 4L), (journal.Path, journal.CommittedCount));
            journal.Write(_points[4]);
            journal.Commit();
        }

        using var again = PointJournal.Open(_bench["elsewhere.spmj"]);
        Assert.Equal((5L, null), (again.Count, again.Cut));
        TestJournals.AssertPrefix(_points, again.Points);
    }

    [Fact]
    public void When_the_other_file_cannot_be_made_the_journal_stays_as_it_was()
    {
        using var journal = FilledUpTo(3);
        Assert.Throws<JournalException>(() => journal.Write(_points[3]));
        Assert.Throws<JournalException>(() => journal.ContinueIn(Path.Combine(_bench.Folder, "none", "x.spmj")));
        Assert.Equal((4L, 3L), (journal.Count, journal.CommittedCount));
    }

    [Fact]
    public void After_a_failed_flush_everything_since_the_last_good_one_is_written_again()
    {
        using var journal = FilledUpTo(2);
        _disk.Room = 1 << 20;
        journal.Write(_points[2]);
        _disk.FlushFails = true;
        Assert.Contains("Input/output error", Assert.Throws<JournalException>(journal.Commit).Message, StringComparison.Ordinal);
        // The system may have dropped the pages it could not write.
        _disk.SetLength(_disk.OnDisk.Length);
        _disk.FlushFails = false;
        journal.Commit();
        Assert.Equal(3, JournalScan.Of(new MemoryMedium(_disk.OnDisk), "disk").Points.Count);
    }

    [Fact]
    public async Task A_run_on_a_disk_that_fills_up_stops_and_is_resumed_to_the_same_end()
    {
        var plan = new PointPlan(TestJournals.Position, [.. _points.Select(p => p.Coordinates)]);
        Task<MeasuredPoint> Measure(PlannedPoint point, CancellationToken _) =>
            Task.FromResult(new MeasuredPoint([new JournalValue("height", "m", point.OpenRandom().NextUniform())], point.Index));

        var measured = new List<long>();
        var header = new JournalHeader { Plan = plan.Description, Seed = 3 };
        using var journal = PointJournal.Create("disk", header, (_, _) => _disk);
        _disk.Room = _disk.Length + 400;
        MeasurePoint counted = (point, token) =>
        {
            measured.Add(point.Index);
            return Measure(point, token);
        };
        var error = await Assert.ThrowsAsync<JournalException>(() => MeasurementRun.RunAsync(plan, counted, journal, cancellationToken: Token));
        Assert.Equal(JournalFault.CannotWrite, error.Fault);
        Assert.InRange(journal.Count, 1, 5);
        _disk.Room = 1 << 20;
        var result = await MeasurementRun.ResumeAsync(journal, counted, cancellationToken: Token);
        Assert.Equal([0, 1, 2, 3, 4, 5], measured);

        using var whole = PointJournal.Create(_bench["whole.spmj"], header);
        Assert.Equal((await MeasurementRun.RunAsync(plan, Measure, whole, cancellationToken: Token)).Digest, result.Digest);
    }

    [Fact]
    public void A_folder_that_may_not_be_written_to_is_told_before_anything_is_measured()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Read-only folders are made in another way there.");
            return;
        }

        // The super-user may write everywhere but into the kernel's own folders.
        var folder = Environment.IsPrivilegedProcess ? "/proc" : _bench.Folder;
        var mode = File.GetUnixFileMode(folder);
        if (!Environment.IsPrivilegedProcess) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var error = Assert.Throws<JournalException>(() => PointJournal.Create(Path.Combine(folder, "run.spmj"), TestJournals.Header()));
            Assert.Equal(JournalFault.CannotWrite, error.Fault);
            Assert.Contains("Nothing was measured", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            if (!Environment.IsPrivilegedProcess) File.SetUnixFileMode(folder, mode);
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A journal whose disk is full after so many points and a few bytes.</summary>
    private PointJournal FilledUpTo(int points)
    {
        var journal = PointJournal.Create("disk", TestJournals.Header(), (_, _) => _disk);
        foreach (var point in _points[..points])
        {
            journal.Write(point);
            journal.Commit();
        }

        _disk.Room = _disk.Length + 9;
        return journal;
    }
}
