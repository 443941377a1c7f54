namespace Spm.Benchmarks;

/// <summary>Time by the processor's account: what a run costs however many other programs share the machine.</summary>
internal static class ProcessorTime
{
    /// <summary>Processor seconds, all threads, of the cheapest run after one that warms up.</summary>
    public static double Best(int repeats, Action run)
    {
        run();
        return Enumerable.Range(0, repeats).Min(_ =>
        {
            var started = Environment.CpuUsage.TotalTime;
            run();
            return (Environment.CpuUsage.TotalTime - started).TotalSeconds;
        });
    }
}
