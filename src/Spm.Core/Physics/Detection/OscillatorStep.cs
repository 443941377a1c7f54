using System.Numerics;
using System.Runtime.CompilerServices;

namespace Spm.Core.Physics.Detection;

/// <summary>
/// How a mode moves in one sampling interval h, exactly. With the state s = (x, ẋ/ω0), both in m, and a force that runs straight from f to f′:
/// <code>
/// s′ = A s + b f + b′ f′ + L n,   A = e^{Mθ},   M = [[0, 1], [−1, −1/Q]],   θ = ω0 h
/// </code>
/// b and b′ integrate the straight force; n is a pair of standard normals and L Lᵀ = (k_B T/k)(I − A Aᵀ) the covariance that white thermal force
/// builds up in h. There is no error of the step: x has the exact continuous spectrum and equipartition at every sampling rate.
/// A sampled sine is a straight-line curve, whose fundamental is lower by sinc²(f h): <see cref="HoldGain"/>.
/// </summary>
/// <remarks>Fluctuation and dissipation give L without an integral: the stationary covariance (k_B T/k) I must reproduce itself.</remarks>
internal readonly struct OscillatorStep
{
    /// <summary>A.</summary>
    public readonly double Xx, Xu, Ux, Uu;

    /// <summary>b (force at the beginning) and b′ (force at the end), in m/N.</summary>
    public readonly double BeginX, BeginU, EndX, EndU;

    /// <summary>L: the first normal kicks the velocity and thereby the position, the second the position alone; in m.</summary>
    public readonly double KickU, KickX, SpreadX;

    /// <summary>Prepares the step.</summary>
    /// <param name="mode">The oscillator.</param>
    /// <param name="stepS">h in s.</param>
    /// <param name="temperatureK">T; 0 for no thermal force.</param>
    public OscillatorStep(in EigenMode mode, double stepS, double temperatureK)
    {
        var (theta, q) = (2 * Math.PI * mode.ResonanceHz * stepS, mode.QualityFactor);
        var damping = 1 / (2 * q);
        var (cos, sin) = Rotation(theta, damping);
        (Xx, Xu, Ux, Uu) = (cos + damping * sin, sin, -sin, cos - damping * sin);

        // φ1 and φ2 of the exponential integrators, applied to (0, 1).
        var (phi1X, phi1U, phi2X, phi2U) = theta * (1 + 1 / q) < 1 ? PhiSeries(theta, q) : PhiClosed(theta, q, Xu, Uu);
        var compliance = 1 / mode.SpringConstantNPerM;
        (EndX, EndU) = (compliance * theta * phi2X, compliance * theta * phi2U);
        (BeginX, BeginU) = (compliance * theta * (phi1X - phi2X), compliance * theta * (phi1U - phi2U));

        var variance = EigenMode.BoltzmannJPerK * temperatureK * compliance;
        var (xx, xu, uu) = (1 - Xx * Xx - Xu * Xu, -(Xx * Ux + Xu * Uu), 1 - Ux * Ux - Uu * Uu);
        KickU = Math.Sqrt(variance * Math.Max(0, uu));
        KickX = uu > 0 ? Math.Sqrt(variance / uu) * xu : 0;
        SpreadX = uu > 0 ? Math.Sqrt(variance * Math.Max(0, xx - xu * xu / uu)) : 0;
    }

    /// <summary>sinc²(f h) with sinc x = sin(πx)/(πx): the part of a sampled sine that straight lines between its samples keep.</summary>
    public static double HoldGain(double frequencyHz, double stepS)
    {
        var angle = Math.PI * frequencyHz * stepS;
        var sinc = angle == 0 ? 1 : Math.Sin(angle) / angle;
        return sinc * sinc;
    }

    /// <summary>The state (x, ẋ/ω0) per newton at the samples of a settled response to e^{i2πft}: (zI − A)⁻¹(b + b′z), z = e^{i2πfh}.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (Complex X, Complex U) Settled(double frequencyHz, double stepS)
    {
        var z = Complex.FromPolarCoordinates(1, 2 * Math.PI * frequencyHz * stepS);
        var (forceX, forceU) = (BeginX + EndX * z, BeginU + EndU * z);
        var determinant = (z - Xx) * (z - Uu) - Xu * Ux;
        // One plain division: the determinant is neither tiny nor huge, as for its squares to overflow.
        var inverse = Complex.Conjugate(determinant) / (determinant.Real * determinant.Real + determinant.Imaginary * determinant.Imaginary);
        return (((z - Uu) * forceX + Xu * forceU) * inverse, (Ux * forceX + (z - Xx) * forceU) * inverse);
    }

    /// <summary>e^{−δθ} cos νθ and e^{−δθ} sin(νθ)/ν with ν² = 1 − δ², hyperbolic when overdamped.</summary>
    private static (double Cos, double Sin) Rotation(double theta, double damping)
    {
        var squared = 1 - damping * damping;
        if (Math.Abs(squared) * theta * theta < 1e-16) return (Math.Exp(-damping * theta), theta * Math.Exp(-damping * theta));
        var nu = Math.Sqrt(Math.Abs(squared));
        if (squared > 0)
        {
            var (sin, cos) = Math.SinCos(nu * theta);
            var envelope = Math.Exp(-damping * theta);
            return (envelope * cos, envelope * sin / nu);
        }
        // δ − ν without cancellation: δ² − ν² = 1.
        var (slow, fast) = (Math.Exp(-theta / (damping + nu)), Math.Exp(-theta * (damping + nu)));
        return ((slow + fast) / 2, (slow - fast) / (2 * nu));
    }

    /// <summary>φ1 = Σ (Mθ)ʲ/(j+1)!, φ2 = Σ (Mθ)ʲ/(j+2)!: no cancellation for short steps.</summary>
    private static (double, double, double, double) PhiSeries(double theta, double q)
    {
        const int terms = 24;
        var (x, u) = (0.0, 1.0);
        var (phi1X, phi1U, phi2X, phi2U) = (0.0, 0.0, 0.0, 0.0);
        for (var j = 0; j < terms; j++)
        {
            (phi1X, phi1U) = (phi1X + x / (j + 1), phi1U + u / (j + 1));
            (phi2X, phi2U) = (phi2X + x / ((j + 1) * (j + 2)), phi2U + u / ((j + 1) * (j + 2)));
            (x, u) = (theta * u / (j + 1), -theta * (x + u / q) / (j + 1));
        }
        return (phi1X, phi1U, phi2X, phi2U);
    }

    /// <summary>θφ1 = M⁻¹(A − I), θφ2 = M⁻¹(φ1 − I), applied to (0, 1); M⁻¹ = [[−1/Q, −1], [1, 0]].</summary>
    private static (double, double, double, double) PhiClosed(double theta, double q, double xu, double uu)
    {
        var (phi1X, phi1U) = ((-xu / q - (uu - 1)) / theta, xu / theta);
        return (phi1X, phi1U, (-phi1X / q - (phi1U - 1)) / theta, phi1X / theta);
    }
}
