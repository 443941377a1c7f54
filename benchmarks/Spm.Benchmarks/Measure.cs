using System.Diagnostics;
using System.Text;

namespace Spm.Benchmarks;

/// <summary>What every suite needs: the best time of several runs, the machine's name, the place of the tables.</summary>
internal static class Measure
{
    /// <summary>Seconds of the fastest run after one that warms up: the machine is shared, and the fastest run was disturbed least.</summary>
    public static double Best(int repeats, Action run)
    {
        run();
        return Enumerable.Range(0, repeats).Min(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            run();
            return Stopwatch.GetElapsedTime(started).TotalSeconds;
        });
    }

    /// <summary>Prints a table and keeps it as <c>benchmarks/results/name.md</c>.</summary>
    public static void Publish(string name, StringBuilder table)
    {
        Console.Write(table);
        var folder = Path.Combine(RepositoryRoot(), "benchmarks", "results");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".md"), table.ToString());
    }

    public static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Spm.Interactive.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Spm.Interactive.sln; run the benchmarks from the repository.");
    }

    public static string CpuName() =>
        !File.Exists("/proc/cpuinfo") ? "an unnamed CPU"
        : File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "an unnamed CPU";

    public static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
