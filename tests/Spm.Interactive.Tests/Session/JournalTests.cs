using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Experiments;
using Spm.Core.Instruments;
using Spm.Interactive.Tests.Commands;

namespace Spm.Interactive.Tests.Session;

/// <summary>A measurement with a journal that is cut short, and what resume makes of it.</summary>
public sealed class JournalTests : IDisposable
{
    private const string Measure = "loops --grid 3x2 --size 600nm --steps 8 --bins 8 --journal";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spm-journal-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("pto --seed 7", 1)]
    [InlineData("pto --seed 7", 4)]
    [InlineData("pto --seed 7 --scanner real", 3)]
    [InlineData("linbo3 --seed 2", 2)]
    [InlineData("pto --seed 7 --in-time", 3)]
    public async Task A_run_that_was_cut_after_some_pixels_ends_with_exactly_what_it_would_have_given(string sample, int pixels)
    {
        await using var whole = new CommandHost();
        await whole.Run($"connect twin --sample {sample}");
        var expected = await whole.Run<Dataset>($"{Measure} {File("whole.spmj")}");

        await using var cut = new CommandHost();
        await cut.Run($"connect twin --sample {sample}");
        using var stop = new CancellationTokenSource();
        var session = cut.Extension.Session;
        var request = new LoopRequest { Rows = 2, Columns = 3, SizeM = 600e-9, StepsPerCycle = 8, Bins = 8 };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.MeasureWithJournalAsync(request, File("cut.spmj"), new StopAfter(pixels, stop), stop.Token));

        await using var resumed = new CommandHost();
        var result = await resumed.Run<Dataset>($"resume {File("cut.spmj")} as beps");
        Assert.Equal(Samples(expected), Samples(result));
        Assert.Equal(expected.Dimensions.Select(d => d.ToString()), result.Dimensions.Select(d => d.ToString()));
        Assert.Equal(expected.Provenance[^1].Parameters["digest"], result.Provenance[^1].Parameters["digest"]);
    }

    [Fact]
    public async Task A_complete_journal_is_only_read()
    {
        await using var host = new CommandHost();
        await host.Run("connect twin --seed 3");
        var measured = await host.Run<Dataset>($"{Measure} {File("run.spmj")}");
        Assert.Equal(Samples(measured), Samples(await host.Run<Dataset>($"resume {File("run.spmj")}")));
    }

    [Fact]
    public async Task A_journal_that_is_there_is_not_written_over()
    {
        await using var host = new CommandHost();
        await host.Run("connect twin --seed 3");
        await host.Run($"{Measure} {File("run.spmj")}");
        Assert.Contains("run.spmj", await host.Error($"{Measure} {File("run.spmj")}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_kernels_on_one_journal_are_refused()
    {
        await using var host = new CommandHost();
        await host.Run("connect twin --seed 3");
        using var held = PointJournal.Create(File("held.spmj"), JournalHeader.Of(new PointPlan([new("x", "m")], [[0.0]]), 1, host.Extension.Session.Instrument!));
        Assert.Contains("held.spmj", await host.Error($"resume {File("held.spmj")}"), StringComparison.Ordinal);
    }

    private string File(string name) => Path.Combine(_folder.FullName, name);

    private static Complex[] Samples(Dataset data)
    {
        var samples = new Complex[data.Samples.Length];
        data.Samples.Read(0, samples);
        return samples;
    }
}
