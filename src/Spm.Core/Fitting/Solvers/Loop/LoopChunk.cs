namespace Spm.Core.Fitting.Solvers;

/// <summary>A few hundred loops on their way through the lane solvers, one row per loop: small enough to stay in the cache between two stages.</summary>
internal sealed class LoopChunk(LoopSlots slots)
{
    /// <summary>Loops per chunk.</summary>
    public const int Capacity = 256;

    /// <summary>[loop × slot]: data, scaled to a span of one half each way, without constant and slope.</summary>
    public double[] Data { get; } = new double[Capacity * slots.Count];

    /// <summary>Σd².</summary>
    public double[] Energy { get; } = new double[Capacity];

    /// <summary>Σd over the falling branch.</summary>
    public double[] FallingData { get; } = new double[Capacity];

    /// <summary>Σd over the rising branch.</summary>
    public double[] RisingData { get; } = new double[Capacity];

    /// <summary>Mean of the scaled data.</summary>
    public double[] Mean { get; } = new double[Capacity];

    /// <summary>Scaled data times the bias column.</summary>
    public double[] Slope { get; } = new double[Capacity];

    /// <summary>Half the measured value = Centre + Span × scaled.</summary>
    public double[] Centre { get; } = new double[Capacity];

    /// <summary>Half the measured range.</summary>
    public double[] Span { get; } = new double[Capacity];

    /// <summary>True where a loop is not to be fitted as it is: points missing, no span, or a few points far from the others.</summary>
    public bool[] IsDoubtful { get; } = new bool[Capacity];

    /// <summary>[loop × 6]: a2, b0, b1, a3, b2, b3; the start, then the best found.</summary>
    public double[] Shape { get; } = new double[Capacity * LoopLaneState<Numerics.Lanes1>.Shapes];

    /// <summary>Sum of squares of the scaled data at <see cref="Shape"/>.</summary>
    public double[] Cost { get; } = new double[Capacity];

    /// <summary>[loop × 8]: <see cref="LoopBranchProducts"/> of the falling and the rising branch at <see cref="Shape"/>.</summary>
    public double[] Branches { get; } = new double[Capacity * 2 * LoopBranchProducts.Length];

    /// <summary>Evaluations of the model.</summary>
    public int[] Evaluations { get; } = new int[Capacity];

    /// <summary>False where the iteration limit came first.</summary>
    public bool[] HasConverged { get; } = new bool[Capacity];
}
