using Spm.Core.Fitting.Models;

namespace Spm.Core.Spectroscopy;

/// <summary>Measures loops of one bias sweep, see <see cref="LoopMeasures"/>. All memory is taken once; for one thread.</summary>
internal sealed class LoopMeter
{
    /// <summary>Number of quantities, in the order of <see cref="LoopMeasures"/>.</summary>
    public const int Count = 8;

    /// <summary>Neighbours further apart than this part of the bias range are not interpolated between.</summary>
    private const double GreatestGap = 0.25;

    /// <summary>The part of the bias range at either end whose mean response is a state of the loop.</summary>
    private const double EndFraction = 0.1;

    private readonly double[] bias, gradient, falling0, rising0, fallingZero, risingZero, centre, deviations;
    private readonly int[] fallingOrder, risingOrder, kept;
    private readonly double low, high;

    public LoopMeter(double[] biasesV)
    {
        bias = biasesV;
        var isFalling = new bool[biasesV.Length];
        if (biasesV.Length > 0)
            LoopDirection.Classify(biasesV, isFalling);
        fallingOrder = [.. Enumerable.Range(0, bias.Length).Where(i => isFalling[i]).OrderBy(i => bias[i])];
        risingOrder = [.. Enumerable.Range(0, bias.Length).Where(i => !isFalling[i]).OrderBy(i => bias[i])];
        (low, high) = bias.Length > 0 ? (bias.Min(), bias.Max()) : (double.NaN, double.NaN);
        (gradient, falling0, rising0, fallingZero, risingZero, centre, deviations) = (New(), New(), New(), New(), New(), New(), New());
        kept = new int[bias.Length];
        double[] New() => new double[bias.Length];
    }

    /// <summary>Measures one loop; returns the noise of a point.</summary>
    public double Measure(ReadOnlySpan<double> response, ReadOnlySpan<bool> excluded, double pointNoise, Span<double> values, Span<double> errors)
    {
        var sigma = double.IsNaN(pointNoise) ? Noise(response, excluded) : pointNoise;
        values[0] = Area(response, excluded, gradient);
        errors[0] = sigma * Norm(gradient, null, 1);
        values[1] = Remanent(Keep(fallingOrder, response, excluded), response, falling0);
        values[2] = Remanent(Keep(risingOrder, response, excluded), response, rising0);
        var middle = Centre(response, excluded);
        values[4] = Crossing(Keep(fallingOrder, response, excluded), response, middle, fallingZero);
        values[5] = Crossing(Keep(risingOrder, response, excluded), response, middle, risingZero);
        (values[3], values[6], values[7]) = (values[1] - values[2], values[5] - values[4], (values[4] + values[5]) / 2);
        errors[1] = sigma * Norm(falling0, null, 0);
        errors[2] = sigma * Norm(rising0, null, 0);
        errors[3] = sigma * Norm(falling0, rising0, -1);
        errors[4] = sigma * Norm(fallingZero, null, 0);
        errors[5] = sigma * Norm(risingZero, null, 0);
        errors[6] = sigma * Norm(risingZero, fallingZero, -1);
        errors[7] = sigma * Norm(risingZero, fallingZero, 1) / 2;
        for (var q = 0; q < Count; q++)
            if (!double.IsFinite(values[q]))
                values[q] = errors[q] = double.NaN;
        return sigma;
    }

    /// <summary>Area = Σ R_i (V_{i−1} − V_{i+1})/2 with cyclic neighbours among the points kept.</summary>
    private double Area(ReadOnlySpan<double> response, ReadOnlySpan<bool> excluded, double[] g)
    {
        Array.Clear(g);
        var count = 0;
        for (var i = 0; i < bias.Length; i++)
            if (IsKept(i, response, excluded))
                kept[count++] = i;
        if (count < 3)
            return double.NaN;
        var area = 0.0;
        // Relative to one point: the weights sum to 0 only up to round-off.
        var origin = response[kept[0]];
        for (var k = 0; k < count; k++)
        {
            g[kept[k]] = (bias[kept[(k + count - 1) % count]] - bias[kept[(k + 1) % count]]) / 2;
            area += g[kept[k]] * (response[kept[k]] - origin);
        }
        return area;
    }

    /// <summary>Response at 0 V on one branch; NaN when no two near points have 0 V between them.</summary>
    private double Remanent(ReadOnlySpan<int> branch, ReadOnlySpan<double> response, double[] g)
    {
        Array.Clear(g);
        for (var k = 0; k < branch.Length; k++)
        {
            var i = branch[k];
            if (bias[i] == 0)
            {
                g[i] = 1;
                return response[i];
            }
            if (k + 1 == branch.Length || !(bias[i] < 0 && bias[branch[k + 1]] > 0) || bias[branch[k + 1]] - bias[i] > GreatestGap * (high - low))
                continue;
            var part = bias[i] / (bias[i] - bias[branch[k + 1]]);
            (g[i], g[branch[k + 1]]) = (1 - part, part);
            return (1 - part) * response[i] + part * response[branch[k + 1]];
        }
        return double.NaN;
    }

