using MathNet.Numerics.LinearAlgebra;

namespace Spm.Interactive.Tests.Views.Plots;

/// <summary>
/// An exact Gaussian process with kernel s²·exp(−|a − b|²/2ℓ²) and noise σ (Rasmussen and Williams 2006, algorithm 2.1), for the gallery and the tests.
/// </summary>
internal sealed class ExactProcess
{
    private readonly double[][] _points;
    private readonly double _scale, _length, _level;
    private readonly Vector<double> _weights;
    private readonly MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double> _cholesky;

    public ExactProcess(double[][] points, double[] values, double scale, double length, double noise)
    {
        (_points, _scale, _length, _level) = (points, scale, length, values.Average());
        _cholesky = Matrix<double>.Build.Dense(points.Length, points.Length, (i, j) => Kernel(points[i], points[j]) + (i == j ? noise * noise : 0)).Cholesky();
        _weights = _cholesky.Solve(Vector<double>.Build.Dense([.. values.Select(v => v - _level)]));
    }

    public (double Mean, double Deviation) At(params double[] place)
    {
        var k = Vector<double>.Build.Dense([.. _points.Select(p => Kernel(p, place))]);
        return (_level + k.DotProduct(_weights), Math.Sqrt(Math.Max(Kernel(place, place) - k.DotProduct(_cholesky.Solve(k)), 0)));
    }

    private double Kernel(double[] a, double[] b) => _scale * _scale * Math.Exp(-a.Zip(b, (x, y) => (x - y) * (x - y)).Sum() / (2 * _length * _length));
}
