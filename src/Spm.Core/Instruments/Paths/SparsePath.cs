using Spm.Core.Physics;

namespace Spm.Core.Instruments.Paths;

/// <summary>How the pixels of a sparse scan are spread.</summary>
public enum SparsePattern
{
    /// <summary>Independent and even: with clumps and holes.</summary>
    Random,

    /// <summary>Random, but apart from each other: of several candidates the one farthest from all points there are.</summary>
    BlueNoise,
}

/// <summary>
/// A share of the pixels of a frame, in an order of short travel from the one nearest the lower left corner. <see cref="SparseReconstruction"/> makes an
/// image of what is measured there.
/// </summary>
/// <remarks>Source of blue noise: D. P. Mitchell, Computer Graphics (SIGGRAPH) 25, 157 (1991), best candidate.</remarks>
public sealed record SparsePath : FramePath
{
    /// <summary>Candidates per point already there, which keeps the spectrum blue as the frame fills; no more than <see cref="MaxCandidates"/>.</summary>
    private const int MaxCandidates = 64;

    /// <summary>Share of the pixels that are visited.</summary>
    public double Fraction { get; init; } = 0.1;

    /// <summary>How they are spread.</summary>
    public SparsePattern Pattern { get; init; } = SparsePattern.BlueNoise;

    /// <summary>Seed of the choice.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override string Title => Pattern == SparsePattern.Random ? "sparse scan, random pixels" : "sparse scan, blue noise";

    /// <summary>Row and column of each point, in the order visited.</summary>
    /// <exception cref="ArgumentException">A setting is impossible.</exception>
    public (int Row, int Column)[] Pixels()
    {
        CheckSettings();
        var chosen = Pattern == SparsePattern.Random ? Shuffled(Count) : BlueNoise();
        Array.Sort(chosen, (a, b) => (a / Columns + a % Columns, a).CompareTo((b / Columns + b % Columns, b)));
        var order = TravelOrder.Of([.. chosen.Select(p => new PathPoint(p % Columns, p / Columns))]);
        return [.. order.Select(i => (chosen[i] / Columns, chosen[i] % Columns))];
    }

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        base.CheckSettings();
        RequestRule.InRange(Fraction, 1e-6, 1, "", nameof(Fraction), "Fraction = 0.1 for a tenth of the pixels");
        if (!Enum.IsDefined(Pattern)) throw new ArgumentException($"{nameof(Pattern)} must be {string.Join(" or ", Enum.GetNames<SparsePattern>())}, got {Pattern}.");
        CheckCount((double)Rows * Columns, "Scan fewer pixels.");
    }

    /// <inheritdoc/>
    protected override PathPoint[] Build() => [.. Pixels().Select(p => PixelAt(p.Row, p.Column))];

    private int Count => Math.Max(1, (int)Math.Round(Fraction * Rows * Columns));

    /// <summary>The first of all pixels in random order (Fisher and Yates).</summary>
    private int[] Shuffled(int count)
    {
        var random = new RandomSequence(Seed, RandomPurpose.SparsePixels);
        int[] pixels = [.. Enumerable.Range(0, Rows * Columns)];
        for (var i = 0; i < count; i++)
        {
            var j = i + (int)(random.NextUniform() * (pixels.Length - i));
            (pixels[i], pixels[j]) = (pixels[j], pixels[i]);
        }
        return pixels[..count];
    }

    private int[] BlueNoise()
    {
        // Candidates are drawn without repetition from those still free: a shuffled list of which the taken ones leave.
        var random = new RandomSequence(Seed, RandomPurpose.SparsePixels, 1);
        int[] free = Shuffled(Rows * Columns);
        PathPoint[] places = [.. Enumerable.Range(0, Rows * Columns).Select(p => new PathPoint(p % Columns, p / Columns))];
        var (taken, chosen, left) = (new PointBuckets(places, 1 / Fraction), new int[Count], free.Length);
        for (var k = 0; k < chosen.Length; k++)
        {
            var (best, farthest) = (0, -1.0);
            for (var c = 0; c < Math.Min(Math.Min(k + 1, MaxCandidates), left); c++)
            {
                var candidate = (int)(random.NextUniform() * left);
                var distance = taken.Nearest(places[free[candidate]]).DistanceM;
                if (distance > farthest) (best, farthest) = (candidate, distance);
            }
            chosen[k] = free[best];
            taken.Add(chosen[k]);
            free[best] = free[--left];
        }
        return chosen;
    }
}
