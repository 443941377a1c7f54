namespace Spm.Core.Physics;

/// <summary>
/// Coefficients of the Landau–Khalatnikov equation on a square lattice, in reduced units,
/// <c>Ṗ = −γ [βP³ + αP + k(4P − Σ P_nn) − E_loc]</c>, with the sum over the four nearest neighbours.
/// (The one-dimensional form has 2P and two neighbours; in both a uniform state feels no coupling.)
/// Defaults are those of science.md §4 except k, which is smaller because walls here must stay pinned on cells of 10 nm.
/// </summary>
/// <param name="Alpha">α; negative in the ferroelectric phase.</param>
/// <param name="Beta">β; positive.</param>
/// <param name="Gamma">γ, the kinetic coefficient, per unit of model time.</param>
/// <param name="Coupling">k, the energy of a polarization difference between neighbours.</param>
public sealed record LandauCoefficients(double Alpha = -1.85, double Beta = 1.25, double Gamma = 2, double Coupling = 0.2)
{
    /// <summary>P_s = √(−α/β), where the double well has its minima; 0 in the paraelectric phase.</summary>
    public double SpontaneousPolarization => Alpha < 0 ? Math.Sqrt(-Alpha / Beta) : 0;

    /// <summary>E_c = −⅔ α √(−α/3β), the field at which one of the two wells disappears; 0 in the paraelectric phase.</summary>
    public double CoerciveField => CoerciveFieldAt(Alpha);

    /// <summary>E_c of a cell whose local coefficient is <paramref name="alpha"/>; 0 when that is not negative.</summary>
    public double CoerciveFieldAt(double alpha) => alpha < 0 ? -2.0 / 3.0 * alpha * Math.Sqrt(-alpha / (3 * Beta)) : 0;

    /// <summary>
    /// A time step at which the explicit integration is stable and monotone: dt ≤ 0.8 / (γ (3βP² + |α| + 8k)),
    /// with P bounded by √(|α|/β) + ∛(|E|/β); never longer than 0.05.
    /// </summary>
    /// <param name="largestAlpha">Largest |α| on the lattice.</param>
    /// <param name="largestField">Largest |E_loc| on the lattice.</param>
    public double StableStep(double largestAlpha, double largestField)
    {
        var bound = Math.Sqrt(largestAlpha / Beta) + Math.Cbrt(largestField / Beta);
        return Math.Min(0.05, 0.8 / (Gamma * (3 * Beta * bound * bound + largestAlpha + 8 * Coupling)));
    }
}
