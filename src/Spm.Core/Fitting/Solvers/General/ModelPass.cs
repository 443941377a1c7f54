using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Fitting.Gradients;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>One pass over all points of a tile: what Gauss and Newton need to know of the model at one place of each lane.</summary>
internal abstract class ModelPass<T> where T : unmanaged, IRealLanes<T>
{
    private const int BlockPoints = 16;

    private readonly int _columns, _variables, _channels;
    private readonly LaneBuffer<T> _values, _jacobian;

    /// <param name="columns">Columns of the Jacobian.</param>
    /// <param name="variables">Variables per point.</param>
    /// <param name="channels">Numbers per point.</param>
    protected ModelPass(int columns, int variables, int channels)
    {
        (_columns, _variables, _channels) = (columns, variables, channels);
        (_values, _jacobian) = (new(BlockPoints * channels), new(BlockPoints * channels * columns));
    }

    /// <summary>f and ∂f/∂p at a run of points.</summary>
    /// <param name="x">[point × variable].</param>
    /// <param name="p">[parameter].</param>
    /// <param name="values">[point × channel], out.</param>
    /// <param name="jacobian">[point × channel × column], out.</param>
    protected abstract void Evaluate(ReadOnlySpan<T> x, ReadOnlySpan<T> p, Span<T> values, Span<T> jacobian);

    /// <summary>With r = √w (y − f) and J = √w ∂f/∂p: JᵀJ (lower triangle, row by row), Jᵀr and Σ r².</summary>
    /// <param name="tile">Points of all lanes.</param>
    /// <param name="p">[parameter].</param>
    /// <param name="normal">[column·(column+1)/2], out.</param>
    /// <param name="gradient">[column], out.</param>
    /// <returns>Σ r².</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public T Sum(LaneTile<T> tile, ReadOnlySpan<T> p, Span<T> normal, Span<T> gradient)
    {
        normal.Clear();
        gradient.Clear();
        var cost = T.Broadcast(0);
        ReadOnlySpan<T> x = tile.X, y = tile.Y, roots = tile.RootWeights;
        Span<T> values = _values.Span, slopes = _jacobian.Span;
        ref var residuals = ref MemoryMarshal.GetReference(values);
        ref var jacobian = ref MemoryMarshal.GetReference(slopes);
        for (var first = 0; first < roots.Length; first += BlockPoints)
        {
            var points = Math.Min(BlockPoints, roots.Length - first);
            var rows = points * _channels;
            Evaluate(x.Slice(first * _variables, points * _variables), p, values[..rows], slopes[..(rows * _columns)]);
            for (nint i = 0, row = 0; i < points; i++)
            {
                var root = roots[first + (int)i];
                for (var c = 0; c < _channels; c++, row++)
                {
                    var r = root * (y[first * _channels + (int)row] - Unsafe.Add(ref residuals, row));
                    Unsafe.Add(ref residuals, row) = r;
                    cost = T.MultiplyAdd(r, r, cost);
                    for (var j = 0; j < _columns; j++) Unsafe.Add(ref jacobian, row * _columns + j) *= root;
                }
            }
            LaneProducts<T>.Add(ref jacobian, ref residuals, rows, _columns, ref MemoryMarshal.GetReference(normal), ref MemoryMarshal.GetReference(gradient));
        }
        return cost;
    }
}

/// <summary>The pass of one model, differentiated exactly.</summary>
/// <param name="parameters">Parameters of the model.</param>
/// <param name="columns">The parameter of each column.</param>
internal sealed class ModelPass<TKernel, T>(int parameters, int[] columns) : ModelPass<T>(columns.Length, TKernel.Variables, TKernel.Channels)
    where TKernel : struct, IModelKernel where T : unmanaged, IRealLanes<T>
{
    private readonly Gradient<TKernel, T> _model = new(parameters, columns);

    protected override void Evaluate(ReadOnlySpan<T> x, ReadOnlySpan<T> p, Span<T> values, Span<T> jacobian) => _model.At(x, p, values, jacobian);
}
