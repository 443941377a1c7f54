using Spm.Core.Data;

namespace Spm.Interactive.Views;

/// <summary>How well predictions p agree with measured values m, over the n pairs of which both are finite.</summary>
/// <param name="Count">n.</param>
/// <param name="RSquared">R² = 1 − Σ(m − p)²/Σ(m − m̄)²; below 0 when the mean would have predicted better; NaN when all m are equal.</param>
/// <param name="RootMeanSquare">RMSE √(Σ(p − m)²/n), in the unit of the values.</param>
/// <param name="MeanAbsolute">MAE Σ|p − m|/n.</param>
/// <param name="Bias">Σ(p − m)/n: positive when too much is predicted.</param>
/// <param name="WithErrors">Pairs with a standard error σ above 0.</param>
/// <param name="OutsideTwoSigma">How many of those have |p − m| above 2σ; a normal law has 4.6 % there.</param>
public sealed record Agreement(int Count, double RSquared, double RootMeanSquare, double MeanAbsolute, double Bias, int WithErrors, int OutsideTwoSigma)
{
    /// <summary>|p − m| that counts as outside, in σ.</summary>
    internal const double Outside = 2;

    /// <summary>Compares predictions with measurements.</summary>
    /// <param name="measured">m.</param>
    /// <param name="predicted">p, one for each m.</param>
    /// <param name="errors">σ of each prediction; null when there are none.</param>
    /// <exception cref="ArgumentException">The lengths differ, or there is no pair.</exception>
    public static Agreement Of(double[] measured, double[] predicted, double[]? errors = null)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(predicted);
        SameLength.Require("A prediction, and where there are any a standard error, belongs to each measured value", ("measured", measured.Length), ("predicted", predicted.Length), ("errors", errors?.Length));
        int[] pairs = [.. Finite(measured, predicted)];
        var mean = pairs.Select(i => measured[i]).DefaultIfEmpty(double.NaN).Average();
        var (squares, absolute, sum, spread, with, outside) = (0.0, 0.0, 0.0, 0.0, 0, 0);
        foreach (var i in pairs)
        {
            var difference = predicted[i] - measured[i];
            (squares, absolute, sum, spread) = (squares + difference * difference, absolute + Math.Abs(difference), sum + difference, spread + (measured[i] - mean) * (measured[i] - mean));
            if (errors is null || !(errors[i] > 0 && double.IsFinite(errors[i]))) continue;
            with++;
            if (Math.Abs(difference) > Outside * errors[i]) outside++;
        }
        var n = pairs.Length;
        return new(n, spread > 0 ? 1 - squares / spread : double.NaN, Math.Sqrt(squares / n), absolute / n, sum / n, with, outside);
    }

    /// <summary>Indices of the pairs that count.</summary>
    internal static IEnumerable<int> Finite(double[] measured, double[] predicted) =>
        Enumerable.Range(0, measured.Length).Where(i => double.IsFinite(measured[i]) && double.IsFinite(predicted[i]));

    /// <summary>The numbers with their unit, one each.</summary>
    public IReadOnlyList<string> Words(string unit) => Count == 0 ? ["no finite pair"] :
    [
        $"{Count:N0} pairs",
        double.IsNaN(RSquared) ? "R²: not defined, all measured values are equal" : $"R² = {RSquared.ToString(Math.Abs(1 - RSquared) < 0.01 ? "F4" : "F3")}",
        $"RMSE = {Quantity.Format(RootMeanSquare, unit, 3)}",
        $"MAE = {Quantity.Format(MeanAbsolute, unit, 3)}",
        $"bias = {Quantity.Format(Bias, unit, 3)}",
        .. WithErrors > 0 ? [$"beyond 2σ: {OutsideTwoSigma:N0} of {WithErrors:N0} ({100.0 * OutsideTwoSigma / WithErrors:F1} %)"] : Array.Empty<string>(),
    ];
}
