namespace Spm.Core.Fitting.Models;

/// <summary>Resonances in complex spectra beyond the single one on nothing, which <see cref="ShoFitter"/> fits.</summary>
internal static class ResonanceModels
{
    /// <summary>Most resonances in one sum.</summary>
    public const int MaximumResonances = 3;

    private const string Convention = "Each resonance is H = A e^{iφ} f0²/(f² − i f f0/Q − f0²): H(0) = −A e^{iφ}, H(f0) = i A Q e^{iφ}. ";

    /// <summary>Σ A e^{iφ} f0²/(f² − i f f0/Q − f0²) + background; <paramref name="background"/> is the number of its complex coefficients, 0 to 2.</summary>
    public static FitModel Sum(int resonances, int background) => background switch
    {
        0 => Make<NoBackground>(resonances),
        1 => Make<ConstantBackground>(resonances),
        _ => Make<LineBackground>(resonances),
    };

    /// <summary>Two resonators with springs between them, the first one driven and seen.</summary>
    public static FitModel Coupled { get; } = new ComplexModel<CoupledResonators>("sho-coupled:2",
    [
        Amplitude("A", ""),
        Frequency("f1", " of the driven resonator", "Resonance frequency of the driven resonator when the other is held."),
        Quality("Q1", " of the driven resonator"),
        Phase("phi", ""),
        Frequency("f2", " of the other resonator", "Resonance frequency of the other resonator when the driven one is held."),
        Quality("Q2", " of the other resonator"),
        ParameterOf.Number("Coupling", "k", 0, 1, "Coupling coefficient: equal resonators split to f√(1 − k) and f√(1 + k)."),
    ])
    {
        Title = "Two coupled resonators",
        Formula = @"H(f) = A e^{i\varphi}\,\frac{d_2}{d_1 d_2 - k^2},\quad d_j = \frac{f^2 - i f f_j/Q_j - f_j^2}{f_j^2}",
        Description = "Two resonators, d1 x1 − k x2 = A e^{iφ} and d2 x2 − k x1 = 0 in displacements scaled to make the coupling symmetric, of which x1 is driven and seen: a cantilever and a mode of its holder, say. "
            + "For k = 0 it is the single resonance; where k is near 0, or f2 lies far outside of the band, the second resonator is not determined.",
        Source = "Garrido Alzar, Martinez, Nussenzveig, American Journal of Physics 70, 37 (2002), two coupled driven oscillators; sign and phase as in the SHO model.",
        AbscissaUnits = ["Hz"],
        Guess = ResonanceGuess.Coupled,
        MaximumStarts = 2,
    };

    private static ComplexModel<ResonanceSum<TBackground>> Make<TBackground>(int resonances) where TBackground : struct, IComplexBackground
    {
        var background = TBackground.Coefficients;
        List<ModelParameter> parameters = [];
        for (var k = 1; k <= resonances; k++)
        {
            var (index, number) = resonances > 1 ? ($"{k}", $" {k}") : ("", "");
            parameters.AddRange([Amplitude("A" + index, number), Frequency(resonances > 1 ? "f" + index : "f0", number, "Resonance frequency."), Quality("Q" + index, number), Phase("phi" + index, number)]);
        }
        if (background > 0)
            parameters.AddRange([ParameterOf.Response("Background, real part", "c_re", background == 1 ? "Real part of c." : "Real part of c, at f = 0."),
                ParameterOf.Response("Background, imaginary part", "c_im", background == 1 ? "Imaginary part of c." : "Imaginary part of c, at f = 0.")]);
        if (background > 1)
            parameters.AddRange([ParameterOf.Coefficient("Background slope, real part", "s_re", -1, "Real part of s."),
                ParameterOf.Coefficient("Background slope, imaginary part", "s_im", -1, "Imaginary part of s.")]);
        var (sum, symbol) = resonances > 1 ? ($@"\sum_{{k=1}}^{{{resonances}}} ", "_k") : ("", "_0");
        var (label, tail) = background switch { 0 => ("", ""), 1 => ("+constant", " + c"), _ => ("+line", " + c + s f") };
        // The word alone is that of the fitter of single resonances.
        return new("sho" + (resonances > 1 || background == 0 ? $":{resonances}" : "") + label, parameters)
        {
            Title = (resonances > 1 ? $"{resonances} resonances" : "Resonance") + background switch { 0 => "", 1 => " on a constant", _ => " on a line" },
            Formula = $@"H(f) = {sum}A{symbol.Replace("_0", "")} e^{{i\varphi{symbol.Replace("_0", "")}}}\,\frac{{f{symbol}^2}}{{f^2 - i f f{symbol}/Q{symbol.Replace("_0", "")} - f{symbol}^2}}{tail}",
            Description = Convention + (background > 0 ? "The complex background is what the drive couples into the detector without the cantilever. " : "")
                + (resonances > 1 ? "Resonances are by rising frequency in the guess; two closer than a linewidth cannot be told apart in ordinary noise." : ""),
            Source = "Jesse, Kalinin, Proksch, Baddorf, Rodriguez, Nanotechnology 18, 435503 (2007), with a background and as a sum.",
            AbscissaUnits = ["Hz"],
            Guess = ResonanceGuess.Of(resonances, background),
            MaximumStarts = 2,
        };
    }

    private static ModelParameter Amplitude(string symbol, string of) =>
        new("Amplitude" + of, symbol, "Response far below the resonance; A·Q is the height of the peak.") { ResponsePower = 1, Lower = 0 };

    private static ModelParameter Frequency(string symbol, string of, string description) => ParameterOf.Width("Frequency" + of, symbol, description);

    private static ModelParameter Quality(string symbol, string of) =>
        new("Quality factor" + of, symbol, "Frequency over linewidth.") { Lower = 0 };

    private static ModelParameter Phase(string symbol, string of) =>
        new("Phase" + of, symbol, "Phase φ of the drive-to-response ratio.") { FixedUnit = "rad", IsCyclic = true };
}
