using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <content>Conduction.</content>
public static partial class Plot
{
    /// <summary>A swept current: I against V and |I| on a logarithmic axis, forward and backward in two colours.</summary>
    /// <param name="data">Over the bias, or over Direction (0 there, 1 back, both in the order of the way there) and the bias.</param>
    /// <param name="errorA">Standard error of a current in A, drawn as a band; null when it is not known.</param>
    /// <exception cref="ArgumentException">The data are not of this kind.</exception>
    public static Figure CurrentVoltage(Dataset data, double? errorA = null) => CurrentVoltageFigure.Of(CurrentVoltageCurve.Of(data, errorA));

    /// <summary>A swept current with the fit of a conduction model; the band is one standard deviation of the residuals about the fit.</summary>
    /// <param name="result">A fit along the bias; of a sweep there and back both ways are drawn.</param>
    /// <param name="fit">Which fit, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such fit.</exception>
    public static Figure CurrentVoltage(FitResult result, int fit = 0) => CurrentVoltageFigure.Of(CurrentVoltageCurve.Of(result, fit));

    /// <summary>A current from arrays.</summary>
    /// <param name="biasV">[point] in V.</param>
    /// <param name="currentA">[point] in A, with rising bias or the only sweep.</param>
    /// <param name="backwardA">[point] in A, the sweep back, in the order of <paramref name="biasV"/>.</param>
    /// <param name="errorsA">[point]: standard errors in A, drawn as a band about the fit, or about the current without one.</param>
    /// <param name="fittedA">[point]: the fit.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is no point.</exception>
    public static Figure CurrentVoltage(double[] biasV, double[] currentA, double[]? backwardA = null, double[]? errorsA = null, double[]? fittedA = null)
    {
        ArgumentNullException.ThrowIfNull(biasV);
        ArgumentNullException.ThrowIfNull(currentA);
        SameLength.Require("A current–voltage curve has one current for each bias", ("biases", biasV.Length), ("currents", currentA.Length), ("backward", backwardA?.Length), ("errors", errorsA?.Length), ("fitted", fittedA?.Length));
        return CurrentVoltageFigure.Of(new() { Title = "", Bias = ("Bias", "V"), Current = ("Current", "A"), X = biasV, Forward = currentA, Backward = backwardA, Errors = errorsA, FitX = fittedA is null ? [] : biasV, Fitted = fittedA ?? [], FittedAtX = fittedA ?? [] });
    }
}
