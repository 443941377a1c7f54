using Spm.Core.Fitting;
using Spm.Core.Numerics;

namespace Spm.Core.Tests.Models;

/// <summary>Models of the engine's tests, as a person would write them.</summary>
internal static class EngineModels
{
    public static FitModel Peak { get; } = FitModel.Of<GaussianOnOffset>("test-peak",
        new("Height", "a", "") { ResponsePower = 1, IsLinear = true },
        new("Centre", "m", "") { AbscissaPower = 1 },
        new("Width", "s", "") { AbscissaPower = 1, Lower = 1e-3, Upper = 100 },
        new("Offset", "c", "") { ResponsePower = 1, IsLinear = true });

    /// <summary>The same without elimination: all four parameters are searched for.</summary>
    public static FitModel SearchedPeak { get; } = FitModel.Of<GaussianOnOffset>("test-searched-peak",
        new("Height", "a", "") { ResponsePower = 1 },
        new("Centre", "m", "") { AbscissaPower = 1 },
        new("Width", "s", "") { AbscissaPower = 1, Lower = 1e-3, Upper = 100 },
        new("Offset", "c", "") { ResponsePower = 1 });

    public static FitModel Decay { get; } = FitModel.Of<ExponentialDecay>("test-decay",
        new("Amplitude", "a", "") { ResponsePower = 1, IsLinear = true },
        new("Time", "tau", "") { AbscissaPower = 1, Lower = 1e-6, Upper = 1e6, Start = 1 },
        new("Offset", "c", "") { ResponsePower = 1, IsLinear = true });

    public static FitModel Line { get; } = FitModel.Of<StraightLine>("test-line",
        new("Intercept", "c", "") { ResponsePower = 1, IsLinear = true },
        new("Slope", "b", "") { ResponsePower = 1, AbscissaPower = -1, IsLinear = true });

    public static FitModel Pole { get; } = FitModel.OfComplex<ComplexPole>("test-pole",
        new("Real part", "u", "") { ResponsePower = 1, AbscissaPower = 1, IsLinear = true },
        new("Imaginary part", "v", "") { ResponsePower = 1, AbscissaPower = 1, IsLinear = true },
        new("Centre", "m", "") { AbscissaPower = 1 },
        new("Width", "w", "") { AbscissaPower = 1, Lower = 1e-6 });

    public static FitModel Plane { get; } = FitModel.OfMany<SaturatingPlane>("test-plane",
        new("Scale", "a", "") { ResponsePower = 1, IsLinear = true },
        new("Slope 1", "p", "") { Start = 0.5 },
        new("Slope 2", "q", "") { Start = 0.5 });
}

internal readonly struct GaussianOnOffset : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Exp(-0.5 * T.Square((x - p[1]) / p[2])) + p[3];
}

internal readonly struct ExponentialDecay : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Exp(-x / p[1]) + p[2];
}

internal readonly struct StraightLine : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] + p[1] * x;
}

/// <summary>(u + iv)/((x − m) + iw).</summary>
internal readonly struct ComplexPole : IComplexModelFunction
{
    public static void Value<T>(T x, ReadOnlySpan<T> p, out T real, out T imaginary) where T : struct, IReal<T>
    {
        var d = x - p[2];
        var size = 1 / (T.Square(d) + T.Square(p[3]));
        real = (p[0] * d + p[1] * p[3]) * size;
        imaginary = (p[1] * d - p[0] * p[3]) * size;
    }
}

internal readonly struct SaturatingPlane : IMultivariateModelFunction
{
    public static int Variables => 2;

    public static T Value<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Tanh(p[1] * x[0] + p[2] * x[1]);
}

/// <summary>Arrays for the rows of a fit.</summary>
internal sealed class EngineRows(int fits, int parameters, int points)
{
    public double[] Values { get; } = new double[fits * parameters];

    public double[] Errors { get; } = new double[fits * parameters];

    public double[] RSquared { get; } = new double[fits];

    public double[] Cost { get; } = new double[fits];

    public int[] Iterations { get; } = new int[fits];

    public FitStatus[] Status { get; } = new FitStatus[fits];

    public FitVerdict[] Verdict { get; } = new FitVerdict[fits];

    public bool[] Excluded { get; } = new bool[fits * points];

    public FitRows Rows => new()
    {
        Values = Values,
        StandardErrors = Errors,
        RSquared = RSquared,
        Iterations = Iterations,
        Status = Status,
        Verdict = Verdict,
        Cost = Cost,
        Excluded = Excluded,
    };

    public static EngineRows Fit(FitModel model, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ModelFitOptions? options = null)
    {
        var batch = new ModelBatch(model, x, options);
        var rows = new EngineRows(y.Length / (batch.Points * (model.IsComplex ? 2 : 1)), model.Parameters.Count, batch.Points);
        batch.Fit(y, rows.Rows);
        return rows;
    }
}

/// <summary>Data of the engine's tests.</summary>
internal static class EngineData
{
    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static double[] Axis(double first, double last, int points) => Spm.Core.Data.Dimension.Linear(first, last, points);

    /// <summary>Curves with parameters drawn within the bounds, and noise of a standard deviation.</summary>
    public static (double[] Truth, double[] Y) Draw(FitModel model, double[] x, int count, double sigma, int seed, params (double Low, double High)[] ranges)
    {
        var random = new Random(seed);
        var numbers = x.Length / model.Variables * (model.IsComplex ? 2 : 1);
        var (truth, y) = (new double[count * ranges.Length], new double[count * numbers]);
        for (var k = 0; k < count; k++)
        {
            var p = truth.AsSpan(k * ranges.Length, ranges.Length);
            for (var j = 0; j < p.Length; j++) p[j] = ranges[j].Low + (ranges[j].High - ranges[j].Low) * random.NextDouble();
            var row = y.AsSpan(k * numbers, numbers);
            model.Evaluate(p, x, row);
            if (sigma > 0)
                foreach (ref var value in row) value += sigma * Normal(random);
        }
        return (truth, y);
    }
}
