using Spm.Core.Data;

namespace Spm.Core.Spectroscopy;

/// <summary>
/// The FORC density ρ(V, V_r) = −½·∂²R/∂V∂V_r of curves with rising bias, +½ of the mirrored ones, by local quadratic least squares. For hysterons
/// of response ±m, each switching up at α and down at β, ρ(α, β) is m × their density, so ∬ρ dV dV_r is half of the switchable response.
/// A quadratic over ±h flattens: it gives ρ smeared by a variance of about h²/5 along each axis.
/// </summary>
/// <remarks>Source: Pike, Roberts, Verosub, J. Appl. Phys. 85, 6660 (1999); smoothing factor SF as there.</remarks>
public static class ForcDensity
{
    /// <summary>ρ over the dataset's other dimensions × reversal bias V_r × bias V, with standard errors ½σ√Σw² from the noise σ about the local quadratics.</summary>
    /// <param name="source">Real data, see <see cref="ForcFamily.Of"/>.</param>
    /// <param name="options">Smoothing and where the curves are; defaults when null.</param>
    /// <param name="cancel">Honoured between families.</param>
    /// <returns>The quantity <c>density</c> in response unit/V²; NaN outside the family or where too few points are near.</returns>
    /// <exception cref="ArgumentException">The dimensions do not fit, the data are complex, or there are fewer than three reversal biases.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DerivedResult Of(Dataset source, ForcOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new();
        var family = ForcFamily.Of(source, options);
        var mesh = ForcMesh.Of(family);
        return Compute(family, mesh, options, cancel);
    }

    /// <summary>
    /// ρ over the dataset's other dimensions × interaction bias V_u = (V + V_r)/2 × coercive bias V_c = |V − V_r|/2. The value is ρ(V, V_r) itself,
    /// per V²; an integral over V_c and V_u takes the factor 2 of dV dV_r = 2 dV_c dV_u.
    /// </summary>
    /// <inheritdoc cref="Of" path="/param|/exception"/>
    /// <returns>The quantity <c>density</c> in response unit/V²; NaN outside the family or where too few points are near.</returns>
    public static DerivedResult CoerciveOf(Dataset source, ForcOptions? options = null, CancellationToken cancel = default)
    {
        options ??= new();
        var family = ForcFamily.Of(source, options);
        return Compute(family, ForcMesh.CoerciveOf(family), options, cancel);
    }

    /// <summary>The sign and factor that turn ∂²R/∂V∂V_r into ρ.</summary>
    internal static double Factor(ForcFamily family) => family.IsRising ? -0.5 : 0.5;

    private static DerivedResult Compute(ForcFamily family, ForcMesh mesh, ForcOptions options, CancellationToken cancel)
    {
        var curves = new ForcCurves(family, options.Smoothing);
        var whole = new ForcStencil(family, [], mesh.Nodes, options.Smoothing);
        var (values, errors, reasons) = (new double[curves.Count * mesh.Size], new double[curves.Count * mesh.Size], new string?[curves.Count * mesh.Size]);
        Array.Fill(values, double.NaN);
        Array.Fill(errors, double.NaN);
        Array.Fill(reasons, "outside the family of curves");
        for (var c = 0; c < curves.Count; c++)
        {
            cancel.ThrowIfCancellationRequested();
            curves.Read(c);
            var stencil = curves.IsWhole ? whole : new(family, curves.IsKept, mesh.Nodes, options.Smoothing);
            for (var n = 0; n < stencil.Count; n++)
            {
                var slot = c * mesh.Size + mesh.Slots[n];
                var (points, weights) = stencil.Mixed(n);
                var (sum, squares) = (0.0, 0.0);
                for (var k = 0; k < points.Length; k++)
                    (sum, squares) = (sum + weights[k] * curves.Response[points[k]], squares + weights[k] * weights[k]);
                reasons[slot] = points.Length == 0 || !double.IsFinite(sum) ? "too few finite points" : null;
                if (reasons[slot] is null)
                    (values[slot], errors[slot]) = (Factor(family) * sum, 0.5 * curves.Noise * Math.Sqrt(squares));
            }
        }
        var unit = family.Source.Unit.Length == 0 ? "1/V²" : $"{family.Source.Unit}/V²";
        return new()
        {
            Name = $"FORC density of {family.Source.Name}",
            Source = family.Source,
            Dimensions = [.. curves.Dimensions, .. mesh.Dimensions],
            Quantities = [new("FORC density", "density", unit, values) { StandardErrors = errors, Description = $"{(family.IsRising ? "−" : "+")}½·∂²R/∂V∂V_r of the curves with {(family.IsRising ? "rising" : "falling")} bias" }],
            Reasons = reasons,
            Provenance = [.. family.Source.Provenance, ProvenanceStep.Ours("FORC density", family.Source.Name, (nameof(options.Smoothing), options.Smoothing), (nameof(options.Side), options.Side))],
        };
    }
}
