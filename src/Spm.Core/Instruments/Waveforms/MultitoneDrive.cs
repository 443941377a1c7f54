using Spm.Core.Physics;

namespace Spm.Core.Instruments.Waveforms;

/// <summary>How the phases of many tones are chosen.</summary>
public enum TonePhases
{
    /// <summary>Schroeder's phases: each tone gets a time in proportion to its power, so that the power flows evenly and the crest factor is about 1.7.</summary>
    Schroeder,

    /// <summary>Independent phases, even on a turn: noise-like, crest factor about √(2 ln N) ≈ 3 to 4.</summary>
    Random,
}

/// <summary>
/// Many tones with a choice of phases. Schroeder's have the group delay τ_k = T·[(1 − p)/2 + p·Σ_{l&lt;k}P_l], P_l = W_l²/ΣW² the relative power:
/// <see cref="PhaseVariation"/> p = 1 spreads the tones over the whole period (for equal tones φ_k = −πk²/K), p = 0 brings them together into the
/// sinc, and what lies between is the chirp–sinc hybrid of band-excitation controllers. Random phases vary around the sinc by ±pπ.
/// </summary>
/// <remarks>Source: M. R. Schroeder, IEEE Trans. Inf. Theory 16, 85 (1970), equation 9.</remarks>
public sealed record MultitoneDrive : ToneDrive
{
    /// <summary>How phases are chosen.</summary>
    public TonePhases Phases { get; init; }

    /// <summary>p: 0 all in phase, 1 as far apart as it goes.</summary>
    public double PhaseVariation { get; init; } = 1;

    /// <summary>Every how manyth line of the period is excited.</summary>
    public int LinesPerTone { get; init; } = 1;

    /// <summary>Seed of random phases.</summary>
    public int Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override string Title => Phases == TonePhases.Random ? "multi-tone band excitation, random phases" : "multi-tone band excitation, Schroeder phases";

    private protected override int LineStep => LinesPerTone;

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        base.CheckSettings();
        RequestRule.InRange(PhaseVariation, 0, 1, "", nameof(PhaseVariation), "PhaseVariation = 1");
        RequestRule.InRange(LinesPerTone, 1, PeriodSamples / 2, "", nameof(LinesPerTone), "LinesPerTone = 1");
        if (!Enum.IsDefined(Phases)) throw new ArgumentException($"{nameof(Phases)} must be {string.Join(" or ", Enum.GetNames<TonePhases>())}, got {Phases}.");
    }

    private protected override double[] PhasesRad(double[] weights)
    {
        if (Phases == TonePhases.Random)
        {
            var random = new RandomSequence(Seed, RandomPurpose.TonePhases);
            return [.. PhasesOfDelays([.. weights.Select(_ => 0.5)]).Select(phase => phase + PhaseVariation * Math.PI * (2 * random.NextUniform() - 1))];
        }
        var (power, before) = (weights.Sum(w => w * w), 0.0);
        // Half of a tone's own power puts it into the middle of its time, which keeps the sum symmetric.
        var delays = Array.ConvertAll(weights, w =>
        {
            var middle = (before + w * w / 2) / power;
            before += w * w;
            return ((1 - PhaseVariation) / 2 + PhaseVariation * middle) / LineStep;
        });
        return PhasesOfDelays(delays);
    }
}
