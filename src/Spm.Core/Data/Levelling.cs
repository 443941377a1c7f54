namespace Spm.Core.Data;

/// <summary>
/// What is taken off a topography before it is looked at: the tilt of the sample, the bow of the scanner, the offsets between lines. The levelled
/// map has mean 0, one that was levelled robustly has its substrate at 0; bad pixels stay bad and count for nothing.
/// </summary>
public abstract record Levelling
{
    /// <summary>Heights as measured.</summary>
    public static Levelling None { get; } = new NoLevelling();

    /// <summary>The plane of least squares.</summary>
    public static Levelling Plane { get; } = new PolynomialLevelling(1);

    /// <summary>The plane of the substrate: islands and holes on less than about a third of the area do not tilt it.</summary>
    public static Levelling RobustPlane { get; } = new PolynomialLevelling(1) { IsRobust = true };

    /// <summary>Each line by the median of its differences to the line before: steps of the sample along the lines stay.</summary>
    public static Levelling Lines { get; } = new LineLevelling(LineReference.MedianOfDifferences);

    /// <summary>A polynomial in x and y of a total order, 2 for a bow.</summary>
    /// <param name="order">0 (the mean) to 8.</param>
    /// <param name="isRobust">Points far from the surface count less, see <see cref="PolynomialLevelling.IsRobust"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is not 0 to 8.</exception>
    public static Levelling Polynomial(int order, bool isRobust = false) => new PolynomialLevelling(order) { IsRobust = isRobust };

    /// <summary>What was taken off, for a caption: <c>plane of least squares</c>.</summary>
    public abstract string Words { get; }

    /// <summary>The levelled map.</summary>
    /// <exception cref="ArgumentException">The map is a phase, whose values have no slope.</exception>
    public ScalarMap Apply(ScalarMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.IsCyclic && this is not NoLevelling)
            throw new ArgumentException($"'{map.Name}' is a phase: it jumps by a full turn, and a slope taken off it means nothing. Level a height, or show the phase with Levelling.None.", nameof(map));
        return Level(map);
    }

    private protected abstract ScalarMap Level(ScalarMap map);

    private protected static bool IsGood(ScalarMap map, int row, int column) => map.BadReasons[row, column] is null && double.IsFinite(map.Values[row, column]);

    private sealed record NoLevelling : Levelling
    {
        public override string Words => "not levelled";

        private protected override ScalarMap Level(ScalarMap map) => map;
    }
}
