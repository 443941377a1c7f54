namespace Spm.Core.Spectroscopy;

/// <summary>
/// Integral and means of the FORC density over the family. M = Σ ρ·area, M_c = Σ ρ·V_c·area and M_u = Σ ρ·V_u·area are linear in the responses, so
/// their errors are exact: σ√Σg² with g the sum of the nodes' weights; a mean M_c/M has Var = σ²Σ(g_c − (M_c/M)·g)²/M².
/// </summary>
internal sealed class ForcMoments(ForcFamily family, int smoothing)
{
    private readonly ForcMesh mesh = ForcMesh.Of(family);
    private double[]? whole, wholeCoercive, wholeInteraction;

    /// <summary>∬ρ dV dV_r.</summary>
    public (double Value, double Error) Total { get; private set; }

    /// <summary>Mean of |V − V_r|/2, V.</summary>
    public (double Value, double Error) Coercive { get; private set; }

    /// <summary>Mean of (V + V_r)/2, V.</summary>
    public (double Value, double Error) Interaction { get; private set; }

    /// <summary>Measures the family read last; NaN when no density is determined, and means without an integral.</summary>
    public void Measure(ForcCurves curves)
    {
        if (whole is null)
            (whole, wholeCoercive, wholeInteraction) = Weights(new(family, [], mesh.Nodes, smoothing));
        var (g, c, u) = curves.IsWhole ? (whole, wholeCoercive!, wholeInteraction!) : Weights(new(family, curves.IsKept, mesh.Nodes, smoothing));
        var (total, coercive, interaction) = (0.0, 0.0, 0.0);
        for (var p = 0; p < g.Length; p++)
        {
            var r = curves.Response[p];
            (total, coercive, interaction) = (total + g[p] * r, coercive + c[p] * r, interaction + u[p] * r);
        }
        var isDetermined = Array.Exists(g, w => w != 0) && double.IsFinite(total);
        Total = isDetermined ? (total, curves.Noise * Norm(g, g, 0)) : (double.NaN, double.NaN);
        Coercive = Mean(coercive, total, c, g, curves.Noise);
        Interaction = Mean(interaction, total, u, g, curves.Noise);
    }

    private static (double Value, double Error) Mean(double moment, double total, double[] gm, double[] g, double noise)
    {
        var mean = moment / total;
        return double.IsFinite(mean) ? (mean, noise * Norm(gm, g, -mean) / Math.Abs(total)) : (double.NaN, double.NaN);
    }

    private (double[] Total, double[] Coercive, double[] Interaction) Weights(ForcStencil stencil)
    {
        var (g, c, u) = (new double[family.BiasV.Count], new double[family.BiasV.Count], new double[family.BiasV.Count]);
        var areas = mesh.Areas();
        for (var n = 0; n < stencil.Count; n++)
        {
            var (v, r) = mesh.Nodes[n];
            var (points, weights) = stencil.Mixed(n);
            for (var k = 0; k < points.Length; k++)
            {
                var w = ForcDensity.Factor(family) * areas[n] * weights[k];
                g[points[k]] += w;
                c[points[k]] += w * Math.Abs(v - r) / 2;
                u[points[k]] += w * (v + r) / 2;
            }
        }
        return (g, c, u);
    }

    /// <summary>√Σ(a + factor·b)².</summary>
    private static double Norm(double[] a, double[] b, double factor)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += (a[i] + factor * b[i]) * (a[i] + factor * b[i]);
        return Math.Sqrt(sum);
    }
}
