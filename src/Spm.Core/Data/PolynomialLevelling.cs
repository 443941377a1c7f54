using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Spm.Core.Spectroscopy;

namespace Spm.Core.Data;

/// <summary>
/// Takes the polynomial Σ c_ij P_i(x) P_j(y), i + j ≤ order, of least (weighted) squares off a map; P are Legendre polynomials over −1 to 1 along both
/// axes, which changes the conditioning and not the surface. What the good pixels do not determine (a slope across a single line) is left as it is.
/// </summary>
public sealed record PolynomialLevelling : Levelling
{
    /// <summary>Greatest order.</summary>
    public const int MaxOrder = 8;

    /// <summary>Tukey's bisquare with 95 % efficiency on normal residuals (Holland and Welsch, Commun. Stat. A6, 813 (1977)).</summary>
    private const double Bisquare = 4.685;

    /// <summary>An eigenvalue of the normal matrix below this part of the largest is a direction without data.</summary>
    private const double Undetermined = 1e-12;

    /// <summary>Robust weights are settled when no height changes by more than this part of the noise.</summary>
    private const double Settled = 1e-5;

    private const int MostRounds = 60;

    /// <summary>A robust fit looks at no more pixels: a few coefficients are known well from them.</summary>
    private const int MostRobust = 200_000;

    /// <summary>A polynomial of a total order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is not 0 to 8.</exception>
    public PolynomialLevelling(int order) => Order = order is >= 0 and <= MaxOrder ? order
        : throw new ArgumentOutOfRangeException(nameof(order), $"The order of a levelling polynomial is 0 to {MaxOrder}, got {order}. 1 is a plane, 2 takes off a bow.");

    /// <summary>Total order: 0 the mean, 1 a plane.</summary>
    public int Order { get; }

    /// <summary>
    /// True: weights (1 − (r/4.685s)²)², s = 1.4826·median|r|, again and again until they stay, so that islands and holes on a smaller part of the area do not count.
    /// </summary>
    public bool IsRobust { get; init; }

    /// <inheritdoc/>
    public override string Words => $"{(Order == 0 ? "mean" : Order == 1 ? "plane" : $"polynomial of order {Order}")} of {(IsRobust ? "robust least" : "least")} squares";

    private protected override ScalarMap Level(ScalarMap map)
    {
        var columns = map.Values.GetLength(1);
        int[] good = Good(map);
        if (good.Length == 0) return map;
        var surface = new Terms(Order, Legendre(map.Horizontal.Values), Legendre(map.Vertical.Values));
        double[] heights = [.. good.Select(i => map.Values[i / columns, i % columns])], weights = new double[good.Length], deviations = new double[good.Length], sum = new double[surface.Count];
        Array.Fill(weights, 1);
        // The second round takes off what rounding has left of a large slope.
        for (var round = 0; round < (IsRobust ? MostRounds : 2); round++)
        {
            var coefficients = Fit(surface, good, columns, heights, weights);
            var greatest = 0.0;
            for (var i = 0; i < good.Length; i++)
            {
                var change = surface.At(coefficients, good[i] / columns, good[i] % columns);
                heights[i] -= change;
                greatest = Math.Max(greatest, Math.Abs(change));
            }
            for (var k = 0; k < sum.Length; k++) sum[k] += coefficients[k];
            if (!IsRobust) continue;
            for (var i = 0; i < good.Length; i++) deviations[i] = Math.Abs(heights[i]);
            var noise = RobustScale.OfDeviations(deviations);
            if (!(noise > 0) || (round > 0 && greatest <= Settled * noise)) break;
            for (var i = 0; i < good.Length; i++) weights[i] = Weight(heights[i] / (Bisquare * noise));
        }
        var values = (double[,])map.Values.Clone();
        for (var i = 0; i < values.Length; i++) values[i / columns, i % columns] -= surface.At(sum, i / columns, i % columns);
        return map with { Values = values };
    }

