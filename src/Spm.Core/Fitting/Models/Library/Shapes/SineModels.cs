using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>A sin(2π f t + φ) + c; p = A, f, φ, c.</summary>
internal readonly struct SineFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] * T.Sin(2 * Math.PI * p[1] * x + p[2]) + p[3];
}

/// <summary>A e^{−t/τ} sin(2π f t + φ) + c; p = A, f, φ, τ, c.</summary>
internal readonly struct DampedSineFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> =>
        p[0] * T.Exp(-x / p[3]) * T.Sin(2 * Math.PI * p[1] * x + p[2]) + p[4];
}

/// <summary>e^{−t/τ} (a sin 2πft + b cos 2πft) + c for guesses, linear in amplitude and phase; p = a, b, c, f, 1/τ.</summary>
internal readonly struct OscillationFunction : IModelFunction
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>
    {
        var angle = 2 * Math.PI * p[3] * x;
        return T.Exp(-x * p[4]) * (p[0] * T.Sin(angle) + p[1] * T.Cos(angle)) + p[2];
    }
}

/// <summary>A steady and a dying oscillation.</summary>
internal static class SineModels
{
    private static readonly ModelParameter _amplitude = ParameterOf.Response("Amplitude", "A", "Half of peak to peak.");

    private static readonly ModelParameter _frequency = new("Frequency", "f", "Oscillations per unit of the abscissa, not angular.") { AbscissaPower = -1, Lower = 0 };

    private static readonly ModelParameter _phase = new("Phase", "phi", "Phase at t = 0.") { FixedUnit = "rad", IsCyclic = true };

    public static FitModel Sine { get; } = new RealModel<SineFunction>("sine", [_amplitude, _frequency, _phase, ParameterOf.Offset()])
    {
        Title = "Sine",
        Formula = @"f(t) = A \sin(2\pi f t + \varphi) + c",
        Description = "One steady oscillation, such as mains hum or a lattice along a line.",
        Source = "Scargle, Astrophysical Journal 263, 835 (1982); the guess is his periodogram.",
        Guess = (x, y, starts) => Guess(x, y, starts, false),
    };

    public static FitModel DampedSine { get; } = new RealModel<DampedSineFunction>("damped-sine",
        [_amplitude with { Description = "Amplitude at t = 0." }, _frequency, _phase, ParameterOf.Width("Decay time", "tau", "Time in which the amplitude falls to 1/e; quality factor π f τ."), ParameterOf.Offset()])
    {
        Title = "Damped sine",
        Formula = @"f(t) = A\,e^{-t/\tau} \sin(2\pi f t + \varphi) + c",
        Description = "Ring-down of a resonator. The time counts from the moment the drive ends.",
        Source = "Landau and Lifshitz, Mechanics, 3rd edition (1976), section 25.",
        Guess = (x, y, starts) => Guess(x, y, starts, true),
    };

    private static int Guess(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts, bool isDamped)
    {
        if (GuessPoints.Of(x, y, 256, spikeRange: double.PositiveInfinity) is not { } points) return 0;
        ReadOnlySpan<int> linear = [0, 1, 2];
        Span<double> p = stackalloc double[5];
        Span<double> best = stackalloc double[5];
        var cost = double.PositiveInfinity;
        var step = 0.25 / points.Width;
        var frequency = Periodogram.Strongest(points, step);
        foreach (var rate in isDamped ? (ReadOnlySpan<double>)[0.3, 1, 3, 10] : [0])
            foreach (var offset in (ReadOnlySpan<double>)[-1, 0, 1])
            {
                (p[3], p[4]) = (Math.Max(frequency + offset * step, 0.5 * step), rate / points.Width);
                var tried = Projection<OscillationFunction>.Cost(points, p, linear);
                if (!(tried < cost)) continue;
                cost = tried;
                p.CopyTo(best);
            }
        if (!double.IsFinite(cost)) return 0;
        SearchAxis along = new(3, 0.5 * step, false, 0.1 * step);
        Projection<OscillationFunction>.Refine(points, best, linear, isDamped ? [along, new(4, 0.4, true)] : [along], cost, isDamped ? 6 : 4);
        var (amplitude, phase) = (Math.Sqrt(best[0] * best[0] + best[1] * best[1]), Math.Atan2(best[1], best[0]));
        (starts[0], starts[1], starts[2]) = (amplitude, best[3], phase);
        if (isDamped) (starts[3], starts[4]) = (1 / best[4], best[2]);
        else starts[3] = best[2];
        return 1;
    }
}
