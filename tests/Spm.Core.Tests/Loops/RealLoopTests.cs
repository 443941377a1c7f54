using System.Runtime.InteropServices;
using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.Tests.Loops;

/// <summary>The measured loops of <c>BEPS_PTO_50x50.h5</c>: spikes two to three orders above the loop, and noise-only pixels.</summary>
public class RealLoopTests
{
    [Fact]
    public async Task Most_of_the_measured_loops_are_described_and_few_points_left_out()
    {
        var result = LoopFitter.Fit(await Read(), cancel: TestContext.Current.CancellationToken);
        Assert.Equal(2500, result.Count);
        Assert.True(result.RSquared.Count(r => r >= 0.9) >= 0.78 * 2500, $"{result.RSquared.Count(r => r >= 0.9)} of 2,500 reach R² ≥ 0.9.");
        Assert.True(Enumerable.Range(0, 2500).Count(k => result.IsGood(k) && result.RSquared[k] >= 0.9) >= 0.70 * 2500);
        Assert.True(result.Excluded!.Count(e => e) <= 0.15 * result.Excluded!.Length, $"{result.Excluded!.Count(e => e)} of {result.Excluded!.Length} points are left out.");
    }

    [Fact]
    public async Task A_map_of_the_measured_loops_shows_every_bad_pixel_as_bad()
    {
        var result = LoopFitter.Fit(await Read(), cancel: TestContext.Current.CancellationToken);
        foreach (var parameter in FitMaps.Parameters(result).Where(p => p.Symbol != "R2"))
        {
            var map = FitMaps.Of(result, parameter.Symbol);
            Assert.Equal("X", map.Horizontal.Name);
            for (var row = 0; row < 50; row++)
                for (var column = 0; column < 50; column++)
                {
                    Assert.Equal(map.BadReasons[row, column] is not null, double.IsNaN(map.Values[row, column]));
                    Assert.True(result.IsGood(column * 50 + row) || map.BadReasons[row, column] is not null);
                }
        }
    }

    private static async Task<Dataset> Read()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Spm.Interactive.sln")))
            folder = folder.Parent;
        var file = Path.Combine(folder?.FullName ?? ".", "..", "shared", "data", "BEPS_PTO_50x50.h5");
        if (!File.Exists(file))
            Assert.Skip("../shared/data/BEPS_PTO_50x50.h5 is not there.");
        const string Script = """
            import base64, sys, h5py
            group = h5py.File(sys.argv[1])['Channel_000/generic']
            for name in ('generic', 'X', 'Y', 'Voltage'):
                print(base64.b64encode(group[name][()].astype('<f8').tobytes()).decode())
            """;
        var arrays = (await Python.Run(Script, file)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => MemoryMarshal.Cast<byte, double>(Convert.FromBase64String(line)).ToArray()).ToArray();
        return new("BEPS", "Piezoresponse", "a.u.",
            [new("X", "Position", "m", DimensionKind.Spatial, arrays[1]), new("Y", "Position", "m", DimensionKind.Spatial, arrays[2]), new("Voltage", "Bias", "V", DimensionKind.Spectroscopic, arrays[3])],
            new RealMemoryStore(arrays[0]));
    }
}