    /// <summary>Numbers of the good pixels; of very many, for a robust fit, an even choice: a step without a common factor with the line goes through all columns.</summary>
    private int[] Good(ScalarMap map)
    {
        var columns = map.Values.GetLength(1);
        int[] good = [.. Enumerable.Range(0, map.Values.Length).Where(i => IsGood(map, i / columns, i % columns))];
        var step = (good.Length + MostRobust - 1) / MostRobust;
        if (!IsRobust || step <= 1) return good;
        while (BigInteger.GreatestCommonDivisor(step, columns) > 1) step++;
        return [.. good.Where((_, i) => i % step == 0)];
    }

    /// <summary>Coefficients of the weighted fit of the heights that are left.</summary>
    private static double[] Fit(Terms surface, int[] good, int columns, double[] heights, double[] weights)
    {
        var (normal, right, basis) = (new double[surface.Count, surface.Count], new double[surface.Count], new double[surface.Count]);
        for (var i = 0; i < good.Length; i++)
        {
            if (weights[i] == 0) continue;
            surface.Basis(good[i] / columns, good[i] % columns, basis);
            for (var k = 0; k < basis.Length; k++)
            {
                var weighted = weights[i] * basis[k];
                right[k] += weighted * heights[i];
                for (var l = 0; l <= k; l++) normal[k, l] += weighted * basis[l];
            }
        }
        return Solve(normal, right);
    }

    /// <summary>The solution of least norm of a symmetric positive semidefinite system given by its lower half.</summary>
    private static double[] Solve(double[,] normal, double[] right)
    {
        var eigen = DenseMatrix.Create(right.Length, right.Length, (i, j) => i >= j ? normal[i, j] : normal[j, i]).Evd(Symmetricity.Symmetric);
        var sizes = eigen.EigenValues.Select(value => value.Real).ToArray();
        var along = eigen.EigenVectors.TransposeThisAndMultiply(DenseVector.OfArray(right));
        var least = Undetermined * sizes.Max();
        return eigen.EigenVectors.Multiply(DenseVector.OfEnumerable(along.Select((value, i) => sizes[i] > least ? value / sizes[i] : 0))).ToArray();
    }

    /// <summary>P_0 to P_order at every point of an axis brought to −1 to 1, by (n + 1) P_{n+1} = (2n + 1) x P_n − n P_{n−1}.</summary>
    private double[][] Legendre(double[] axis)
    {
        var (middle, half) = ((axis.Min() + axis.Max()) / 2, (axis.Max() - axis.Min()) / 2);
        // An axis that says nothing (not finite, or one value for all) is counted.
        double[] x = double.IsFinite(half) && half > 0 ? [.. axis.Select(v => (v - middle) / half)] : Dimension.Linear(axis.Length == 1 ? 0 : -1, 1, axis.Length);
        double[][] polynomials = [.. Enumerable.Range(0, Order + 1).Select(_ => new double[x.Length])];
        Array.Fill(polynomials[0], 1);
        if (Order > 0) polynomials[1] = x;
        for (var n = 1; n < Order; n++)
            for (var i = 0; i < x.Length; i++)
                polynomials[n + 1][i] = ((2 * n + 1) * x[i] * polynomials[n][i] - n * polynomials[n - 1][i]) / (n + 1);
        return polynomials;
    }

    /// <summary>The products of polynomials along both axes, i + j ≤ order.</summary>
    private sealed class Terms(int order, double[][] across, double[][] upwards)
    {
        private readonly (int X, int Y)[] _degrees = [.. Enumerable.Range(0, order + 1).SelectMany(total => Enumerable.Range(0, total + 1).Select(y => (total - y, y)))];

        public int Count => _degrees.Length;

        public void Basis(int row, int column, double[] basis)
        {
            for (var k = 0; k < basis.Length; k++) basis[k] = across[_degrees[k].X][column] * upwards[_degrees[k].Y][row];
        }

        public double At(double[] coefficients, int row, int column)
        {
            var height = 0.0;
            for (var k = 0; k < coefficients.Length; k++) height += coefficients[k] * across[_degrees[k].X][column] * upwards[_degrees[k].Y][row];
            return height;
        }
    }

    private static double Weight(double ratio) => Math.Abs(ratio) < 1 ? (1 - ratio * ratio) * (1 - ratio * ratio) : 0;
}
