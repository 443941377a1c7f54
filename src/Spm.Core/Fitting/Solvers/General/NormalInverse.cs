using System.Runtime.CompilerServices;

namespace Spm.Core.Fitting.Solvers;

/// <summary>Diagonal of the inverse of a small JᵀWJ, by Cholesky with columns of unit length.</summary>
internal sealed class NormalInverse(int size)
{
    // Normal equations square the condition: below this, four of sixteen digits of an error would be lost and more.
    private const double LeastPivot = 1e-8;

    private readonly double[] _lower = new double[size * size], _scale = new double[size], _column = new double[size], _diagonal = new double[size];

    /// <summary>[column]: the diagonal of the inverse; NaN for columns held.</summary>
    public ReadOnlySpan<double> Diagonal => _diagonal;

    /// <summary>Inverts.</summary>
    /// <param name="normal">Lower triangle, row by row.</param>
    /// <param name="held">Bit j is set when column j takes no part.</param>
    /// <returns>False when the columns depend on one another too much for normal equations.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Invert(ReadOnlySpan<double> normal, uint held)
    {
        for (var i = 0; i < size; i++)
        {
            var (d, row) = (normal[i * (i + 1) / 2 + i], i * (i + 1) / 2);
            var isHeld = IsHeld(held, i);
            if (!isHeld && !(d is > 0 and < double.PositiveInfinity)) return false;
            _scale[i] = isHeld ? 0 : 1 / Math.Sqrt(d);
            var pivot = 1.0;
            for (var j = 0; j < i; j++)
            {
                var sum = normal[row + j] * _scale[i] * _scale[j];
                for (var k = 0; k < j; k++) sum -= _lower[i * size + k] * _lower[j * size + k];
                var l = sum / _lower[j * size + j];
                _lower[i * size + j] = l;
                pivot -= l * l;
            }
            if (!(pivot > LeastPivot)) return false;
            _lower[i * size + i] = Math.Sqrt(pivot);
        }
        _diagonal.AsSpan().Clear();
        for (var c = 0; c < size; c++)
        {
            // Column c of L⁻¹; (LLᵀ)⁻¹ⱼⱼ = Σ over rows of (L⁻¹)ᵢⱼ².
            for (var i = c; i < size; i++)
            {
                var sum = i == c ? 1.0 : 0.0;
                for (var k = c; k < i; k++) sum -= _lower[i * size + k] * _column[k];
                _column[i] = sum / _lower[i * size + i];
                _diagonal[c] += _column[i] * _column[i];
            }
            _diagonal[c] = IsHeld(held, c) ? double.NaN : _diagonal[c] * _scale[c] * _scale[c];
        }
        return true;
    }

    private static bool IsHeld(uint held, int column) => column < 32 && (held >> column & 1) != 0;
}
