using Spm.Core.Fitting.Solvers;

namespace Spm.Core.Fitting;

/// <summary>
/// What one fit says about its parameters and about the model, computed on demand from the data and the exact derivatives. n is the number
/// of numbers kept (two per complex point), k the number of parameters that were free and ended on no bound, S = Σ w r², with the weights of the
/// fit (those of a robust loss included).
/// </summary>
/// <remarks>Akaike, IEEE Trans. Autom. Control 19, 716 (1974); Schwarz, Ann. Stat. 6, 461 (1978); Hurvich and Tsai, Biometrika 76, 297 (1989).</remarks>
public sealed record FitStatistics
{
    /// <summary>n.</summary>
    public required int Numbers { get; init; }

    /// <summary>k.</summary>
    public required int FreeParameters { get; init; }

    /// <summary>n − k.</summary>
    public int DegreesOfFreedom => Numbers - FreeParameters;

    /// <summary>S; with known noise w = 1/σ² and S is χ².</summary>
    public required double SumOfSquares { get; init; }

    /// <summary>True when the noise was given: S is then compared with it, and the covariance comes from it.</summary>
    public required bool HasKnownNoise { get; init; }

    /// <summary>
    /// S/(n − k): with known noise the reduced χ², near 1 for a model that describes the data; else the estimated variance of the noise, in the
    /// square of the data's unit.
    /// </summary>
    public double ReducedChiSquared => DegreesOfFreedom > 0 ? SumOfSquares / DegreesOfFreedom : double.NaN;

    /// <summary>
    /// s² (JᵀWJ)⁻¹, s² = S/(n − k), or 1 with known noise; [parameter × parameter], products of the parameters' units. NaN in rows and columns of parameters
    /// that were fixed, ended on a bound, or are not determined.
    /// </summary>
    public required double[,] Covariance { get; init; }

    /// <summary>Cᵢⱼ/√(Cᵢᵢ Cⱼⱼ), −1 to 1; NaN as in <see cref="Covariance"/>.</summary>
    public double[,] Correlation
    {
        get
        {
            var size = Covariance.GetLength(0);
            var correlation = new double[size, size];
            for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++)
                    correlation[i, j] = i == j && !double.IsNaN(Covariance[i, i]) ? 1 : Covariance[i, j] / Math.Sqrt(Covariance[i, i]) / Math.Sqrt(Covariance[j, j]);
            return correlation;
        }
    }

    /// <summary>The parameters that rows and columns of <see cref="Covariance"/> stand for.</summary>
    public IReadOnlyList<FitParameter> Parameters { get; init; } = [];

    /// <summary>Unit of the data.</summary>
    public string ResponseUnit { get; init; } = "";

    /// <summary>−2 ln of the greatest likelihood, up to a constant of the data: n ln(S/n), or S with known noise.</summary>
    public double Deviance => HasKnownNoise ? SumOfSquares : Numbers * Math.Log(SumOfSquares / Numbers);

    /// <summary>Akaike's criterion, deviance + 2k. Smaller is better; differences between models of the same data count.</summary>
    public double Aic => Deviance + 2 * FreeParameters;

    /// <summary>Akaike's criterion for few data, AIC + 2k(k+1)/(n−k−1); +∞ when n ≤ k + 1.</summary>
    public double AicC => Numbers > FreeParameters + 1 ? Aic + 2.0 * FreeParameters * (FreeParameters + 1) / (Numbers - FreeParameters - 1) : double.PositiveInfinity;

    /// <summary>The Bayesian criterion, deviance + k ln n.</summary>
    public double Bic => Deviance + FreeParameters * Math.Log(Numbers);

    /// <summary>Statistics of one fit of a result; reads that fit's data once more.</summary>
    /// <param name="result">A result of <see cref="ModelFitter"/>, <see cref="ShoFitter"/> or <see cref="LoopFitter"/>.</param>
    /// <param name="fit">Number of the fit.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such fit.</exception>
    /// <exception cref="ArgumentException">The fit has no parameters (too few points), or it is not known how its model is differentiated.</exception>
    public static FitStatistics Of(FitResult result, int fit)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (fit < 0 || fit >= result.Count)
            throw new ArgumentOutOfRangeException(nameof(fit), $"There is no fit {fit}; the result has {result.Count}, numbered from 0.");
        if (result.Status[fit] == FitStatus.NonFinite || result.ParametersOf(fit).ContainsAnyExceptInRange(double.MinValue, double.MaxValue))
            throw new ArgumentException($"Fit {fit} has no parameters ({FitMaps.Reason(result.Verdict[fit]) ?? "not finite"}); there are no statistics of it.", nameof(fit));
        var design = FitDesign.Of(result, fit);
        var (count, size) = (design.Columns.Length, result.Parameters.Count);
        var inverse = new double[count * count];
        design.InvertNormal(inverse);
        var freedom = design.Rows - count;
        var variance = design.VarianceFactor * (design.HasKnownNoise ? 1 : freedom > 0 ? design.SumOfSquares / freedom : double.NaN);
        var covariance = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
            {
                var (a, b) = (Array.IndexOf(design.Columns, i), Array.IndexOf(design.Columns, j));
                covariance[i, j] = a < 0 || b < 0 ? double.NaN : variance * inverse[a * count + b];
            }
        return new()
        {
            Numbers = design.Rows,
            FreeParameters = count,
            SumOfSquares = design.SumOfSquares,
            HasKnownNoise = design.HasKnownNoise,
            Covariance = covariance,
            Parameters = result.Parameters,
            ResponseUnit = result.Source.Unit,
        };
    }
}
