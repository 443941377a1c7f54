using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// The points of as many spectra as there are lanes, side by side. A point that a spectrum lacks has weight 0 and the abscissa of a point
/// that it has, so that the model is never asked for what it cannot answer.
/// </summary>
internal sealed class LaneTile<T> where T : unmanaged, IRealLanes<T>
{
    private readonly int _variables;
    private readonly LaneBuffer<T> _x, _y, _rootWeights;
    private readonly bool[] _hasWholeAxis = new bool[T.Width];

    public LaneTile(int points, int variables, int channels)
    {
        _variables = variables;
        (_x, _y, _rootWeights) = (new(points * variables), new(points * channels), new(points));
    }

    /// <summary>[point × variable].</summary>
    public ReadOnlySpan<T> X => _x.Span;

    /// <summary>[point × channel], in the unit of the data.</summary>
    public ReadOnlySpan<T> Y => _y.Span;

    /// <summary>[point]: √w.</summary>
    public ReadOnlySpan<T> RootWeights => _rootWeights.Span;

    /// <summary>Puts a spectrum into a lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(int lane, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> rootWeights)
    {
        Copy(rootWeights, _rootWeights, lane);
        var present = rootWeights.IndexOfAnyExcept(0.0);
        if (rootWeights.Contains(0.0))
        {
            var toX = _x.Numbers;
            var toY = _y.Numbers;
            var channels = y.Length / rootWeights.Length;
            for (var i = 0; i < rootWeights.Length; i++)
            {
                var from = rootWeights[i] == 0 ? present : i;
                for (var v = 0; v < _variables; v++) toX[(i * _variables + v) * T.Width + lane] = x[from * _variables + v];
                for (var c = 0; c < channels; c++) toY[(i * channels + c) * T.Width + lane] = y[from * channels + c];
            }
            _hasWholeAxis[lane] = false;
            return;
        }
        Copy(y, _y, lane);
        if (_hasWholeAxis[lane]) return;
        Copy(x, _x, lane);
        _hasWholeAxis[lane] = true;
    }

    /// <summary>Puts new weights into a lane whose spectrum stays.</summary>
    public void Reweight(int lane, ReadOnlySpan<double> rootWeights) => Copy(rootWeights, _rootWeights, lane);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(ReadOnlySpan<double> source, LaneBuffer<T> destination, int lane)
    {
        ref var to = ref Unsafe.Add(ref Unsafe.As<double, long>(ref MemoryMarshal.GetReference(destination.Numbers)), lane);
        ref var from = ref Unsafe.As<double, long>(ref MemoryMarshal.GetReference(source));
        for (nint k = 0; k < source.Length; k++) Unsafe.Add(ref to, k * T.Width) = Unsafe.Add(ref from, k);
    }
}
