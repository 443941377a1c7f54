using Spm.Core.Fitting;

namespace Spm.Core.Spectroscopy;

/// <summary>Names, symbols, units and meanings of all switching quantities: first those of the fitted loop, then those of the points.</summary>
internal static class SwitchingCatalogue
{
    private enum Kind
    {
        Bias,
        Response,
        Work,
    }

    private static readonly (string Name, string Symbol, Kind Kind, string Description)[] _quantities =
    [
        ("Coercive bias V- (falling branch)", "V-", Kind.Bias, "V− = a2, where the falling branch switches"),
        ("Coercive bias V+ (rising branch)", "V+", Kind.Bias, "V+ = a3, where the rising branch switches"),
        ("Imprint", "imprint", Kind.Bias, "(a2 + a3)/2"),
        ("Coercive window", "window", Kind.Bias, "V+ − V− = a3 − a2, rising minus falling branch"),
        ("Upper branch response R+", "R+", Kind.Response, "a0 + a1, response of the state on the positive-bias side, without the slope"),
        ("Lower branch response R-", "R-", Kind.Response, "a0, response of the state on the negative-bias side, without the slope"),
        ("Opening R+ - R-", "P", Kind.Response, "Switchable polarization R+ − R− = a1; negative for an inverted loop"),
        ("Work of switching", "work", Kind.Work, "|a3 − a2|·|a1|"),
        ("Nucleation bias NB1 (rising branch)", "NB1", Kind.Bias, "Where the rising branch has gone 3 % of its way: b·erfinv((τ(b2+b3) − b2)/b) + a3, b = b2 else b3"),
        ("Nucleation bias NB2 (falling branch)", "NB2", Kind.Bias, "Where the falling branch has gone 3 % of its way: b·erfinv(((1−τ)(b0+b1) − b0)/b) + a2, b = b0 else b1"),
        ("Loop area", "area", Kind.Work, "From the points: ½Σ(V_i R_{i+1} − V_{i+1} R_i) of the closed polygon; positive with the falling branch above"),
        ("Remanent response, falling branch", "R0falling", Kind.Response, "From the points: response at 0 V on the falling branch"),
        ("Remanent response, rising branch", "R0rising", Kind.Response, "From the points: response at 0 V on the rising branch"),
        ("Remanent opening", "opening", Kind.Response, "From the points: falling minus rising response at 0 V"),
        ("Zero crossing, falling branch", "Vz-", Kind.Bias, "From the points: bias at which the falling branch crosses the loop's centre"),
        ("Zero crossing, rising branch", "Vz+", Kind.Bias, "From the points: bias at which the rising branch crosses the loop's centre"),
        ("Loop width", "width", Kind.Bias, "From the points: rising minus falling zero crossing"),
        ("Loop shift", "shift", Kind.Bias, "From the points: mean of the falling and rising zero crossings"),
    ];

    /// <summary>The labels for a loop fit, in the order of <see cref="SwitchingAnalysis"/>.</summary>
    public static IReadOnlyList<FitParameter> Labels(FitResult result)
    {
        return Labels(result.Parameters[0].Unit, result.Parameters[2].Unit);
    }

    /// <summary>The labels of what is measured on the points, in the order of <see cref="LoopMeasures"/>.</summary>
    public static IReadOnlyList<FitParameter> OfPoints(string response, string bias) => [.. Labels(response, bias).Skip(SwitchingDerivatives.Count)];

    private static IReadOnlyList<FitParameter> Labels(string response, string bias)
    {
        var work = response.Length == 0 ? bias : $"{response}·{bias}";
        return [.. _quantities.Select(q => new FitParameter(q.Name, q.Symbol, q.Kind == Kind.Bias ? bias : q.Kind == Kind.Response ? response : work, q.Description))];
    }

    /// <summary>True for a quantity that is itself a parameter of the loop: V−, V+, R−, a1.</summary>
    public static bool IsParameter(int quantity) => quantity is 0 or 1 or 5 or 6;
}
