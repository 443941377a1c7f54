using System.Diagnostics;

namespace Spm.Kernel.Scripting;

/// <summary>What one run took.</summary>
/// <param name="Wall">On the clock.</param>
/// <param name="Processor">On all cores together; other cells' threads and the kernel itself included.</param>
/// <param name="AllocatedBytes">On all threads.</param>
/// <param name="Collections">Garbage collections of generations 0, 1 and 2.</param>
internal readonly record struct RunCost(TimeSpan Wall, TimeSpan Processor, long AllocatedBytes, (int Gen0, int Gen1, int Gen2) Collections)
{
    public static RunCost operator +(RunCost a, RunCost b) => new(
        a.Wall + b.Wall, a.Processor + b.Processor, a.AllocatedBytes + b.AllocatedBytes,
        (a.Collections.Gen0 + b.Collections.Gen0, a.Collections.Gen1 + b.Collections.Gen1, a.Collections.Gen2 + b.Collections.Gen2));
}

/// <summary>Measures code while it runs, and not while it is compiled.</summary>
/// <param name="runs">How often each piece of code is run; with more than one, once more before, uncounted, so that it is compiled to machine code.</param>
internal sealed class RunMeter(int runs)
{
    private readonly List<RunCost> _costs = [];

    /// <summary>How often each piece of code is counted.</summary>
    public int Runs { get; } = runs;

    /// <summary>One entry per counted run.</summary>
    public IReadOnlyList<RunCost> Costs => _costs;

    /// <summary>Runs something once and returns what it returns.</summary>
    public T Measure<T>(Func<T> run, bool isCounted = true)
    {
        var (collections, allocated, processor, start) = (CollectionCounts(), GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        try
        {
            return run();
        }
        finally
        {
            var wall = Stopwatch.GetElapsedTime(start);
            var after = CollectionCounts();
            if (isCounted)
                _costs.Add(new RunCost(wall, Environment.CpuUsage.TotalTime - processor, GC.GetTotalAllocatedBytes(precise: true) - allocated,
                    (after.Gen0 - collections.Gen0, after.Gen1 - collections.Gen1, after.Gen2 - collections.Gen2)));
        }
    }

    private static (int Gen0, int Gen1, int Gen2) CollectionCounts() => (GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));
}
