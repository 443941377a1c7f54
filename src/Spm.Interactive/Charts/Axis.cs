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

    /// <summary>Ends beyond it have no difference that is a number; what is smaller than the other one is 0 to an axis, since parts of it are no numbers any more.</summary>
    private const double _farthest = 1e300, _nearest = 1e-290;

    /// <summary>True for equal lengths per factor of ten; both ends are then above 0, and values that are not cannot be shown.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>True where the middle means something (0 of a correlation): colours then go from blue over light grey to red.</summary>
    public bool IsDiverging { get; init; }

    /// <summary>True where lines on white have these colours: the lightest, which would not be seen, are left out.</summary>
    public bool IsForLines { get; init; }

    /// <summary>True where the least value is on top, as the first row of a matrix is.</summary>
    public bool IsReversed { get; init; }

    /// <summary>
    /// Words in place of numbers, the first at 0, the second at 1 …; the axis then runs from −0.5 to their number less 0.5, and as an axis of colours it has one colour each. Null for numbers.
    /// </summary>
    public IReadOnlyList<string>? Categories { get; init; }

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
        (min, max) = (Math.Clamp(min, -_farthest, _farthest), Math.Clamp(max, -_farthest, _farthest));
        var size = Math.Max(Math.Abs(min), Math.Abs(max));
        var pad = max - min > Math.Max(_smallestRelativeSpan * size, _nearest) ? margin * (max - min) : size > _nearest ? 0.1 * size : 1;
        return new(quantity, unit, min - pad, max + pad);
    }

    /// <summary>
    /// The logarithmic axis that shows every finite value above 0, with a margin on each side (a fraction of the span in decades). Without such a value 1 to 10.
    /// </summary>
    public static Axis OverLogarithm(string quantity, string unit, IEnumerable<double> values, double margin = 0.05)
    {
        double min = double.PositiveInfinity, max = 0;
        foreach (var value in values)
            if (double.IsFinite(value) && value > 0)
                (min, max) = (Math.Min(min, value), Math.Max(max, value));
        if (max == 0) (min, max) = (1, 10);
        (min, max) = (Math.Clamp(min, _nearest, _farthest), Math.Clamp(max, _nearest, _farthest));
        var pad = Math.Max(margin * (Math.Log10(max) - Math.Log10(min)), 0.02);
        return new(quantity, unit, Math.Max(min * Math.Pow(10, -pad), _nearest / 10), Math.Min(max * Math.Pow(10, pad), 10 * _farthest)) { IsLogarithmic = true };
    }

    /// <summary>Around 0 as far on either side as the greatest magnitude, for what has a sign: a correlation, a residual.</summary>
    public static Axis AroundZero(string quantity, string unit, double greatest)
    {
        var end = double.IsFinite(greatest) && greatest > _nearest ? Math.Min(greatest, _farthest) : 1;
        return new(quantity, unit, -end, end) { IsDiverging = true };
    }

    /// <summary>One place for each word.</summary>
    /// <exception cref="ArgumentException">There is no word.</exception>
    public static Axis Of(string quantity, IReadOnlyList<string> categories) => categories.Count == 0
        ? throw new ArgumentException("An axis of words needs at least one.", nameof(categories))
        : new(quantity, "", -0.5, categories.Count - 0.5) { Categories = categories };

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
            if (IsLogarithmic) return (Unit, 1);
            var size = Math.Max(Math.Abs(Min), Math.Abs(Max));
            var (unit, factor) = Core.Data.Quantity.Scale(size, Unit);
            if (size / factor is >= 1e-3 and < 1e5 || size == 0) return (unit, factor);
            // Without a prefix, or beyond the last one: a power of ten, so that numbers stay short.
            var exponent = 3 * (int)Math.Floor(Math.Log10(size) / 3);
            return exponent == 0 ? (unit, factor) : ($"10{Superscript.Of(exponent)}{(Unit.Length > 0 ? " " + Unit : "")}", Math.Pow(10, exponent));
        }
    }

    /// <summary>Quantity and unit, such as <c>Bias (V)</c>.</summary>
    public string Label => Shown.Unit is { Length: > 0 } unit ? Quantity.Length > 0 ? $"{Quantity} ({unit})" : unit : Quantity;

    /// <summary>At most about <paramref name="wanted"/> round numbers on the axis.</summary>
    public IReadOnlyList<Tick> Ticks(int wanted) => Categories is { } words ? [.. words.Select((word, i) => new Tick(i, word))]
        : IsCyclic ? QuarterTurns()
        : IsLogarithmic ? LogarithmicTicks.Between(Min, Max, wanted)
        : NiceTicks.Between(Min, Max, Shown.Factor, wanted);

    /// <summary>0 at the left or lower end, 1 at the other; not finite for a value that <see cref="CanShow"/> denies.</summary>
    public double Fraction(double value)
    {
        var fraction = IsLogarithmic ? (Math.Log(value) - Math.Log(Min)) / (Math.Log(Max) - Math.Log(Min)) : (value - Min) / (Max - Min);
        return IsReversed ? 1 - fraction : fraction;
    }

    /// <summary>Whether a value has a place on the axis or beyond its ends.</summary>
    public bool CanShow(double value) => double.IsFinite(value) && (!IsLogarithmic || value > 0);

    private Tick[] QuarterTurns()
    {
        var half = (Max - Min) / 2;
        string[] labels = Unit is "°" or "deg" ? ["−180", "−90", "0", "90", "180"] : ["−π", "−π/2", "0", "π/2", "π"];
        return [.. labels.Select((label, i) => new Tick((i - 2) * half / 2, label))];
    }
}
