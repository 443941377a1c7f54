using System.Numerics;
using MathNet.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Interactive.Tests.Views;

/// <summary>Fit results made from the formulae of science.md with noise, bad pixels and outliers, without any fitter.</summary>
internal static class SyntheticFits
{
    public const string Hostile = "<script>alert('x')</script>&\"";

    private static readonly FitParameter[] _loopParameters =
    [
        new("Offset", "a0", "m", ""), new("Opening", "a1", "m", ""), new("Coercive bias V−", "a2", "V", ""), new("Coercive bias V+", "a3", "V", ""), new("Slope", "a4", "m/V", ""),
        new("Width b0", "b0", "V", ""), new("Width b1", "b1", "V", ""), new("Width b2", "b2", "V", ""), new("Width b3", "b3", "V", ""),
    ];

    private static readonly FitParameter[] _shoParameters =
        [new("Amplitude", "A", "m", ""), new("Resonance frequency", "f0", "Hz", ""), new("Quality factor", "Q", "", ""), new("Phase", "φ", "rad", "", IsCyclic: true)];

    /// <summary>Loops on a grid; every 37th pixel is noise only, every 11th has an outlier of a hundred times the loop that was left out.</summary>
    public static FitResult Loops(int columns, int rows, int points = 64, string name = "beps", int seed = 3)
    {
        var random = new Random(seed);
        double Noise() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        double[] bias = [.. Dimension.Linear(8, -8, points / 2), .. Dimension.Linear(-8, 8, points - points / 2)];
        var (count, p) = (columns * rows, _loopParameters.Length);
        var (values, errors, data) = (new double[count * p], new double[count * p], new double[count * points]);
        var (verdict, excluded, r2) = (new FitVerdict[count], new bool[count * points], new double[count]);
        for (var fit = 0; fit < count; fit++)
        {
            var (x, y) = (fit % columns, fit / columns);
            double[] truth = [-20e-12, 45e-12, -2.8 + 0.6 * Math.Sin(x / 5.0), 3.1 + 0.9 * Math.Cos(y / 4.0 + x / 9.0), 0.5e-12, 0.8, 0.6, 0.7, 0.9];
            truth.CopyTo(values, fit * p);
            for (var k = 0; k < p; k++) errors[fit * p + k] = 0.01 * Math.Abs(truth[k]);
            var curve = new double[points];
            EvaluateLoop(truth, bias, curve);
            (verdict[fit], r2[fit]) = fit % 37 == 5 ? (FitVerdict.NoiseOnly, 0.05) : fit % 53 == 7 ? (FitVerdict.PoorFit, 0.6) : (FitVerdict.Good, 0.985);
            for (var i = 0; i < points; i++) data[fit * points + i] = (verdict[fit] == FitVerdict.NoiseOnly ? 0 : curve[i]) + 1.5e-12 * Noise();
            if (fit % 11 != 3) continue;
            data[fit * points + 10] = 5e-9;
            excluded[fit * points + 10] = true;
        }
        Dimension y0 = new("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 2e-6 * rows / Math.Max(columns, 1), rows)), x0 = new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 2e-6, columns));
        Dimension v0 = new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, bias);
        return new()
        {
            Model = "loop",
            Parameters = _loopParameters,
            Dimensions = [y0, x0],
            FitDimension = v0,
            Source = new(name, "Piezoresponse", "m", [y0, x0, v0], new RealMemoryStore(data), new Dictionary<string, object> { ["operator"] = name, ["rate_Hz"] = 1.5, ["gains"] = new[] { 1.0, 2.0, 3.0 } },
                [ProvenanceStep.Ours("synthesize", "science.md", ("seed", seed))]),
            Values = values,
            StandardErrors = errors,
            Verdict = verdict,
            Excluded = excluded,
            RSquared = r2,
            Iterations = new int[count],
            Status = [.. verdict.Select(v => v == FitVerdict.Good ? FitStatus.Converged : FitStatus.MaxIterations)],
            Elapsed = TimeSpan.FromMilliseconds(count * 0.05),
            Evaluate = EvaluateLoop,
            Provenance = [ProvenanceStep.Ours("fit loop", name, ("loss", "cauchy"))],
        };
    }

    /// <summary>Band-excitation spectra on a grid.</summary>
    public static FitResult Spectra(int columns, int rows, int points = 80, int seed = 5)
    {
        var random = new Random(seed);
        var frequency = Dimension.Linear(320e3, 380e3, points);
        var (count, p) = (columns * rows, _shoParameters.Length);
        var (values, errors, data) = (new double[count * p], new double[count * p], new Complex[count * points]);
        for (var fit = 0; fit < count; fit++)
        {
            double[] truth = [1e-12 * (1 + 0.3 * Math.Sin(fit / 7.0)), 350e3 + 4e3 * Math.Cos(fit % columns / 3.0), 110, (fit / columns % 6 < 3 ? 0.4 : 0.4 - Math.PI)];
            truth.CopyTo(values, fit * p);
            for (var k = 0; k < p; k++) errors[fit * p + k] = 0.002 * Math.Abs(truth[k]);
            var curve = new double[2 * points];
            EvaluateSho(truth, frequency, curve);
            for (var i = 0; i < points; i++) data[fit * points + i] = new Complex(curve[2 * i], curve[2 * i + 1]) + new Complex(random.NextDouble() - 0.5, random.NextDouble() - 0.5) * 6e-12;
        }
        Dimension y0 = new("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 2e-6, rows)), x0 = new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 2e-6, columns));
        Dimension f0 = new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, frequency);
        return new()
        {
            Model = "sho",
            Parameters = _shoParameters,
            Dimensions = [y0, x0],
            FitDimension = f0,
            Source = new("be", "Response", "m", [y0, x0, f0], new ComplexMemoryStore(data)),
            Values = values,
            StandardErrors = errors,
            Verdict = new FitVerdict[count],
            RSquared = [.. Enumerable.Repeat(0.99, count)],
            Iterations = new int[count],
            Status = new FitStatus[count],
            Elapsed = TimeSpan.FromSeconds(count * 6e-7),
            Evaluate = EvaluateSho,
        };
    }

