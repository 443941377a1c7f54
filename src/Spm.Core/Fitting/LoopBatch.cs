using Spm.Core.Fitting.Models;
using Spm.Core.Fitting.Solvers;

namespace Spm.Core.Fitting;

/// <summary>
/// Fits loops of one bias sweep on one thread, again and again, allocating nothing after construction. More than a hundred thousand loops
/// per second: <see cref="LoopFitter"/> runs one of these per core. Not safe for concurrent use.
/// </summary>
public sealed class LoopBatch
{
    private readonly LoopBatchSolver _solver;

    /// <summary>Allocates the workspace.</summary>
    /// <param name="biasesV">Bias in the order swept, one cycle, V; [point].</param>
    /// <param name="options">How to fit; null for the defaults. The number of threads is ignored.</param>
    /// <exception cref="ArgumentException">The sweep is not one cycle, a bias is not finite, or an option is out of range.</exception>
    public LoopBatch(ReadOnlySpan<double> biasesV, LoopFitOptions? options = null)
        : this(biasesV, options, 0)
    {
    }

    internal LoopBatch(ReadOnlySpan<double> biasesV, LoopFitOptions? options, int laneWidth)
    {
        options ??= new();
        options.Check();
        Points = biasesV.Length;
        _solver = LoopBatchSolver.Create(new(biasesV.ToArray()), options, laneWidth);
    }

    /// <summary>Points per loop.</summary>
    public int Points { get; }

    /// <summary>Fits [loop × point], row-major. What a loop holds never throws; it becomes a status and a verdict.</summary>
    /// <exception cref="ArgumentException">The loops are not a whole number of rows, or an output span is too short.</exception>
    public void Fit(ReadOnlySpan<double> loops, FitRows output)
    {
        if (loops.Length % Points != 0)
            throw new ArgumentException($"{loops.Length} samples are no whole number of loops of {Points} points.", nameof(loops));
        output.Validate(loops.Length / Points, LoopModel.ParameterCount, Points);
        _solver.Fit(loops, output);
    }
}
