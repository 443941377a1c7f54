namespace Spm.Core.Spectroscopy;

/// <summary>
/// Local quadratic least squares R ≈ c0 + c1·x + c2·y + c3·x² + c4·x·y + c5·y² around nodes (V, V_r), x = (V' − V)/ΔV, y = (V_r' − V_r)/ΔV_r over the
/// points within ±(SF + ½) steps. Value and mixed derivative of each node are linear in the responses; the weights are found once.
/// </summary>
/// <remarks>Source: Pike, Roberts, Verosub, J. Appl. Phys. 85, 6660 (1999), equation 4.</remarks>
internal sealed class ForcStencil
{
    private const int Terms = 6;

    /// <summary>A pivot below this part of its column's first value leaves the quadratic undetermined.</summary>
    private const double PivotTolerance = 1e-9;

    private readonly int[][] points;
    private readonly double[][] mixed, value;

    /// <param name="family">Where the points are.</param>
    /// <param name="isKept">[point]: false where there is no response; empty when all are there.</param>
    /// <param name="nodes">Where the quadratic is wanted.</param>
    /// <param name="smoothing">SF.</param>
    public ForcStencil(ForcFamily family, ReadOnlySpan<bool> isKept, IReadOnlyList<(double V, double R)> nodes, int smoothing)
    {
        (points, mixed, value) = (new int[nodes.Count][], new double[nodes.Count][], new double[nodes.Count][]);
        var reach = smoothing + 0.5;
        List<int> near = [];
        for (var n = 0; n < nodes.Count; n++)
        {
            near.Clear();
            for (var p = 0; p < family.BiasV.Count; p++)
                if ((isKept.IsEmpty || isKept[p]) && Math.Abs(family.BiasV[p] - nodes[n].V) <= reach * family.BiasStepV && Math.Abs(family.ReversalV[p] - nodes[n].R) <= reach * family.ReversalStepV)
                    near.Add(p);
            points[n] = [.. near];
            (mixed[n], value[n]) = (new double[near.Count], new double[near.Count]);
            if (!Solve(family, nodes[n], points[n], mixed[n], value[n]))
                points[n] = [];
        }
    }

    /// <summary>Number of nodes.</summary>
    public int Count => points.Length;

    /// <summary>Points and weights that give ∂²R/∂V∂V_r of a node; no points where it is not determined.</summary>
    public (int[] Points, double[] Weights) Mixed(int node) => (points[node], mixed[node]);

    /// <summary>Points and weights that give the smoothed R of a node.</summary>
    public (int[] Points, double[] Weights) Value(int node) => (points[node], value[node]);

    private static bool Solve(ForcFamily family, (double V, double R) node, int[] near, double[] mixed, double[] value)
    {
        if (near.Length < Terms)
            return false;
        Span<double> normal = stackalloc double[Terms * Terms], term = stackalloc double[Terms];
        normal.Clear();
        foreach (var p in near)
        {
            Fill(family, node, p, term);
            for (var i = 0; i < Terms; i++)
                for (var j = 0; j < Terms; j++)
                    normal[i * Terms + j] += term[i] * term[j];
        }
        if (!Invert(normal))
            return false;
        for (var k = 0; k < near.Length; k++)
        {
            Fill(family, node, near[k], term);
            for (var j = 0; j < Terms; j++)
            {
                value[k] += normal[j] * term[j];
                mixed[k] += normal[4 * Terms + j] * term[j] / (family.BiasStepV * family.ReversalStepV);
            }
        }
        return true;
    }

    private static void Fill(ForcFamily family, (double V, double R) node, int p, Span<double> term)
    {
        var (x, y) = ((family.BiasV[p] - node.V) / family.BiasStepV, (family.ReversalV[p] - node.R) / family.ReversalStepV);
        (term[0], term[1], term[2], term[3], term[4], term[5]) = (1, x, y, x * x, x * y, y * y);
    }

    /// <summary>Gauss–Jordan in place on a symmetric positive matrix; false when a pivot vanishes.</summary>
    private static bool Invert(Span<double> a)
    {
        Span<double> first = stackalloc double[Terms];
        for (var i = 0; i < Terms; i++)
            first[i] = a[i * Terms + i];
        for (var k = 0; k < Terms; k++)
        {
            var pivot = a[k * Terms + k];
            if (!(pivot > PivotTolerance * first[k]))
                return false;
            a[k * Terms + k] = 1;
            for (var j = 0; j < Terms; j++)
                a[k * Terms + j] /= pivot;
            for (var i = 0; i < Terms; i++)
            {
                if (i == k)
                    continue;
                var factor = a[i * Terms + k];
                a[i * Terms + k] = 0;
                for (var j = 0; j < Terms; j++)
                    a[i * Terms + j] -= factor * a[k * Terms + j];
            }
        }
        return true;
    }
}
