using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Spectroscopy;

/// <summary>Switching quantities with standard errors of every loop of a fit.</summary>
public static class SwitchingAnalysis
{
    /// <summary>Loops read and analysed at a time.</summary>
    private const int BlockLoops = 4096;

    /// <summary>
    /// Computes, for each loop, the quantities of its parameters (<see cref="SwitchingParameters"/>, errors by the delta method with the full
    /// covariance of the nine parameters) and those of its points (<see cref="LoopMeasures"/>, without the points the fit left out, σ² = Σr²/(n − k)
    /// of the fit). The falling branch (bias going down) switches at V−, the rising one at V+.
    /// </summary>
    /// <param name="result">A fit of the model <c>loop</c>.</param>
    /// <param name="progress">Told the number of loops done, after each block.</param>
    /// <param name="cancel">Honoured between blocks.</param>
    /// <returns>
    /// One value and one standard error per fit of V-, V+, imprint, window, R+, R-, P, work, NB1, NB2, area, R0falling, R0rising, opening, Vz-,
    /// Vz+, width, shift, in the units of the data. NaN where the fit is bad, with the reason, or where the loop does not determine the quantity.
    /// </returns>
    /// <exception cref="ArgumentException">The result is not of the model <c>loop</c>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static DerivedResult Of(FitResult result, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Model != "loop")
            throw new ArgumentException($"Switching quantities come from a fit of the model 'loop', got '{result.Model}'. Run fit loop first.", nameof(result));
        var labels = SwitchingCatalogue.Labels(result);
        var (values, errors) = (New(), New());
        var reader = new CurveReader(result.Source, "switching analysis", FitDimensionOf(result));
        var points = reader.Points;
        var block = new double[Math.Min(BlockLoops, Math.Max(1, result.Count)) * points];
        for (var first = 0; first < result.Count; first += BlockLoops)
        {
            cancel.ThrowIfCancellationRequested();
            var count = Math.Min(BlockLoops, result.Count - first);
            for (var k = 0; k < count; k++)
                reader.Read(first + k, block.AsSpan(k * points, points));
            Parallel.For(0, count, () => new Worker(result), (k, _, worker) =>
            {
                worker.Analyse(first + k, block.AsSpan(k * points, points), values, errors);
                return worker;
            }, _ => { });
            progress?.Report(first + count);
        }
        return new()
        {
            Name = $"switching of {result.Source.Name}",
            Source = result.Source,
            Dimensions = result.Dimensions,
            Quantities = [.. labels.Select((label, q) => new DerivedQuantity(label.Name, label.Symbol, label.Unit, values[q]) { StandardErrors = errors[q], Description = label.Description })],
            Reasons = [.. result.Verdict.Select(FitMaps.Reason)],
            Provenance = [.. result.Provenance, ProvenanceStep.Ours("switching analysis", result.Source.Name, ("nucleation threshold", SwitchingParameters.NucleationThreshold))],
        };

        double[][] New() => [.. labels.Select(_ => new double[result.Count])];
    }

    private static int FitDimensionOf(FitResult result)
    {
        var all = result.Source.Dimensions;
        for (var i = 0; i < all.Count; i++)
            if (ReferenceEquals(all[i], result.FitDimension) || (all[i].Name == result.FitDimension.Name && all[i].Length == result.FitDimension.Length))
                return i;
        throw new ArgumentException($"The fit was made along {result.FitDimension}, which is not among the dimensions of its data: {string.Join(", ", all)}.", nameof(result));
    }

    /// <summary>One thread's memory.</summary>
    private sealed class Worker(FitResult result)
    {
        private readonly LoopMeter meter = new(result.FitDimension.Values);
        private readonly double[] covariance = new double[LoopCovariance.Length], gradients = new double[SwitchingDerivatives.Count * LoopModel.ParameterCount];
        private readonly double[] found = new double[SwitchingDerivatives.Count + LoopMeter.Count], sigma = new double[SwitchingDerivatives.Count + LoopMeter.Count];

        public void Analyse(int fit, ReadOnlySpan<double> response, double[][] values, double[][] errors)
        {
            Array.Fill(found, double.NaN);
            Array.Fill(sigma, double.NaN);
            if (result.IsGood(fit))
                Measure(fit, response);
            for (var q = 0; q < found.Length; q++)
                (values[q][fit], errors[q][fit]) = (found[q], sigma[q]);
        }

        private void Measure(int fit, ReadOnlySpan<double> response)
        {
            const int Count = SwitchingDerivatives.Count;
            SwitchingDerivatives.Compute(result.ParametersOf(fit), found.AsSpan(0, Count), gradients);
            var noise = double.NaN;
            var hasErrors = SwitchingCovariance.TryOf(result, fit, covariance, out noise);
            if (hasErrors)
                SwitchingDerivatives.Errors(gradients, covariance, sigma.AsSpan(0, Count));
            for (var q = 0; q < Count; q++)
                // In a fit with errors, what has none hangs on a parameter that the data do not determine.
                if (hasErrors && double.IsNaN(sigma[q]))
                    found[q] = double.NaN;
                else if (double.IsNaN(found[q]))
                    sigma[q] = double.NaN;
            var excluded = result.Excluded is { } all ? all.AsSpan(fit * response.Length, response.Length) : [];
            meter.Measure(response, excluded, noise, found.AsSpan(Count), sigma.AsSpan(Count));
        }
    }
}
