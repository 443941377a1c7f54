namespace Spm.Core.Spectroscopy;

/// <summary>
/// What can be read off a force–distance curve without a contact model: baseline, snap-in, contact point, pull-off. The baseline is the median
/// deflection over the outermost 30 % of the approach, its noise σ = 1.4826·median deviation; a tilt of the baseline is not taken off.
/// </summary>
/// <remarks>Source: Butt, Cappella, Kappl, Surf. Sci. Rep. 59, 1 (2005), sections 2 and 3.</remarks>
public sealed record ForceCurveMarks
{
    /// <summary>The part of the approach, from its far end, that is taken for free flight.</summary>
    private const double FreePart = 0.3;

    /// <summary>A deflection below this many σ is none.</summary>
    private const double Significance = 5;

    /// <summary>A fall over more than this part of the sweep is long-range attraction and not a snap.</summary>
    private const double SnapPart = 0.02;

    /// <summary>Without noise, a deflection below this part of the greatest is none.</summary>
    private const double Smallest = 1e-3;

    private ForceCurveMarks()
    {
    }

    /// <summary>Deflection of the free cantilever in m.</summary>
    public required double BaselineM { get; init; }

    /// <summary>σ of one point about the baseline, in m.</summary>
    public required double NoiseM { get; init; }

    /// <summary>Where the tip jumps to the surface: the last point before the fall, with the deflection after it; null where it does not jump.</summary>
    public ForceMark? SnapIn { get; init; }

    /// <summary>
    /// The contact point: where, on the way in, the deflection last passes the baseline (after the attraction, if there is any: no net force there). Null
    /// where the tip never presses on the sample.
    /// </summary>
    public double? ContactZM { get; init; }

    /// <summary>The lowest point of the way back: adhesion is −deflection × spring constant. Null without adhesion or without a way back.</summary>
    public ForceMark? PullOff { get; init; }

    /// <summary>Marks a curve. Points that are not finite are skipped.</summary>
    /// <param name="approach">The way in, base position falling.</param>
    /// <param name="retract">The way back; <see cref="ForceBranch.None"/> when there is none.</param>
    /// <exception cref="ArgumentException">A branch has unequal lengths, or the approach has fewer than 8 finite points or does not approach.</exception>
    public static ForceCurveMarks Of(ForceBranch approach, ForceBranch retract)
    {
        var (inward, back) = (Finite(approach, nameof(approach)), Finite(retract, nameof(retract)));
        if (inward.Length < 8) throw new ArgumentException($"An approach needs at least 8 finite points to tell free flight from contact, got {inward.Length}.", nameof(approach));
        var (far, near) = (inward[0].ZM, inward[^1].ZM);
        if (!(far > near)) throw new ArgumentException($"The approach begins at {far:g4} m and ends at {near:g4} m: it must go towards the sample, with z falling. Exchange the two ways.", nameof(approach));
        double[] free = [.. inward.Where(p => p.ZM >= far - FreePart * (far - near)).Select(p => p.DeflectionM).Order()];
        var baseline = (free[(free.Length - 1) / 2] + free[free.Length / 2]) / 2;
        var noise = RobustScale.OfDeviations([.. free.Select(d => Math.Abs(d - baseline))]);
        inward = [.. inward.Select(p => p with { DeflectionM = p.DeflectionM - baseline })];
        back = [.. back.Select(p => p with { DeflectionM = p.DeflectionM - baseline })];
        var least = Math.Max(Significance * (double.IsNaN(noise) ? 0 : noise), Smallest * inward.Concat(back).Max(p => Math.Abs(p.DeflectionM)));
        var lowest = Enumerable.Range(0, inward.Length).MinBy(i => inward[i].DeflectionM);
        var isAttracted = inward[lowest].DeflectionM < -least;
        return new()
        {
            BaselineM = baseline,
            NoiseM = noise,
            SnapIn = isAttracted ? Snap(inward, lowest) : null,
            ContactZM = Contact(inward, isAttracted ? lowest : 0, isAttracted ? 0 : least),
            PullOff = back.Length > 0 && back.MinBy(p => p.DeflectionM) is var p && p.DeflectionM < -least ? p : null,
        };
    }

    private static ForceMark[] Finite(ForceBranch branch, string name) => branch.ZM.Length != branch.DeflectionM.Length
        ? throw new ArgumentException($"{branch.ZM.Length} positions and {branch.DeflectionM.Length} deflections: each point has one of both.", name)
        : [.. branch.ZM.Zip(branch.DeflectionM, (z, d) => new ForceMark(z, d)).Where(p => double.IsFinite(p.ZM) && double.IsFinite(p.DeflectionM))];

    /// <summary>The last point above half of the fall, when that is near its bottom.</summary>
    private static ForceMark? Snap(ForceMark[] inward, int lowest)
    {
        var before = lowest;
        while (before > 0 && inward[before].DeflectionM < inward[lowest].DeflectionM / 2) before--;
        var isJump = lowest - before <= 1 || inward[before].ZM - inward[lowest].ZM <= SnapPart * (inward[0].ZM - inward[^1].ZM);
        return isJump && before < lowest ? new(inward[before].ZM, inward[lowest].DeflectionM) : null;
    }

    /// <summary>From the end of the approach outwards to where the deflection was last at or below a level, on a line between the two points.</summary>
    private static double? Contact(ForceMark[] inward, int first, double level)
    {
        if (inward[^1].DeflectionM <= level) return null;
        for (var i = inward.Length - 1; i > first; i--)
            if (inward[i - 1].DeflectionM <= level)
                return inward[i - 1].ZM + (level - inward[i - 1].DeflectionM) / (inward[i].DeflectionM - inward[i - 1].DeflectionM) * (inward[i].ZM - inward[i - 1].ZM);
        return inward[first].ZM;
    }
}
