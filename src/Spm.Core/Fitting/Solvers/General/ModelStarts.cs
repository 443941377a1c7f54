using System.Runtime.CompilerServices;

namespace Spm.Core.Fitting.Solvers;

/// <summary>
/// Where the searches of one spectrum start: the options, else the model's guess, else <see cref="ModelParameter.Start"/>, else a place that
/// the bounds, the abscissa and the data suggest; and further starts spread around by Halton's sequence
/// (Numerische Mathematik 2, 84 (1960)).
/// </summary>
internal sealed class ModelStarts
{
    /// <summary>Starts of a model about which nothing is known.</summary>
    private const int BlindStarts = 16;

    private static readonly int[] _primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53];

    private readonly ModelProblem _problem;
    private readonly int _extra;
    private readonly double[] _starts, _guessX, _guessY, _given, _usual;
    private readonly bool _askGuess;

    public ModelStarts(ModelProblem problem)
    {
        _problem = problem;
        // What is known of a parameter before its data are seen, the surest first.
        _given = [.. problem.Model.Parameters.Select((p, j) => !double.IsNaN(problem.Fixed[j]) ? problem.Fixed[j] : problem.Start[j])];
        _usual = [.. problem.Model.Parameters.Select(p => p.Start)];
        var unknown = problem.Columns.Skip(problem.LinearCount).Where(j => double.IsNaN(problem.Start[j])).ToArray();
        _askGuess = problem.Model.Guess is not null && problem.Columns.Any(j => double.IsNaN(problem.Start[j]));
        var isBlind = problem.Model.Guess is null && unknown.Any(j => double.IsNaN(problem.Model.Parameters[j].Start));
        _extra = Math.Max(problem.Options.ExtraStarts, isBlind ? BlindStarts - 1 : 0);
        _starts = new double[(Math.Max(1, problem.Model.MaximumStarts) + _extra) * problem.ParameterCount];
        if (_askGuess) (_guessX, _guessY) = (new double[problem.X.Length], new double[problem.Points * problem.Channels]);
        else (_guessX, _guessY) = ([], []);
    }

    /// <summary>[parameter] of one start.</summary>
    public ReadOnlySpan<double> this[int start] => _starts.AsSpan(start * _problem.ParameterCount, _problem.ParameterCount);

    /// <summary>Finds the starts of a spectrum.</summary>
    /// <param name="y">[point], complex [point × 2].</param>
    /// <param name="rootWeights">[point]: 0 where a point cannot be used.</param>
    /// <returns>How many, 1 or more.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(ReadOnlySpan<double> y, ReadOnlySpan<double> rootWeights)
    {
        var size = _problem.ParameterCount;
        var count = _askGuess ? Guess(y, rootWeights) : 0;
        if (count == 0)
        {
            _starts.AsSpan(0, size).Fill(double.NaN);
            count = 1;
        }
        var (span, height, centre) = (1.0, 1.0, 0.0);
        if (_extra > 0 || !IsFinite(count)) (span, height) = Extent(y, rootWeights, out centre);
        for (var k = 0; k < count; k++)
            Complete(_starts.AsSpan(k * size, size), centre, span, height);
        for (var k = 0; k < _extra; k++)
            Spread(_starts.AsSpan(0, size), _starts.AsSpan((count + k) * size, size), k + 1, centre, span, height);
        return count + _extra;
    }

    /// <summary>True when nothing is left for the data to suggest.</summary>
    private bool IsFinite(int count)
    {
        var size = _given.Length;
        for (var k = 0; k < count; k++)
            for (var j = 0; j < size; j++)
                if (!double.IsFinite(_starts[k * size + j]) && double.IsNaN(_given[j]) && !double.IsFinite(_usual[j])) return false;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Guess(ReadOnlySpan<double> y, ReadOnlySpan<double> rootWeights)
    {
        var (variables, channels, points) = (_problem.Model.Variables, _problem.Channels, 0);
        for (var i = 0; i < _problem.Points; i++)
        {
            if (rootWeights[i] == 0) continue;
            _problem.X.AsSpan(i * variables, variables).CopyTo(_guessX.AsSpan(points * variables));
            y.Slice(i * channels, channels).CopyTo(_guessY.AsSpan(points * channels));
            points++;
        }
        var room = Math.Max(1, _problem.Model.MaximumStarts);
        var count = _problem.Model.Guess!(_guessX.AsSpan(0, points * variables), _guessY.AsSpan(0, points * channels), _starts.AsSpan(0, room * _problem.ParameterCount));
        return Math.Clamp(count, 0, room);
    }

    /// <summary>The options' word, and something finite within the bounds for all that is still unknown.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Complete(Span<double> start, double centre, double span, double height)
    {
        for (var j = 0; j < start.Length; j++)
        {
            if (!double.IsNaN(_given[j])) start[j] = _given[j];
            if (!double.IsFinite(start[j])) start[j] = _usual[j];
            if (!double.IsFinite(start[j])) start[j] = Middle(j, centre, span, height);
            if (double.IsNaN(_problem.Fixed[j])) start[j] = Math.Clamp(start[j], _problem.Lower[j], _problem.Upper[j]);
        }
    }

    private double Middle(int j, double centre, double span, double height)
    {
        var (p, lower, upper) = (_problem.Model.Parameters[j], _problem.Lower[j], _problem.Upper[j]);
        if (double.IsFinite(lower) && double.IsFinite(upper))
            return lower > 0 && upper > 100 * lower ? Math.Sqrt(lower) * Math.Sqrt(upper) : lower + 0.5 * (upper - lower);
        if (p.IsLinear || p.IsCyclic) return 0;
        if (p is { ResponsePower: 0, AbscissaPower: 1 } && double.IsNegativeInfinity(lower)) return centre;
        var size = Math.Pow(height, p.ResponsePower) * Math.Pow(0.3 * span, p.AbscissaPower);
        return double.IsFinite(size) && size > 0 ? size : 1;
    }

    /// <summary>The <paramref name="index"/>-th further start around the first.</summary>
    private void Spread(ReadOnlySpan<double> around, Span<double> start, int index, double centre, double span, double height)
    {
        around.CopyTo(start);
        for (var k = _problem.LinearCount; k < _problem.Columns.Length; k++)
        {
            var j = _problem.Columns[k];
            var (p, lower, upper, u) = (_problem.Model.Parameters[j], _problem.Lower[j], _problem.Upper[j], Halton(index, _primes[(k - _problem.LinearCount) % _primes.Length]));
            if (double.IsFinite(lower) && double.IsFinite(upper))
                start[j] = lower > 0 && upper > 100 * lower ? lower * Math.Pow(upper / lower, u) : lower + u * (upper - lower);
            else if (p.IsCyclic) start[j] = around[j] + 2 * Math.PI * (u - 0.5);
            else if (double.IsNaN(_problem.Start[j]) && p is { ResponsePower: 0, AbscissaPower: 1 } && double.IsNegativeInfinity(lower)) start[j] = centre + span * (u - 0.5);
            else
            {
                var size = around[j] != 0 ? around[j] : Math.Max(Math.Abs(Middle(j, 0, span, height)), double.Epsilon);
                start[j] = size * Math.Pow(10, 2 * u - 1);
            }
            start[j] = Math.Clamp(start[j], lower, upper);
        }
    }

    /// <summary>Extent of the first variable, and the largest number, over the points kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Span, double Height) Extent(ReadOnlySpan<double> y, ReadOnlySpan<double> rootWeights, out double centre)
    {
        var (least, most, height) = (double.PositiveInfinity, double.NegativeInfinity, 0.0);
        for (var i = 0; i < _problem.Points; i++)
        {
            if (rootWeights[i] == 0) continue;
            var x = _problem.X[i * _problem.Model.Variables];
            (least, most) = (Math.Min(least, x), Math.Max(most, x));
            for (var c = 0; c < _problem.Channels; c++) height = Math.Max(height, Math.Abs(y[i * _problem.Channels + c]));
        }
        centre = 0.5 * least + 0.5 * most;
        return (most > least ? most - least : 1, height > 0 ? height : 1);
    }

    private static double Halton(int index, int prime)
    {
        var (value, part) = (0.0, 1.0 / prime);
        for (; index > 0; index /= prime, part /= prime) value += index % prime * part;
        return value;
    }
}
