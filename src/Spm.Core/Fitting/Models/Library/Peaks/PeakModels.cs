namespace Spm.Core.Fitting.Models;

/// <summary>Sums of Lorentzian, Gaussian or pseudo-Voigt peaks on an offset or a straight line.</summary>
internal static class PeakModels
{
    /// <summary>Most peaks in one sum.</summary>
    public const int MaximumPeaks = 6;

    private const string Uses = " Each peak: centre, full width at half maximum (FWHM), height above the baseline, up or down.";

    /// <summary>Σ h/(1 + 4((x − x0)/w)²) + c, with or without a slope.</summary>
    public static FitModel Lorentzian(int peaks, bool line) => Named<LorentzianShape>("lorentzian", "Lorentzian peak", peaks, line,
        k => $@"\frac{{h{k}}}{{1+4u{k}^2}}",
        "Line of a damped resonance in power, or of lifetime broadening." + Uses + " Area of a peak: π h w/2.",
        "Press, Teukolsky, Vetterling, Flannery, Numerical Recipes, 3rd edition (2007), eq. 7.3.9; width here as full width at half maximum.");

    /// <summary>Σ h exp(−4 ln2 ((x − x0)/w)²) + c, with or without a slope.</summary>
    public static FitModel Gaussian(int peaks, bool line) => Named<GaussianShape>("gaussian", "Gaussian peak", peaks, line,
        k => $@"h{k}\,e^{{-4\ln 2\,u{k}^2}}",
        "Line broadened by many independent causes, or a histogram of one value." + Uses + " Area of a peak: h w √(π/(4 ln 2)); standard deviation: w/√(8 ln 2).",
        "Bevington and Robinson, Data Reduction and Error Analysis for the Physical Sciences, 3rd edition (2003), eqs. 2.23 and 2.28.");

    /// <summary>Σ h (η/(1 + 4u²) + (1 − η) e^{−4 ln2 u²}) + c with u = (x − x0)/w, with or without a slope.</summary>
    public static FitModel PseudoVoigt(int peaks, bool line) => Named<PseudoVoigtShape>("pseudo-voigt", "Pseudo-Voigt peak", peaks, line,
        k => $@"h{k}\left[\frac{{\eta{k}}}{{1+4u{k}^2}}+(1-\eta{k})\,e^{{-4\ln 2\,u{k}^2}}\right]",
        "A Lorentzian line seen through a Gaussian instrument, to about 1 % of the height." + Uses + " Area of a peak: h w [η π/2 + (1 − η) √(π/(4 ln 2))].",
        "Wertheim, Butler, West, Buchanan, Review of Scientific Instruments 45, 1369 (1974), eq. 3.");

    private static FitModel Named<TShape>(string name, string title, int peaks, bool line, Func<string, string> shape, string description, string source) where TShape : struct, IPeakShape
    {
        var full = peaks == 1 ? name : $"{name}:{peaks}";
        return line
            ? Make<TShape, LineBaseline>(full + "+line", title, peaks, shape, "c + s\\,x", description, source)
            : Make<TShape, ConstantBaseline>(full, title, peaks, shape, "c", description, source);
    }

    private static RealModel<PeakSum<TShape, TBaseline>> Make<TShape, TBaseline>(string name, string title, int peaks, Func<string, string> shape, string baseline, string description, string source)
        where TShape : struct, IPeakShape where TBaseline : struct, IBaseline
    {
        var isSum = peaks > 1;
        List<ModelParameter> parameters = [];
        for (var k = 1; k <= peaks; k++)
        {
            var (number, index) = isSum ? ($" {k}", $"{k}") : ("", "");
            parameters.Add(ParameterOf.Position("Centre" + number, isSum ? "x" + index : "x0", "Where the peak is highest."));
            parameters.Add(ParameterOf.Width("Width" + number, "w" + index, "Full width at half maximum."));
            parameters.Add(ParameterOf.Response("Height" + number, "h" + index, "Height above the baseline; negative for a dip."));
            if (TShape.Parameters == 4)
                parameters.Add(ParameterOf.Number("Lorentzian part" + number, "eta" + index, 0, 1, "0 Gaussian, 1 Lorentzian."));
        }
        parameters.Add(ParameterOf.Offset(TBaseline.Parameters == 1 ? "Baseline." : "Baseline at x = 0."));
        if (TBaseline.Parameters == 2) parameters.Add(ParameterOf.Coefficient("Slope", "s", -1, "Slope of the baseline."));
        var sum = isSum ? $@"\sum_{{k=1}}^{{{peaks}}} {shape("_k")}" : shape("");
        var distance = isSum ? @"u_k=\frac{x-x_k}{w_k}" : @"u=\frac{x-x_0}{w}";
        return new RealModel<PeakSum<TShape, TBaseline>>(name, parameters)
        {
            Title = (isSum ? $"{peaks} {title}s" : title) + (TBaseline.Parameters == 2 ? " on a line" : ""),
            Formula = $@"f(x) = {sum} + {baseline},\quad {distance}",
            Description = description,
            Source = source,
            Guess = PeakGuess<TShape, TBaseline>.Of(peaks),
        };
    }
}
