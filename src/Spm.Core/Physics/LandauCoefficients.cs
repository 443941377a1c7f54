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
public sealed record LandauCoefficients(double Alpha = -1.85, double Beta = 1.25, double Gamma = 2, double Coupling = 0.15)
{
    /// <summary>P_s = √(−α/β), where the double well has its minima; 0 in the paraelectric phase.</summary>
    public double SpontaneousPolarization => Alpha < 0 ? Math.Sqrt(-Alpha / Beta) : 0;

    /// <summary>E_c = −⅔ α √(−α/3β), the field at which one of the two wells disappears; 0 in the paraelectric phase.</summary>
    public double CoerciveField => CoerciveFieldAt(Alpha);

    /// <summary>E_c of a cell whose local coefficient is <paramref name="alpha"/>; 0 when that is not negative.</summary>
    public double CoerciveFieldAt(double alpha) => alpha < 0 ? -2.0 / 3.0 * alpha * Math.Sqrt(-alpha / (3 * Beta)) : 0;

    /// <summary>
    /// A time step at which the explicit integration is stable: dt = 1.3 / λ with λ = γ (3βP² + α + 8k) at its largest,
    /// P being bounded by the outermost equilibrium βP³ + αP = |E| or by where it starts; never longer than 0.08.
    /// </summary>
    /// <param name="lowestAlpha">Lowest α on the lattice, where the wells are deepest.</param>
    /// <param name="highestAlpha">Highest α on the lattice, where restoring is stiffest.</param>
    /// <param name="largestField">Largest |E_loc| on the lattice.</param>
    /// <param name="largestPolarization">Largest |P| at the start.</param>
    public double StableStep(double lowestAlpha, double highestAlpha, double largestField, double largestPolarization)
    {
        double Stiffness(double alpha)
        {
            var bound = Math.Max(OutermostEquilibrium(alpha, largestField), largestPolarization);
            return 3 * Beta * bound * bound + alpha;
        }

        return Math.Min(0.08, 1.3 / (Gamma * (Math.Max(Stiffness(lowestAlpha), Stiffness(highestAlpha)) + 8 * Coupling)));
    }

    /// <summary>The largest P with βP³ + αP = |E|, by Newton's method from above, where it converges monotonically.</summary>
    /// <param name="alpha">α.</param>
    /// <param name="field">E.</param>
    public double OutermostEquilibrium(double alpha, double field)
    {
        var p = Math.Sqrt(Math.Max(0, -alpha) / Beta) + Math.Cbrt(Math.Abs(field) / Beta);
        for (var iteration = 0; iteration < 50 && p > 0; iteration++)
        {
            var slope = 3 * Beta * p * p + alpha;
            if (slope <= 0) break;
            var step = (Beta * p * p * p + alpha * p - Math.Abs(field)) / slope;
            p -= step;
            if (step <= 1e-12 * p) break;
        }
        return p;
    }
}
