namespace Spm.Interactive.Views.Live;

/// <summary>
/// Mean and sample standard deviation of curves, point by point over those that are finite there, in one pass: with d = y − y₁ from the first finite value
/// y₁, mean y₁ + Σd/n and variance (Σd² − (Σd)²/n)/(n − 1), which loses digits only where y₁ lies a million deviations from the mean (Chan, Golub,
/// LeVeque, The American Statistician 37, 242, 1983). Of complex data the parts apart; a point counts when both are finite.
/// </summary>
internal sealed class CurveMean(int points, int parts)
{
    private readonly double[] _first = new double[points * parts], _sum = new double[points * parts], _squares = new double[points * parts];
    private readonly int[] _counts = new int[points];

    /// <summary>Curves that had a finite point.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a curve, [point × part].</summary>
    public void Add(ReadOnlySpan<double> curve)
    {
        var isFinite = false;
        for (var i = 0; i < points; i++)
        {
            if (!double.IsFinite(curve[i * parts]) || !double.IsFinite(curve[i * parts + parts - 1])) continue;
            isFinite = true;
            if (_counts[i]++ == 0) curve.Slice(i * parts, parts).CopyTo(_first.AsSpan(i * parts));
            for (var k = i * parts; k < (i + 1) * parts; k++)
            {
                var d = curve[k] - _first[k];
                _sum[k] += d;
                _squares[k] += d * d;
            }
        }
        if (isFinite) Count++;
    }

    /// <summary>The mean, [point × part]; NaN where no curve was finite.</summary>
    public double[] Mean => [.. _first.Select((first, k) => _counts[k / parts] > 0 ? first + _sum[k] / _counts[k / parts] : double.NaN)];

    /// <summary>The standard deviation of one curve, [point × part]; NaN where fewer than two were finite.</summary>
    public double[] Deviation => [.. _squares.Select((squares, k) => Spread(squares, _sum[k], _counts[k / parts]))];

    private static double Spread(double squares, double sum, int n) => n > 1 ? Math.Sqrt(Math.Max(0, squares - sum * sum / n) / (n - 1)) : double.NaN;
}
