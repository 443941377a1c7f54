using MathNet.Numerics;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Spectroscopy;

/// <summary>What a relaxation model says about amplitude, mean time, final value and exponent, with derivatives by its parameters.</summary>
/// <param name="Name">The model's name in the catalogue.</param>
/// <param name="Count">Number of parameters.</param>
internal sealed record RelaxationLaw(string Name, int Count)
{
    /// <summary>Number of quantities: amplitude, mean time, final value, exponent.</summary>
    public const int Quantities = 4;

    /// <summary>All laws there are.</summary>
    public static IReadOnlyList<RelaxationLaw> All { get; } = [new("exponential", 3), new("double-exponential", 5), new("stretched-exponential", 4), new("power-law", 3)];

    /// <summary>The model in the catalogue.</summary>
    public FitModel Model => ModelCatalogue.Find(Name);

    /// <summary>(JᵀJ)⁻¹ at the points kept, exact derivatives; false when the data do not fix all parameters.</summary>
    public bool TryCovariance(ReadOnlySpan<double> parameters, ReadOnlySpan<double> times, ReadOnlySpan<double> values, Span<double> covariance) => Name switch
    {
        "exponential" => RelaxationCovariance<ExponentialFunction>.TryCompute(parameters, times, values, covariance),
        "double-exponential" => RelaxationCovariance<DoubleExponentialFunction>.TryCompute(parameters, times, values, covariance),
        "stretched-exponential" => RelaxationCovariance<StretchedExponentialFunction>.TryCompute(parameters, times, values, covariance),
        "power-law" => RelaxationCovariance<PowerLawFunction>.TryCompute(parameters, times, values, covariance),
        _ => throw new InvalidOperationException($"There is no relaxation law '{Name}'."),
    };

    /// <summary>
    /// The quantities of one fit; NaN where the law has none. Mean time ∫(f − c)dt/A: τ; (A1τ1 + A2τ2)/(A1 + A2) for amplitudes of one sign;
    /// (τ/β)·Γ(1/β), whose derivative by β is −⟨τ⟩/β·(1 + ψ(1/β)/β). Exponent: β or n.
    /// </summary>
    /// <param name="p">Parameters in the model's order.</param>
    /// <param name="values">[4], out.</param>
    /// <param name="gradients">[4 × parameter], out.</param>
    public void Measure(ReadOnlySpan<double> p, Span<double> values, Span<double> gradients)
    {
        values.Fill(double.NaN);
        gradients.Clear();
        (values[0], gradients[0]) = (p[0], 1);
        (values[2], gradients[2 * Count + Count - 1]) = (p[Count - 1], 1);
        switch (Name)
        {
            case "exponential":
                (values[1], gradients[Count + 1]) = (p[1], 1);
                break;
            case "double-exponential":
                values[0] = p[0] + p[2];
                gradients[2] = 1;
                if (p[0] * p[2] < 0 || values[0] == 0)
                    break;
                var mean = values[1] = p[0] / values[0] * p[1] + p[2] / values[0] * p[3];
                (gradients[Count + 0], gradients[Count + 1]) = ((p[1] - mean) / values[0], p[0] / values[0]);
                (gradients[Count + 2], gradients[Count + 3]) = ((p[3] - mean) / values[0], p[2] / values[0]);
                break;
            case "stretched-exponential":
                values[1] = p[1] / p[2] * SpecialFunctions.Gamma(1 / p[2]);
                gradients[Count + 1] = values[1] / p[1];
                gradients[Count + 2] = -values[1] / p[2] * (1 + SpecialFunctions.DiGamma(1 / p[2]) / p[2]);
                (values[3], gradients[3 * Count + 2]) = (p[2], 1);
                break;
            case "power-law":
                (values[3], gradients[3 * Count + 1]) = (p[1], 1);
                break;
            default:
                throw new InvalidOperationException($"There is no relaxation law '{Name}'.");
        }
    }
}
