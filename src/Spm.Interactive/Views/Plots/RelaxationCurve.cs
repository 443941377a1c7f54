using System.Numerics;
using Spm.Core.Spectroscopy;

namespace Spm.Interactive.Views;

/// <summary>One relaxation and what was fitted to it.</summary>
internal sealed record RelaxationCurve
{
    private const int _finePoints = 400;

    public required string Title { get; init; }

    public required (string Quantity, string Unit) Response { get; init; }

    public string TimeUnit { get; init; } = "s";

    public required double[] Time { get; init; }

    public required double[] Measured { get; init; }

    /// <summary>Where the fit is known; empty without a fit.</summary>
    public double[] FitTime { get; init; } = [];

    public double[] Fitted { get; init; } = [];

    /// <summary>The fit at the measured times; empty without a fit.</summary>
    public double[] FittedAtTime { get; init; } = [];

    /// <summary>Name and weight of each law that was compared; empty when none were.</summary>
    public IReadOnlyList<(string Law, double Weight)> Weights { get; init; } = [];

    /// <summary>What is known of times, rates and parameters.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The curve with the law chosen for it, drawn evenly in the logarithm of the time; without a law the curve alone and the reason.</summary>
    public static RelaxationCurve Of(RelaxationResult result, int curve)
    {
        ArgumentNullException.ThrowIfNull(result);
        var derived = result.Derived;
        if (curve < 0 || curve >= derived.Count) throw new ArgumentOutOfRangeException(nameof(curve), $"There is no curve {curve}: '{derived.Name}' has {derived.Count}, numbered from 0.");
        var law = derived["law"].Values[curve];
        var fit = result.Fits[double.IsNaN(law) ? 0 : (int)law];
        var (times, curves) = (fit.FitDimension.Values, new FitCurves(fit));
        var (measured, atTime) = (new Complex[times.Length], new Complex[times.Length]);
        curves.ReadMeasured(curve, measured);
        curves.ReadFitted(curve, atTime);
        RelaxationCurve bare = new()
        {
            Title = $"{derived.Name}, curve {curve}",
            Response = (fit.Source.Quantity, fit.Source.Unit),
            TimeUnit = fit.FitDimension.Unit,
            Time = times,
            Measured = [.. measured.Select(z => z.Real)],
            Notes = double.IsNaN(law) ? [$"No law was chosen: {derived.Reasons[curve]}."] : [],
        };
        if (double.IsNaN(law)) return bare;
        var fine = FineTimes(times);
        var fitted = new double[fine.Length];
        fit.Evaluate(fit.ParametersOf(curve), fine, fitted);
        List<string> notes = [ParameterNotes.Of(fit, curve)];
        if (double.IsFinite(derived["time"].Values[curve])) notes.Add(TimeAndRate("Mean relaxation time", derived["time"].Values[curve], derived["time"].StandardErrors![curve], fit.FitDimension.Unit));
        return bare with
        {
            FitTime = fine,
            Fitted = fitted,
            FittedAtTime = [.. atTime.Select(z => z.Real)],
            Weights = [.. result.Laws.Select(name => (name, derived[$"weight.{name}"].Values[curve]))],
            Notes = notes,
        };
    }

    /// <summary><c>τ1: 97 ± 3 ms, rate 10.3 ± 0.3 1/s</c>.</summary>
    public static string TimeAndRate(string name, double time, double error, string unit) =>
        $"{name}: {UncertainQuantity.Format(time, error, unit)}, rate {UncertainQuantity.Format(1 / time, error / time / time, unit.Length > 0 ? $"1/{unit}" : "")}.";

    private static double[] FineTimes(double[] times)
    {
        double[] positive = [.. times.Where(t => t > 0 && double.IsFinite(t))];
        return positive.Length < 2 ? times : [.. Enumerable.Range(0, _finePoints).Select(i => positive.Min() * Math.Pow(positive.Max() / positive.Min(), i / (_finePoints - 1.0)))];
    }
}
