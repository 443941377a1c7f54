using System.Numerics;
using System.Text.Json.Nodes;
using Spm.Core.Data;
using Spm.Core.Fitting.Models;
using Spm.Core.IO.Nsid;

namespace Spm.Cli.Tests.Fits;

/// <summary><c>spm fit … --to</c> as a process that is killed, interrupted, and runs out of disk.</summary>
public sealed class KilledFitTests : IDisposable
{
    private const int Rows = 240, Columns = 250, Bins = 80;
    private const int Kills = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("spm-kill-").FullName;

    public KilledFitTests() => NsidWriter.Write(Spectra(), File("data.h5"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_fit_killed_ten_times_gives_the_file_of_an_uninterrupted_one()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Processes are killed with signals here.");
        var (random, finished) = (new Random(3), 0L);
        for (var k = 0; k < Kills; k++)
        {
            using var fit = Fit("r.h5");
            // 37 blocks of about 150 kB follow a header; a kill falls anywhere within a block.
            if (fit.EndsBefore(File("r.h5.partial"), finished + random.Next(500, 600_000))) break;
            fit.Kill();
            // It may have come to its end between the look and the kill.
            if (System.IO.File.Exists(File("r.h5"))) break;
            finished = new FileInfo(File("r.h5.partial")).Length;
        }

        Assert.True(finished > 0, "No kill fell into the fit.");
        if (!System.IO.File.Exists(File("r.h5")))
        {
            using var last = Fit("r.h5", "--json");
            var (code, output, error) = last.End();
            Assert.True(code == 0, error);
            var summary = JsonNode.Parse(output)!;
            Assert.Equal(Rows * Columns, (int)summary["fits"]!);
            Assert.True((long)summary["fits_found_finished"]! > 0);
        }

        System.IO.File.Move(File("r.h5"), File("killed.h5"));
        using var whole = Fit("r.h5");
        Assert.Equal(0, whole.End().Code);
        Assert.Equal(System.IO.File.ReadAllBytes(File("r.h5")), System.IO.File.ReadAllBytes(File("killed.h5")));
        Assert.Equal(["data.h5", "killed.h5", "r.h5"], Directory.GetFiles(_folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Interrupted_it_says_how_to_continue()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Processes are interrupted with signals here.");
        using var fit = Fit("r.h5");
        Assert.False(fit.EndsBefore(File("r.h5.partial"), 1000));
        fit.Interrupt();
        var (code, _, error) = fit.End();
        Assert.Equal(130, code);
        Assert.Contains("Give the same command again to continue", error, StringComparison.Ordinal);
        using var again = Fit("r.h5", "--json");
        Assert.True((long)JsonNode.Parse(again.End().Output)!["fits_found_finished"]! > 0);
    }

    [Fact]
    public void Without_room_it_keeps_what_it_has_and_says_so()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("The limit on a file's size is set by a shell here.");
        // The largest file a process may write, in units of 512 bytes: 1 MB; the runtime's own doubled code pages count as a file.
        using var fit = new SpmProcess(_folder, ["fit", "sho", "data.h5", "--loss", "cauchy", "--to", "r.h5"], "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 2000");
        var (code, _, error) = fit.End();
        Assert.Equal(1, code);
        Assert.Contains("What was fitted so far is kept there: make room on the disk and give the same command again to continue.", error, StringComparison.Ordinal);
        using var again = Fit("r.h5", "--json");
        Assert.True((long)JsonNode.Parse(again.End().Output)!["fits_found_finished"]! > 0);
    }

    // The robust loss takes a second or two, long enough to be killed in.
    private SpmProcess Fit(string target, params string[] more) => new(_folder, ["fit", "sho", "data.h5", "--loss", "cauchy", "--to", target, .. more]);

    private string File(string name) => Path.Combine(_folder, name);

    private static Dataset Spectra()
    {
        var (random, frequencies) = (new Random(2), Dimension.Linear(310e3, 390e3, Bins));
        var samples = new Complex[Rows * Columns * Bins];
        for (var fit = 0; fit < Rows * Columns; fit++)
        {
            var (resonance, quality, phase) = (330e3 + 40e3 * random.NextDouble(), 50 + 250 * random.NextDouble(), 6 * random.NextDouble());
            for (var k = 0; k < Bins; k++)
                samples[fit * Bins + k] = ShoModel.Response(frequencies[k], 1 / quality, resonance, quality, phase) + 0.1 * new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5);
        }

        Dimension[] dimensions =
        [
            new("Y", "Length", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, Rows)),
            new("X", "Length", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, Columns)),
            new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, frequencies),
        ];
        return new("spectra", "Piezoresponse", "V", dimensions, new ComplexMemoryStore(samples));
    }
}
