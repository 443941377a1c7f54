namespace Spm.Interactive.Views.Live;

/// <summary>
/// Mean and sample standard deviation of curves, point by point over those that are finite there, in one pass (Welford, Technometrics 4, 419, 1962):
/// m ← m + (y − m)/n, S ← S + (y − m_old)(y − m_new), deviation √(S/(n − 1)). Of complex data the parts apart; a point counts when both are finite.
/// </summary>
internal sealed class CurveMean(int points, int parts)
{
    private readonly double[] _mean = new double[points * parts], _squares = new double[points * parts];
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
            _counts[i]++;
            for (var k = i * parts; k < (i + 1) * parts; k++)
            {
                var before = curve[k] - _mean[k];
                _mean[k] += before / _counts[i];
                _squares[k] += before * (curve[k] - _mean[k]);
            }
        }
        if (isFinite) Count++;
    }

    /// <summary>The mean, [point × part]; NaN where no curve was finite.</summary>
    public double[] Mean => [.. _mean.Select((value, k) => _counts[k / parts] > 0 ? value : double.NaN)];

    /// <summary>The standard deviation of one curve, [point × part]; NaN where fewer than two were finite.</summary>
    public double[] Deviation => [.. _squares.Select((value, k) => _counts[k / parts] > 1 ? Math.Sqrt(value / (_counts[k / parts] - 1)) : double.NaN)];
}
