using Spm.Core.Fitting;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Tests.Models;

/// <summary>One measurement of which the parameters are known.</summary>
/// <param name="X">Abscissa, in the order measured.</param>
/// <param name="P">Parameters.</param>
/// <param name="SignalToNoise">Range of the signal over the standard deviation of the noise.</param>
internal sealed record LibraryCase(double[] X, double[] P, double SignalToNoise);

/// <summary>Random truths of every model of the catalogue, as a microscope might meet them: either sign, any order of the abscissa.</summary>
internal static class LibraryTruth
{
    /// <summary>A random measurement of a model.</summary>
    public static LibraryCase Draw(string model, Random random)
    {
        var word = model.Split(':', '+')[0];
        var (x, p) = word switch
        {
            "constant" => (Axis(random, 20, -1, 1), [Signed(random, 1, 5)]),
            "line" or "polynomial" => Polynomial(model == "line" ? 1 : int.Parse(model.Split(':')[1]), random),
            "parabola" => (Axis(random, 32, -4, 4), [Signed(random, 0.3, 3) * 1e-9, Uniform(random, -2, 2), Signed(random, 1, 5) * 1e-9]),
            "lorentzian" or "gaussian" or "pseudo-voigt" => Peaks(model, word, random),
            "logistic" => (Axis(random, 64, -8, 8), [Signed(random, 1, 4), Uniform(random, -4, 4), Log(random, 0.3, 1.5), Signed(random, 0, 4)]),
            "sine" => (Axis(random, 80, 0, 2), [Uniform(random, 1, 4), Uniform(random, 1, 15), Uniform(random, -3, 3), Signed(random, 0, 4)]),
            "damped-sine" => (Axis(random, 160, 0, 2), [Uniform(random, 1, 4), Uniform(random, 2, 25), Uniform(random, -3, 3), Log(random, 0.3, 2), Signed(random, 0, 4)]),
            "exponential" => (Axis(random, 64, 0, 1), [Signed(random, 1, 4), Log(random, 0.03, 0.7), Signed(random, 0, 4)]),
            "double-exponential" => DoubleExponential(random),
            "stretched-exponential" => (Axis(random, 96, 0, 1), [Signed(random, 1, 4), Log(random, 0.05, 0.3), Uniform(random, 0.45, 1.4), Signed(random, 0, 4)]),
            "power-law" => (Axis(random, 64, 0.01, 1), [Signed(random, 1, 4), Signed(random, 0.4, 1.8), Signed(random, 0, 4)]),
            "hertz" => (Axis(random, 128, -60e-9, 20e-9), [Log(random, 1e8, 1e10), Uniform(random, -20e-9, 5e-9), Signed(random, 0, 5) * 1e-9, RadiusM]),
            "dmt" => Dmt(random),
            "jkr" => Jkr(random),
            "ohmic" => (Axis(random, 32, -1, 1), [Signed(random, 0, 1) * 1e-9, Signed(random, 0.1, 5) * 1e-9]),
            "diode" => Conduction(model, random, 64, -1, 0.8, [Signed(random, 1, 9) * 1e-13, Uniform(random, 1, 3), 300], 1e-9),
            "schottky" => Conduction(model, random, 64, -6, 6, [Signed(random, 1, 9) * 1e-13, Uniform(random, 0.8, 4)], 1e-12),
            "poole-frenkel" => Conduction(model, random, 64, -6, 6, [Signed(random, 1, 9) * 1e-13, Uniform(random, 0.8, 4)], 1e-12),
            "fowler-nordheim" => Conduction(model, random, 64, -6, 6, [Signed(random, 1, 9) * 1e-10, Uniform(random, 3, 60)], 0),
            "space-charge" => Conduction(model, random, 64, -6, 6, [Signed(random, 1, 9) * 1e-10, Signed(random, 1, 9) * 1e-10], 1e-9),
            "sho" => Resonances(model, random),
            "sho-coupled" => Coupled(random),
            _ => throw new ArgumentException($"No truth for '{model}'."),
        };
        return new(x, p, 100);
    }

    private const double RadiusM = ForceModels.DefaultRadiusM;

    /// <summary>The signal of a case with normal noise.</summary>
    public static double[] Measure(FitModel model, LibraryCase truth, Random random)
    {
        var y = new double[truth.X.Length * (model.IsComplex ? 2 : 1)];
        model.Evaluate(truth.P, truth.X, y);
        var range = y.Max() - y.Min();
        var sigma = (range > 0 ? range : Math.Abs(y[0])) / truth.SignalToNoise;
        for (var k = 0; k < y.Length; k++)
            y[k] += sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        return y;
    }