    /// <summary>The mean of both ends' mean responses, and its derivatives; NaN when an end has no points.</summary>
    private double Centre(ReadOnlySpan<double> response, ReadOnlySpan<bool> excluded)
    {
        Array.Clear(centre);
        var (top, bottom) = (high - EndFraction * (high - low), low + EndFraction * (high - low));
        var (tops, bottoms, sumTop, sumBottom) = (0, 0, 0.0, 0.0);
        for (var i = 0; i < bias.Length; i++)
        {
            if (!IsKept(i, response, excluded))
                continue;
            if (bias[i] >= top)
                (tops, sumTop) = (tops + 1, sumTop + response[i]);
            else if (bias[i] <= bottom)
                (bottoms, sumBottom) = (bottoms + 1, sumBottom + response[i]);
        }
        for (var i = 0; i < bias.Length; i++)
            if (IsKept(i, response, excluded))
                centre[i] = bias[i] >= top ? 0.5 / tops : bias[i] <= bottom ? 0.5 / bottoms : 0;
        return (sumTop / tops + sumBottom / bottoms) / 2;
    }

    /// <summary>
    /// Where one branch crosses the centre: between points i and j with r = R − centre, V = V_i + (V_j − V_i)·r_i/(r_i − r_j);
    /// ∂V/∂r_i = −(V_j − V_i)·r_j/(r_i − r_j)², ∂V/∂r_j = (V_j − V_i)·r_i/(r_i − r_j)², and the centre takes minus their sum.
    /// </summary>
    private double Crossing(ReadOnlySpan<int> branch, ReadOnlySpan<double> response, double middle, double[] g)
    {
        Array.Clear(g);
        var crossings = 0;
        for (var k = 1; k < branch.Length; k++)
            crossings += IsCrossing(branch, k, response, middle) ? 1 : 0;
        if (crossings % 2 == 0)
            return double.NaN;
        var wanted = crossings / 2;
        for (var k = 1; k < branch.Length; k++)
        {
            if (!IsCrossing(branch, k, response, middle) || wanted-- > 0)
                continue;
            var (i, j) = (branch[k - 1], branch[k]);
            var (step, drop) = (bias[j] - bias[i], response[i] - response[j]);
            if (step > GreatestGap * (high - low))
                return double.NaN;
            var part = (response[i] - middle) / drop;
            var (byI, byJ) = (step * (1 - part) / drop, step * part / drop);
            for (var p = 0; p < g.Length; p++)
                g[p] = -(byI + byJ) * centre[p];
            g[i] += byI;
            g[j] += byJ;
            return bias[i] + step * part;
        }
        return double.NaN;
    }

    private static bool IsCrossing(ReadOnlySpan<int> branch, int k, ReadOnlySpan<double> response, double middle) =>
        response[branch[k - 1]] < middle != response[branch[k]] < middle;

    /// <summary>1.4826·median of |R_i − line through its neighbours|/√(1 + w² + (1−w)²) on both branches; NaN for fewer than three such points.</summary>
    private double Noise(ReadOnlySpan<double> response, ReadOnlySpan<bool> excluded)
    {
        var count = 0;
        foreach (var order in (ReadOnlySpan<int[]>)[fallingOrder, risingOrder])
        {
            var branch = Keep(order, response, excluded);
            for (var k = 1; k + 1 < branch.Length; k++)
            {
                var span = bias[branch[k + 1]] - bias[branch[k - 1]];
                var w = span > 0 ? (bias[branch[k + 1]] - bias[branch[k]]) / span : 0.5;
                var line = w * response[branch[k - 1]] + (1 - w) * response[branch[k + 1]];
                deviations[count++] = Math.Abs(response[branch[k]] - line) / Math.Sqrt(1 + w * w + (1 - w) * (1 - w));
            }
        }
        return RobustScale.OfDeviations(deviations.AsSpan(0, count));
    }

    private ReadOnlySpan<int> Keep(int[] order, ReadOnlySpan<double> response, ReadOnlySpan<bool> excluded)
    {
        var count = 0;
        foreach (var i in order)
            if (IsKept(i, response, excluded))
                kept[count++] = i;
        return kept.AsSpan(0, count);
    }

    private static bool IsKept(int i, ReadOnlySpan<double> response, ReadOnlySpan<bool> excluded) =>
        double.IsFinite(response[i]) && (excluded.IsEmpty || !excluded[i]);

    /// <summary>√Σ(a + sign·b)²; a alone when there is no b.</summary>
    private static double Norm(double[] a, double[]? b, double sign)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var g = b is null ? a[i] : a[i] + sign * b[i];
            sum += g * g;
        }
        return Math.Sqrt(sum);
    }
}
