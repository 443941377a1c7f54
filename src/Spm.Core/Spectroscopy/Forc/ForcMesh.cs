using Spm.Core.Data;

namespace Spm.Core.Spectroscopy;

/// <summary>A grid on which a density is wanted, and which of its places lie within the family.</summary>
/// <param name="Dimensions">The two axes of the grid.</param>
/// <param name="Nodes">Bias and reversal bias of each place within the family, V.</param>
/// <param name="Slots">Where each of them is on the grid, row-major.</param>
internal sealed record ForcMesh(IReadOnlyList<Dimension> Dimensions, IReadOnlyList<(double V, double R)> Nodes, IReadOnlyList<int> Slots)
{
    /// <summary>Places of the grid.</summary>
    public int Size => Dimensions[0].Length * Dimensions[1].Length;

    /// <summary>Reversal bias × bias.</summary>
    public static ForcMesh Of(ForcFamily family) => Within(family, Axis("Reversal_Bias", "Reversal bias", family.ReversalsV), Axis("Bias", "Bias", family.AxisV), (r, v) => (v, r));

    /// <summary>Interaction bias × coercive bias, in steps of half the longer step of the family.</summary>
    public static ForcMesh CoerciveOf(ForcFamily family)
    {
        var step = Math.Max(family.BiasStepV, family.ReversalStepV) / 2;
        var (low, high) = (Math.Min(family.AxisV[0], family.ReversalsV[0]), Math.Max(family.AxisV[^1], family.ReversalsV[^1]));
        var count = Math.Max(2, (int)Math.Round((high - low) / step) + 1);
        var half = (count + 1) / 2;
        var actual = (high - low) / (count - 1);
        var side = family.IsRising ? 1 : -1;
        return Within(family, Axis("Interaction_Bias", "Interaction bias", Dimension.Linear(low, high, count)), Axis("Coercive_Bias", "Coercive bias", Dimension.Linear(0, (half - 1) * actual, half)),
            (u, c) => (u + side * c, u - side * c));
    }

    /// <summary>
    /// Area that each node of a mesh over V_r × V stands for, V²: half the distance to either neighbour on both axes.
    /// </summary>
    public double[] Areas()
    {
        var (rows, columns) = (Lengths(Dimensions[0].Values), Lengths(Dimensions[1].Values));
        return [.. Slots.Select(slot => rows[slot / columns.Length] * columns[slot % columns.Length])];

        static double[] Lengths(double[] axis) =>
            [.. Enumerable.Range(0, axis.Length).Select(i => (axis[Math.Min(i + 1, axis.Length - 1)] - axis[Math.Max(i - 1, 0)]) / 2)];
    }

    private static ForcMesh Within(ForcFamily family, Dimension rows, Dimension columns, Func<double, double, (double V, double R)> place)
    {
        List<(double, double)> nodes = [];
        List<int> slots = [];
        var slack = 1e-9 * (family.AxisV[^1] - family.AxisV[0]);
        for (var row = 0; row < rows.Length; row++)
            for (var column = 0; column < columns.Length; column++)
            {
                var (v, r) = place(rows.Values[row], columns.Values[column]);
                if (v < family.AxisV[0] - slack || v > family.AxisV[^1] + slack || r < family.ReversalsV[0] - slack || r > family.ReversalsV[^1] + slack
                    || (family.IsRising ? v < r - slack : v > r + slack))
                    continue;
                nodes.Add((v, r));
                slots.Add(row * columns.Length + column);
            }
        return new([rows, columns], nodes, slots);
    }

    private static Dimension Axis(string name, string quantity, IReadOnlyList<double> values) => new(name, quantity, "V", DimensionKind.Spectroscopic, [.. values]);
}