    /// <summary>A rising, falling or shuffled abscissa.</summary>
    private static double[] Axis(Random random, int count, double low, double high)
    {
        double[] x = [.. Enumerable.Range(0, count).Select(k => low + (high - low) * k / (count - 1))];
        var order = random.Next(3);
        if (order == 1) Array.Reverse(x);
        if (order == 2) random.Shuffle(x);
        return x;
    }

    private static (double[], double[]) Polynomial(int degree, Random random) =>
        (Axis(random, 64, -3, 5), [.. Enumerable.Range(0, degree + 1).Select(k => Signed(random, 0.2, 2) / Math.Pow(4, k))]);

    private static (double[], double[]) Peaks(string model, string word, Random random)
    {
        var count = model.Contains(':') ? int.Parse(model.Split(':', '+')[1]) : 1;
        const double low = 300, high = 400;
        List<double> p = [];
        // Each peak in its own part of the range; neighbours do overlap in their flanks.
        var part = (high - low) / count;
        for (var k = 0; k < count; k++)
        {
            p.AddRange([low + part * (k + Uniform(random, 0.3, 0.7)), part * Uniform(random, 0.1, 0.3), Signed(random, 1, 3)]);
            if (word == "pseudo-voigt") p.Add(Uniform(random, 0.2, 0.8));
        }
        p.Add(Signed(random, 0, 3));
        if (model.EndsWith("+line", StringComparison.Ordinal)) p.Add(Signed(random, 0, 0.01));
        return (Axis(random, 64 + 48 * count, low, high), [.. p]);
    }

    private static (double[], double[]) DoubleExponential(Random random)
    {
        var fast = Log(random, 0.01, 0.05);
        // The same sign: relaxations of one cause.
        var sign = random.Next(2) == 0 ? 1 : -1;
        return (Axis(random, 200, 0, 1), [sign * Uniform(random, 1, 4), fast, sign * Uniform(random, 1, 4), fast * Uniform(random, 4, 12), Signed(random, 0, 4)]);
    }

    private static (double[], double[]) Dmt(Random random) =>
        (Axis(random, 200, -15e-9, 5e-9), [Log(random, 1e9, 1e10), Log(random, 0.02, 0.2), Uniform(random, -5e-9, 1e-9), Signed(random, 0, 5) * 1e-9, RadiusM, 0.165e-9]);

    private static (double[], double[]) Jkr(Random random)
    {
        var (modulus, adhesion, radius) = (Log(random, 1e7, 3e8), Log(random, 0.02, 0.2), RadiusM);
        var length = Math.Pow(4.5 * Math.PI * adhesion * radius * radius / modulus, 2.0 / 3) / radius;
        return (Axis(random, 200, -2 * length, 2 * length), [modulus, adhesion, Uniform(random, -0.5, 0.5) * length, Signed(random, 0, 5) * 1e-9, radius]);
    }

    private static (double[], double[]) Conduction(string model, Random random, int count, double low, double high, double[] p, double offset) =>
        (Axis(random, count, low, high), model.EndsWith("+constant", StringComparison.Ordinal) ? [.. p, Signed(random, 0, 1) * offset] : p);

    private static (double[], double[]) Resonances(string model, Random random)
    {
        var count = model.Contains(':') ? int.Parse(model.Split(':', '+')[1]) : 1;
        const double low = 320e3, high = 380e3;
        List<double> p = [];
        for (var k = 0; k < count; k++)
            p.AddRange([Log(random, 0.3, 1), low + (high - low) * (k + Uniform(random, 0.3, 0.7)) / count, Log(random, 60, 300), Uniform(random, -3, 3)]);
        if (model.Contains('+')) p.AddRange([Signed(random, 0, 10), Signed(random, 0, 10)]);
        if (model.EndsWith("+line", StringComparison.Ordinal)) p.AddRange([Signed(random, 0, 3e-5), Signed(random, 0, 3e-5)]);
        return (Axis(random, 80 * count, low, high), [.. p]);
    }

    private static (double[], double[]) Coupled(Random random)
    {
        var first = Uniform(random, 340e3, 360e3);
        return (Axis(random, 160, 320e3, 380e3),
            [Log(random, 0.3, 1), first, Log(random, 60, 200), Uniform(random, -3, 3), first + Uniform(random, -8e3, 8e3), Log(random, 60, 200), Uniform(random, 0.02, 0.06)]);
    }

    private static double Uniform(Random random, double low, double high) => low + (high - low) * random.NextDouble();

    private static double Log(Random random, double low, double high) => low * Math.Pow(high / low, random.NextDouble());

    private static double Signed(Random random, double low, double high) => Uniform(random, low, high) * (random.Next(2) == 0 ? 1 : -1);
}
