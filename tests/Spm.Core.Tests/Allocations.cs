namespace Spm.Core.Tests;

/// <summary>What code allocates once it is warm.</summary>
internal static class Allocations
{
    /// <summary>
    /// Bytes of the least of up to six calls. What is compiled late, the runtime may allocate for, also in the midst of a later call; what the
    /// code itself allocates, each call does.
    /// </summary>
    public static long Of(Action call)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 6 && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return least;
    }
}
