namespace Spm.Core.Fitting.Solvers;

/// <summary>Runs that <see cref="LoopRobustDescent{T}"/> is to make, and what they found.</summary>
/// <param name="capacity">Runs at most.</param>
/// <param name="slots">Slots of the sweep, padding included.</param>
internal sealed class LoopJobs(int capacity, int slots)
{
    /// <summary>Number of runs.</summary>
    public int Count { get; set; }

    /// <summary>[run]: which loop.</summary>
    public int[] Loop { get; } = new int[capacity];

    /// <summary>[run × 6]: start in, solution out.</summary>
    public double[] Shape { get; } = new double[capacity * LoopEvaluation.Shapes];

    /// <summary>[run × slot]: data − model at the solution.</summary>
    public double[] Residuals { get; } = new double[capacity * slots];

    /// <summary>[run]: robust scale of the residuals; +∞ where the run failed.</summary>
    public double[] Scale { get; } = new double[capacity];

    /// <summary>[run]: Σ w r² at the solution.</summary>
    public double[] Cost { get; } = new double[capacity];

    /// <summary>[run]: evaluations.</summary>
    public int[] Evaluations { get; } = new int[capacity];

    /// <summary>[run]: how it ended.</summary>
    public FitStatus[] Status { get; } = new FitStatus[capacity];

    /// <summary>One run's shape.</summary>
    public Span<double> ShapeOf(int run) => Shape.AsSpan(run * LoopEvaluation.Shapes, LoopEvaluation.Shapes);

    /// <summary>One run's residuals.</summary>
    public Span<double> ResidualsOf(int run) => Residuals.AsSpan(run * slots, slots);

    /// <summary>Adds a run.</summary>
    public void Add(int loop, ReadOnlySpan<double> shape)
    {
        (Loop[Count], Evaluations[Count], Status[Count]) = (loop, 0, FitStatus.Converged);
        shape.CopyTo(ShapeOf(Count++));
    }

    /// <summary>Moves a run to an earlier place.</summary>
    public void Move(int from, int to)
    {
        if (from == to)
            return;
        (Loop[to], Evaluations[to], Status[to], Scale[to], Cost[to]) = (Loop[from], Evaluations[from], Status[from], Scale[from], Cost[from]);
        ShapeOf(from).CopyTo(ShapeOf(to));
        ResidualsOf(from).CopyTo(ResidualsOf(to));
    }
}
