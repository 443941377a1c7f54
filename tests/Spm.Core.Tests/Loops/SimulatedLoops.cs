using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Tests.Loops;

/// <summary>Loops with known parameters and Gaussian noise, from a fixed seed.</summary>
internal sealed class SimulatedLoops
{
    public const int Points = 64;
    public const double BiasV = 8;
    public const double StepV = 4 * BiasV / Points;

    private readonly Random random;

    public SimulatedLoops(int seed) => random = new(seed);

    /// <summary>One cycle: 0 → +8 V → −8 V → 0.</summary>
    public static double[] FromZero { get; } = [.. Enumerable.Range(0, Points).Select(i => Triangle(i))];

    /// <summary>The same cycle begun at +8 V.</summary>
    public static double[] FromMaximum { get; } = [.. Enumerable.Range(0, Points).Select(i => Triangle(i + Points / 4))];

    /// <summary>a0..a4, b0..b3 of an ordinary loop: opening 0.5 to 2, coercive biases well inside, some imprint, slope and asymmetry.</summary>
    public double[] Truth()
    {
        var a1 = Between(0.5, 2);
        return [Between(-1, 1), a1, Between(-5, -1), Between(1, 5), a1 * Between(-0.01, 0.03), Between(0.5, 2), Between(0.5, 2), Between(0.5, 2), Between(0.5, 2)];
    }

    public double[] Loop(double[] truth, double noise, double[]? biases = null)
    {
        var values = new double[(biases ?? FromZero).Length];
        LoopModel.Evaluate(truth, biases ?? FromZero, values);
        for (var i = 0; i < values.Length; i++)
            values[i] += noise * Gaussian();
        return values;
    }

    public double[] Noise(double sigma, double slope = 0) => [.. FromZero.Select(v => slope * v + sigma * Gaussian())];

    public double Between(double low, double high) => low + (high - low) * random.NextDouble();

    public int Below(int limit) => random.Next(limit);

    public double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static Dataset Dataset(IReadOnlyList<double[]> loops, double[]? biases = null) =>
        new("simulated", "Piezoresponse", "a.u.",
            [new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, loops.Count)), new("Voltage", "Bias", "V", DimensionKind.Spectroscopic, biases ?? FromZero)],
            new RealMemoryStore([.. loops.SelectMany(loop => loop)]));

    public static FitResult Fit(IReadOnlyList<double[]> loops, double[]? biases = null, LoopFitOptions? options = null) =>
        LoopFitter.Fit(Dataset(loops, biases), options, cancel: TestContext.Current.CancellationToken);

    public static double[] Reorder(double[] values, int shift) => [.. Enumerable.Range(0, values.Length).Select(i => values[(i + shift) % values.Length])];

    private static double Triangle(int i)
    {
        var step = i % Points * 4.0 / Points;
        return BiasV * (step <= 1 ? step : step <= 3 ? 2 - step : step - 4);
    }
}
