using System.Globalization;

namespace Spm.Interactive.Charts;

/// <summary>One axis of a <see cref="Panel"/>: what is on it, in which SI unit, from where to where (in that unit, unscaled).</summary>
/// <param name="Quantity">What is on the axis, such as <c>Bias</c>.</param>
/// <param name="Unit">Unit symbol; empty when dimensionless.</param>
/// <param name="Min">Lower end.</param>
/// <param name="Max">Upper end, above <paramref name="Min"/>.</param>
/// <param name="IsCyclic">True for a phase in rad or °: ticks fall on quarter turns.</param>
public sealed record Axis(string Quantity, string Unit, double Min, double Max, bool IsCyclic = false)
{
    private const double _smallestRelativeSpan = 1e-9;

    /// <summary>
    /// The axis that shows every finite value with a margin (a fraction of the span on each side). One value only, or values that differ
    /// by less than 10⁻⁹ of their size, get an axis around them; none at all gets 0 to 1.
    /// </summary>
    public static Axis Over(string quantity, string unit, IEnumerable<double> values, double margin = 0.05)
    {
        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        foreach (var value in values)
            if (double.IsFinite(value))
                (min, max) = (Math.Min(min, value), Math.Max(max, value));
        return Spanning(quantity, unit, min, max, margin);
    }

    /// <summary>As <see cref="Over"/>, from a range that may be empty, degenerate or not finite.</summary>
    public static Axis Spanning(string quantity, string unit, double min, double max, double margin = 0)
    {
        if (!double.IsFinite(min) || !double.IsFinite(max) || min > max) return new(quantity, unit, 0, 1);
        var size = Math.Max(Math.Abs(min), Math.Abs(max));
        var pad = max - min > _smallestRelativeSpan * size ? margin * (max - min) : size > 0 ? 0.1 * size : 1;
        return new(quantity, unit, min - pad, max + pad);
    }

    /// <summary>A full turn, −π to π rad or −180 to 180°.</summary>
    public static Axis Turn(string quantity, string unit)
    {
        var half = unit is "°" or "deg" ? 180 : Math.PI;
        return new(quantity, unit, -half, half, IsCyclic: true);
    }

    /// <summary>Unit symbol that is written on the axis and its factor: number written = value / factor.</summary>
    public (string Unit, double Factor) Shown
    {
        get
        {
            var size = Math.Max(Math.Abs(Min), Math.Abs(Max));
            var (unit, factor) = Core.Data.Quantity.Scale(size, Unit);
            if (factor != 1 || (size is >= 1e-3 and < 1e5) || size == 0) return (unit, factor);
            var exponent = 3 * (int)Math.Floor(Math.Log10(size) / 3);
            return exponent == 0 || unit != Unit || Core.Data.Quantity.Scale(1e3, Unit).Factor != 1
                ? (unit, factor)
                : ($"10{Superscript(exponent)}{(Unit.Length > 0 ? " " + Unit : "")}", Math.Pow(10, exponent));
        }
    }

    /// <summary>Quantity and unit, such as <c>Bias (V)</c>.</summary>
    public string Label => Shown.Unit is { Length: > 0 } unit ? Quantity.Length > 0 ? $"{Quantity} ({unit})" : unit : Quantity;

    /// <summary>At most about <paramref name="wanted"/> round numbers on the axis.</summary>
    public IReadOnlyList<Tick> Ticks(int wanted) => IsCyclic ? QuarterTurns() : NiceTicks.Between(Min, Max, Shown.Factor, wanted);

    /// <summary>0 at <see cref="Min"/>, 1 at <see cref="Max"/>.</summary>
    public double Fraction(double value) => (value - Min) / (Max - Min);

    private Tick[] QuarterTurns()
    {
        var half = (Max - Min) / 2;
        string[] labels = Unit is "°" or "deg" ? ["−180", "−90", "0", "90", "180"] : ["−π", "−π/2", "0", "π/2", "π"];
        return [.. labels.Select((label, i) => new Tick((i - 2) * half / 2, label))];
    }

    private static string Superscript(int exponent) =>
        string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));
}
