namespace Spm.Core.Fitting.Models;

/// <summary>Relaxations: what is left of a signal some time after a pulse.</summary>
internal static class DecayModels
{
    /// <summary>Bounds of the stretching exponent and of the exponent of a power law.</summary>
    public const double LeastStretch = 0.05, LargestStretch = 5, LargestExponent = 10;

    /// <summary>A e^{−t/τ} + c.</summary>
    public static FitModel Exponential { get; } = new RealModel<ExponentialFunction>("exponential",
    [
        ParameterOf.Response("Amplitude", "A", "What relaxes, as at t = 0; negative for a rise towards the offset."),
        ParameterOf.Width("Relaxation time", "tau", "Time in which it falls to 1/e."),
        ParameterOf.Offset("Value after a long time."),
    ])
    {
        Title = "Exponential relaxation",
        Formula = @"f(t) = A\,e^{-t/\tau} + c",
        Description = "Relaxation with one time, falling (A > 0) or rising (A < 0) to c. The time counts from the pulse; A is the value there even when the record begins later.",
        Source = "Press, Teukolsky, Vetterling, Flannery, Numerical Recipes, 3rd edition (2007), section 15.5.",
        Guess = DecayGuess.Exponential,
    };

    /// <summary>A1 e^{−t/τ1} + A2 e^{−t/τ2} + c, τ1 ≤ τ2.</summary>
    public static FitModel DoubleExponential { get; } = new RealModel<DoubleExponentialFunction>("double-exponential",
    [
        ParameterOf.Response("Fast amplitude", "A1", "What relaxes with the short time."),
        ParameterOf.Width("Short relaxation time", "tau1", "The shorter of the two times."),
        ParameterOf.Response("Slow amplitude", "A2", "What relaxes with the long time."),
        ParameterOf.Width("Long relaxation time", "tau2", "The longer of the two times."),
        ParameterOf.Offset("Value after a long time."),
    ])
    {
        Title = "Double exponential relaxation",
        Formula = @"f(t) = A_1\,e^{-t/\tau_1} + A_2\,e^{-t/\tau_2} + c,\quad \tau_1 \le \tau_2",
        Description = "Two relaxations side by side. Two times closer than a factor of about 2 cannot be told apart in ordinary noise. The order of the times is part of the model: parameters that break it have no value.",
        Source = "Istratov and Vyvenko, Review of Scientific Instruments 70, 1233 (1999), eq. 1 with two terms.",
        Guess = DecayGuess.DoubleExponential,
    };

    /// <summary>A e^{−(t/τ)^β} + c.</summary>
    public static FitModel StretchedExponential { get; } = new RealModel<StretchedExponentialFunction>("stretched-exponential",
    [
        ParameterOf.Response("Amplitude", "A", "What relaxes; negative for a rise towards the offset."),
        ParameterOf.Width("Relaxation time", "tau", "Time in which it falls to 1/e."),
        ParameterOf.Number("Stretching exponent", "beta", LeastStretch, LargestStretch, "1 for one time, below 1 for a spread of times, above 1 for a compressed exponential."),
        ParameterOf.Offset("Value after a long time."),
    ])
    {
        Title = "Stretched exponential relaxation",
        Formula = @"f(t) = A\,e^{-(t/\tau)^\beta} + c",
        Description = "Relaxation with a spread of times (Kohlrausch, Williams and Watts), for t ≥ 0; before the pulse the value is A + c. Mean time for β ≤ 1: τ Γ(1/β)/β.",
        Source = "Williams and Watts, Transactions of the Faraday Society 66, 80 (1970), eq. 1.",
        Guess = DecayGuess.StretchedExponential,
    };

    /// <summary>A (t/t0)ⁿ + c, t0 one unit of the abscissa.</summary>
    public static FitModel PowerLaw { get; } = new RealModel<PowerLawFunction>("power-law",
    [
        ParameterOf.Response("Amplitude", "A", "Value above the offset at one unit of the abscissa, such as 1 s."),
        ParameterOf.Number("Exponent", "n", -LargestExponent, LargestExponent, "Negative for a decay."),
        ParameterOf.Offset(),
    ])
    {
        Title = "Power law",
        Formula = @"f(t) = A\,(t/t_0)^n + c,\quad t_0 = 1\ \mathrm{unit\ of\ the\ abscissa}",
        Description = "For t > 0 only (t = 0 is allowed for n > 0). A depends on the unit in which t is counted, since t0 is one such unit: 1 s for data in s. Near n = 0 amplitude and offset cannot be told apart.",
        Source = "Curie and von Schweidler's law of dielectric relaxation: Jonscher, Dielectric Relaxation in Solids (1983), eq. 1.3, with an offset.",
        Guess = DecayGuess.PowerLaw,
    };
}
