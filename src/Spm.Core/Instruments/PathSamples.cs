using Spm.Core.Data;
using Spm.Core.Instruments.Paths;

namespace Spm.Core.Instruments;

/// <summary>What was measured along a path: one value per channel and point, in the order visited.</summary>
/// <param name="Path">The path.</param>
/// <param name="Points">Where the tip was told to be at each point.</param>
/// <param name="TimesS">When it came there, in s from the first point.</param>
/// <param name="Channels">One real dataset over the points per channel, in the order asked for.</param>
public sealed record PathSamples(ScanPath Path, IReadOnlyList<PathPoint> Points, IReadOnlyList<double> TimesS, IReadOnlyList<Dataset> Channels)
{
    /// <summary>A channel by name.</summary>
    /// <exception cref="ArgumentException">There is no such channel; the message lists those there are.</exception>
    public Dataset this[string channel] =>
        Channels.FirstOrDefault(c => c.Name.Equals(channel, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no channel «{channel}» along this path. Channels: {string.Join(", ", Channels.Select(c => c.Name))}.", nameof(channel));

    /// <summary>Places and times as datasets over the points, so that a file of them and <see cref="Channels"/> says all: <c>x</c> and <c>y</c> in m, <c>time</c> in s.</summary>
    public IReadOnlyList<Dataset> Places =>
    [
        Over("x", "Position", "m", [.. Points.Select(p => p.XM)]),
        Over("y", "Position", "m", [.. Points.Select(p => p.YM)]),
        Over("time", "Time", "s", [.. TimesS]),
    ];

    /// <summary>The values of a channel at all points, in its unit.</summary>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    public double[] Values(string channel)
    {
        var values = new double[Points.Count];
        this[channel].Samples.Read(0, values);
        return values;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Path.Title}, {Points.Count:N0} points: {string.Join(", ", Channels.Select(c => c.Unit.Length > 0 ? $"{c.Name} in {c.Unit}" : c.Name))}";

    /// <summary>The only dimension of what is measured along a path: the number of the point.</summary>
    internal static Dimension PointNumbers(int count) => new("Point", "Point", "", DimensionKind.Spatial, [.. Enumerable.Range(0, count).Select(i => (double)i)]);

    private Dataset Over(string name, string quantity, string unit, double[] values) =>
        new(name, quantity, unit, [PointNumbers(values.Length)], new RealMemoryStore(values), null, Channels.Count > 0 ? Channels[0].Provenance : null);
}