    /// <summary>Loops of three cycles in and out of field, not fitted, that open with each cycle; every 29th pixel is not a number.</summary>
    public static Dataset Cycles(int columns, int rows, int points = 48)
    {
        double[] bias = [.. Dimension.Linear(6, -6, points / 2), .. Dimension.Linear(-6, 6, points - points / 2)];
        var random = new Random(11);
        var (samples, curve) = (new double[rows * columns * 3 * 2 * points], new double[points]);
        for (var k = 0; k < rows * columns * 6; k++)
        {
            var (pixel, cycle, field) = (k / 6, k / 2 % 3, k % 2);
            EvaluateLoop([-20e-12, (20 + 10 * cycle) * 1e-12, -2 - 0.5 * Math.Sin(pixel % columns / 3.0), 2 + 0.5 * Math.Cos(pixel / columns / 3.0), (0.5 + field) * 1e-12, 0.8, 0.6, 0.7, 0.9], bias, curve);
            for (var i = 0; i < points; i++) samples[k * points + i] = pixel % 29 == 5 ? double.NaN : curve[i] + 1e-12 * (random.NextDouble() - 0.5);
        }
        return new("loops", "Piezoresponse", "m",
            [new("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 2e-6 * rows / columns, rows)), new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 2e-6, columns)),
             new("Cycle", "Cycle", "", DimensionKind.Spectroscopic, [0, 1, 2]), new("Field", "Field (0 out of field, 1 in field)", "", DimensionKind.Spectroscopic, [0, 1]), new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, bias)],
            new RealMemoryStore(samples));
    }

    /// <summary>The same result as if another model had given it, or of the same data elsewhere.</summary>
    public static FitResult As(FitResult result, string model, Action<ReadOnlySpan<double>, ReadOnlySpan<double>, Span<double>> evaluate, Dataset? source = null) => new()
    {
        Model = model,
        Parameters = result.Parameters,
        Dimensions = result.Dimensions,
        FitDimension = result.FitDimension,
        Source = source ?? result.Source,
        Values = result.Values,
        StandardErrors = result.StandardErrors,
        Status = result.Status,
        Verdict = result.Verdict,
        RSquared = result.RSquared,
        Iterations = result.Iterations,
        Excluded = result.Excluded,
        Evaluate = evaluate,
    };

    /// <summary>A map of a parameter, as FitMaps makes it: bad fits are NaN with their verdict as the reason.</summary>
    public static ScalarMap Map(FitResult result, int parameter)
    {
        var (vertical, horizontal) = (result.Dimensions[0], result.Dimensions[1]);
        var (values, reasons) = (new double[vertical.Length, horizontal.Length], new string?[vertical.Length, horizontal.Length]);
        for (var fit = 0; fit < result.Count; fit++)
        {
            var (row, column) = (fit / horizontal.Length, fit % horizontal.Length);
            values[row, column] = result.IsGood(fit) ? result.ParametersOf(fit)[parameter] : double.NaN;
            reasons[row, column] = result.IsGood(fit) ? null : Spm.Interactive.Views.FitWords.Of(result.Verdict[fit]);
        }
        var p = result.Parameters[parameter];
        return new(p.Name, p.Unit, horizontal, vertical, values, reasons, p.IsCyclic);
    }

    public static ScalarMap Map(double[,] values, string name = "height", string unit = "m", bool isCyclic = false)
    {
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        return new(name, unit, new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-8 * (columns - 1), columns)),
            new("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-8 * (rows - 1), rows)), values, new string?[rows, columns], isCyclic);
    }

    private static void EvaluateLoop(ReadOnlySpan<double> a, ReadOnlySpan<double> bias, Span<double> y)
    {
        const double d = 1000;
        var half = bias.Length / 2;
        for (var i = 0; i < bias.Length; i++)
        {
            var v = bias[i];
            var (centre, from, to) = i < half ? (a[2], a[5], a[6]) : (a[3], a[7], a[8]);
            var g = (to - from) / 2 * (SpecialFunctions.Erf(d * (v - centre)) + 1) + from;
            y[i] = a[0] + a[1] * (g * SpecialFunctions.Erf((v - centre) / g) + from) / (from + to) + a[4] * v;
        }
    }

    private static void EvaluateSho(ReadOnlySpan<double> a, ReadOnlySpan<double> frequency, Span<double> h)
    {
        for (var i = 0; i < frequency.Length; i++)
        {
            var f = frequency[i];
            var value = Complex.FromPolarCoordinates(a[0], a[3]) * a[1] * a[1] / (f * f - Complex.ImaginaryOne * f * a[1] / a[2] - a[1] * a[1]);
            (h[2 * i], h[2 * i + 1]) = (value.Real, value.Imaginary);
        }
    }
}
