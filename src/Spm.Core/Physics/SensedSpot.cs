using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spm.Core.Physics;

/// <summary>The Gaussian spot that a tip senses at one place of a lattice: weights w = exp(−r²/2s²) over the cells within 3s.</summary>
internal sealed class SensedSpot
{
    private readonly double _xM, _yM, _resolutionM, _total;
    private readonly int _firstRow, _firstColumn;
    private readonly double[] _across, _along;

    /// <summary>Works out the weights.</summary>
    /// <param name="lattice">The lattice.</param>
    /// <param name="xM">Position in m.</param>
    /// <param name="yM">Position in m.</param>
    /// <param name="resolutionM">s in m.</param>
    public SensedSpot(PolarizationLattice lattice, double xM, double yM, double resolutionM)
    {
        (_xM, _yM, _resolutionM) = (xM, yM, resolutionM);
        (_firstColumn, _across) = Weights(xM, lattice.Columns, lattice.CellM);
        (_firstRow, _along) = Weights(yM, lattice.Rows, lattice.CellM);
        var (across, along) = (0.0, 0.0);
        foreach (var w in _across) across += w;
        foreach (var w in _along) along += w;
        _total = across * along;
    }

    /// <summary>True when the spot lies where it is asked for.</summary>
    public bool Is(double xM, double yM, double resolutionM) => (xM, yM, resolutionM) == (_xM, _yM, _resolutionM);

    /// <summary>Σ w v / Σ w of a row-major field.</summary>
    public double Average(double[] values, int columns)
    {
        var sum = 0.0;
        for (var row = 0; row < _along.Length; row++)
            sum += _along[row] * Dot(_across, values.AsSpan((_firstRow + row) * columns + _firstColumn, _across.Length));
        return sum / _total;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        // Four sums in fixed order whatever the vector width, so that the outcome does not depend on it.
        var sums = Vector256<double>.Zero;
        var i = 0;
        for (; i + 4 <= a.Length; i += 4)
            sums += Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(a), (nuint)i) * Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(b), (nuint)i);
        var sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private (int First, double[] Weights) Weights(double position, int count, double cellM)
    {
        var cell = (int)Math.Floor(position / cellM);
        var reach = (int)Math.Ceiling(3 * _resolutionM / cellM);
        var (first, last) = (Math.Clamp(cell - reach, 0, count - 1), Math.Clamp(cell + reach, 0, count - 1));
        var weights = new double[last - first + 1];
        for (var c = 0; c < weights.Length; c++)
        {
            var distance = (first + c + 0.5) * cellM - position;
            weights[c] = Math.Exp(-0.5 * distance * distance / (_resolutionM * _resolutionM));
        }
        return (first, weights);
    }
}
