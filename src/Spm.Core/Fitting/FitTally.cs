using Spm.Core.Data;

namespace Spm.Core.Fitting;

/// <summary>Counts fits as they come and keeps enough of them for quantiles, in memory that does not grow with their number.</summary>
/// <param name="parameters">Parameters per fit.</param>
/// <param name="fits">Number of fits that will come.</param>
internal sealed class FitTally(int parameters, long fits)
{
    private const long MostKept = 1 << 20;

    private readonly int _every = checked((int)((fits + MostKept - 1) / MostKept)) is var n and > 1 ? n : 1;
    private readonly long[] _status = new long[Enum.GetValues<FitStatus>().Length], _verdict = new long[Enum.GetValues<FitVerdict>().Length];
    private readonly List<double> _rSquared = [];
    private readonly List<double>[] _values = Lists(parameters), _errors = Lists(parameters);
    private long _seen, _high, _excluded;

    /// <summary>Adds the next fits.</summary>
    public void Add(FitRows rows)
    {
        for (var k = 0; k < rows.Status.Length; k++)
        {
            _status[(int)rows.Status[k]]++;
            _verdict[(int)rows.Verdict[k]]++;
            if (rows.RSquared[k] >= 0.9) _high++;
            if (_seen++ % _every != 0) continue;
            if (double.IsFinite(rows.RSquared[k])) _rSquared.Add(rows.RSquared[k]);
            if (rows.Verdict[k] != FitVerdict.Good) continue;
            for (var p = 0; p < parameters; p++)
            {
                if (double.IsFinite(rows.Values[k * parameters + p])) _values[p].Add(rows.Values[k * parameters + p]);
                if (double.IsFinite(rows.StandardErrors[k * parameters + p])) _errors[p].Add(rows.StandardErrors[k * parameters + p]);
            }
        }

        _excluded += rows.Excluded.Count(true);
    }

    /// <summary>What has come.</summary>
    public FitSummary Summary(string model, string source, Dimension fitted, IReadOnlyList<FitParameter> names, TimeSpan elapsed) => new()
    {
        Model = model,
        Source = source,
        FitDimension = fitted.Name,
        PointsPerFit = fitted.Length,
        Fits = _seen,
        Elapsed = elapsed,
        Status = Counts<FitStatus>(_status),
        Verdict = Counts<FitVerdict>(_verdict),
        RSquared = Quantiles(_rSquared),
        RSquaredAtLeast09 = _high,
        PointsExcluded = _excluded,
        Parameters = [.. names.Select((name, p) => (name, Quantiles(name.IsCyclic ? AboutMeanDirection(_values[p], name.Unit) : _values[p]), Quantiles(_errors[p])[2]))],
        QuantilesOverEvery = _every,
    };

    private static List<double>[] Lists(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<double>())];

    private static IReadOnlyList<(T, long)> Counts<T>(long[] counts) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Zip(counts).Where(c => c.Second > 0).OrderByDescending(c => c.Second)];

    /// <summary>Angles within half a turn of their mean direction: those on both sides of ±π are neighbours.</summary>
    private static List<double> AboutMeanDirection(List<double> angles, string unit)
    {
        var turn = unit is "°" or "deg" ? 360 : Math.Tau;
        var (sine, cosine) = (angles.Sum(v => Math.Sin(v * Math.Tau / turn)), angles.Sum(v => Math.Cos(v * Math.Tau / turn)));
        var mean = Math.Atan2(sine, cosine) * turn / Math.Tau;
        return [.. angles.Select(v => mean + Math.IEEERemainder(v - mean, turn))];
    }

    /// <summary>Between the two nearest of the sorted values, linearly.</summary>
    private static IReadOnlyList<double> Quantiles(List<double> values)
    {
        values.Sort();
        return [.. FitSummary.Fractions.Select(fraction =>
        {
            if (values.Count == 0) return double.NaN;
            var at = fraction * (values.Count - 1);
            var below = (int)at;
            return below + 1 < values.Count ? values[below] + (at - below) * (values[below + 1] - values[below]) : values[below];
        })];
    }
}
