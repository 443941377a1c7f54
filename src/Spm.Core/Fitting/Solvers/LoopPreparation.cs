namespace Spm.Core.Fitting.Solvers;

/// <summary>What is the same for all loops of a sweep whose points are all kept.</summary>
internal static class LoopPreparation
{
    /// <summary>[slot]: (V − V̄)/√Σ(V − V̄)².</summary>
    public static double[] BiasColumn(LoopSlots slots)
    {
        var mean = slots.BiasV.Average();
        var length = Math.Sqrt(slots.BiasV.Sum(v => (v - mean) * (v - mean)));
        return [.. slots.BiasV.Select(v => (v - mean) / length)];
    }
}
