namespace Spm.Interactive.Charts;

/// <summary>
/// A perceptually uniform colour map of 256 colours: a smooth curve in OKLab walked in equal steps of colour difference,
/// so that equal differences of the value look equally large.
/// </summary>
public sealed class ColourMap
{
    /// <summary>Number of colours.</summary>
    public const int Size = 256;

    private const int _finePoints = 4096;
    private readonly int[] _colours;

    private ColourMap(Func<double, OkLab> path) => _colours = EqualSteps(path);

    private ColourMap(int[] colours) => _colours = colours;

    /// <summary>
    /// Dark violet over teal to yellow, lightness rising all the way: through five colours of viridis
    /// (S. van der Walt and N. Smith, matplotlib 1.5, 2015, CC0), equalised here.
    /// </summary>
    public static ColourMap Sequential { get; } = new(Through([.. new[] { 0x440154, 0x3B528B, 0x21918C, 0x5EC962, 0xFDE725 }.Select(OkLab.FromSrgb)]));

    /// <summary>
    /// For a phase: its ends are the same colour. An ellipse in OKLab, light at 0, dark at ±π, orange at π/2, blue at −π/2,
    /// so that the common kinds of colour blindness still tell the quarter turns apart.
    /// </summary>
    public static ColourMap Cyclic { get; } = new(t =>
    {
        var turn = 2 * Math.PI * (t - 0.5);
        return new(0.61 + 0.27 * Math.Cos(turn), 0.035 * Math.Sin(turn), 0.115 * Math.Sin(turn));
    });

    /// <summary>
    /// For what has a sign: dark blue over light grey in the middle to dark red, as light on one side as at the same distance on the other.
    /// </summary>
    public static ColourMap Diverging { get; } = new(t =>
    {
        var side = 2 * t - 1;
        var (light, strength) = (0.95 - 0.5 * Math.Abs(side), Math.Min(1, 1.6 * Math.Abs(side)));
        return side < 0 ? new(light, -0.035 * strength, -0.125 * strength) : new(light, 0.15 * strength, 0.07 * strength);
    });

    /// <summary>For lines on white: <see cref="Sequential"/> without the lightest eleventh.</summary>
    public static ColourMap ForLines { get; } = new([.. Enumerable.Range(0, Size).Select(i => Sequential[i / (double)Size / 1.1])]);

    /// <summary>One colour of <see cref="Palette"/> for each of so many categories, grey after the last that can be told apart.</summary>
    public static ColourMap Categorical(int count) =>
        new([.. Enumerable.Range(0, Size).Select(i => Convert.ToInt32(Palette.Category((int)(i * (double)count / Size))[1..], 16))]);

    /// <summary>The colour map that fits what is on an axis.</summary>
    public static ColourMap For(Axis axis) => axis.Categories is { } words ? Categorical(words.Count) : axis.IsCyclic ? Cyclic : axis.IsDiverging ? Diverging : axis.IsForLines ? ForLines : Sequential;

    /// <summary><c>#RRGGBB</c> of a value on an axis of colours.</summary>
    public static string Hex(Axis axis, double value) => $"#{For(axis)[axis.Fraction(value)]:X6}";

    /// <summary>0xRRGGBB of a fraction 0 to 1; outside it the nearest end.</summary>
    public int this[double fraction] => _colours[Math.Clamp((int)(fraction * Size), 0, Size - 1)];

    /// <summary>All colours, 0xRRGGBB, lowest value first.</summary>
    public IReadOnlyList<int> Colours => _colours;

    /// <summary>Red, green, blue bytes of all colours, for the browser.</summary>
    public byte[] ToBytes() => [.. _colours.SelectMany(c => new[] { (byte)(c >> 16), (byte)(c >> 8), (byte)c })];

    /// <summary>Catmull–Rom spline through the colours, t from 0 to 1.</summary>
    private static Func<double, OkLab> Through(OkLab[] points) => t =>
    {
        var position = Math.Clamp(t, 0, 1) * (points.Length - 1);
        var i = Math.Min((int)position, points.Length - 2);
        var u = position - i;
        var (p0, p1, p2, p3) = (points[Math.Max(i - 1, 0)], points[i], points[i + 1], points[Math.Min(i + 2, points.Length - 1)]);
        double Spline(double a, double b, double c, double d) =>
            b + 0.5 * u * (c - a + u * (2 * a - 5 * b + 4 * c - d + u * (3 * (b - c) + d - a)));
        return new(Spline(p0.L, p1.L, p2.L, p3.L), Spline(p0.A, p1.A, p2.A, p3.A), Spline(p0.B, p1.B, p2.B, p3.B));
    };

    private static int[] EqualSteps(Func<double, OkLab> path)
    {
        var length = new double[_finePoints + 1];
        for (var i = 1; i <= _finePoints; i++)
            length[i] = length[i - 1] + path((double)i / _finePoints).Distance(path((i - 1.0) / _finePoints));
        var colours = new int[Size];
        for (int i = 0, fine = 0; i < Size; i++)
        {
            var target = length[_finePoints] * i / (Size - 1);
            while (fine < _finePoints - 1 && length[fine + 1] < target) fine++;
            var within = (target - length[fine]) / (length[fine + 1] - length[fine]);
            colours[i] = path((fine + within) / _finePoints).ToSrgb();
        }
        return colours;
    }
}
