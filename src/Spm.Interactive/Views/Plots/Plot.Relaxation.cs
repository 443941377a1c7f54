using Spm.Core.Spectroscopy;
using Spm.Interactive.Charts;

namespace Spm.Interactive.Views;

/// <content>Relaxation after a pulse.</content>
public static partial class Plot
{
    /// <summary>
    /// A response after a pulse with the law chosen for it: against the logarithm of the time, against the time, the residual, and the weights of the laws
    /// that were compared. Times and rates with their errors are in the notes.
    /// </summary>
    /// <param name="result">From <see cref="RelaxationAnalysis.Of"/>.</param>
    /// <param name="curve">Which curve, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such curve.</exception>
    public static Figure Relaxation(RelaxationResult result, int curve = 0) => RelaxationFigure.Of(RelaxationCurve.Of(result, curve));

    /// <summary>A response after a pulse from arrays.</summary>
    /// <param name="timeS">[point]: time since the pulse in s; a logarithmic axis has no place for 0 and below.</param>
    /// <param name="response">[point].</param>
    /// <param name="quantity">What was measured.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="fitted">[point]: the fit.</param>
    /// <param name="relaxationTimes">Relaxation times in s with their standard errors, for the notes; each is given as a rate 1/τ ± σ/τ² as well.</param>
    /// <exception cref="ArgumentException">Lengths differ, or there is no point.</exception>
    public static Figure Relaxation(double[] timeS, double[] response, string quantity = "Response", string unit = "", double[]? fitted = null, IReadOnlyList<(string Name, double TimeS, double ErrorS)>? relaxationTimes = null)
    {
        ArgumentNullException.ThrowIfNull(timeS);
        ArgumentNullException.ThrowIfNull(response);
        SameLength.Require("A relaxation has one response for each time", ("times", timeS.Length), ("responses", response.Length), ("fitted", fitted?.Length));
        return RelaxationFigure.Of(new()
        {
            Title = "",
            Response = (quantity, unit),
            Time = timeS,
            Measured = response,
            FitTime = fitted is null ? [] : timeS,
            Fitted = fitted ?? [],
            FittedAtTime = fitted ?? [],
            Notes = [.. (relaxationTimes ?? []).Select(t => RelaxationCurve.TimeAndRate(t.Name, t.TimeS, t.ErrorS, "s"))],
        });
    }
}
