namespace Spm.Core.Instruments.Waveforms;

/// <summary>
/// A triangle that starts at its offset going up: step i of N has V0 + V·tri(i/N), tri(u) = 4u up to u = ¼, 2 − 4u up to ¾, 4u − 4 after it. The phase shift plays
/// the cycle later by that part of it (¼ starts at −V going up, ¾ at +V going down), and the fraction then keeps only the first part of the cycle: they are
/// <c>VS_cycle_phase_shift</c> and <c>VS_cycle_fraction</c> of band-excitation files.
/// </summary>
public sealed record TriangleBias : BiasSteps
{
    /// <summary>V, half of the distance between the extremes, in V; negative goes down first.</summary>
    public double AmplitudeV { get; init; } = 8;

    /// <summary>V0, the middle in V.</summary>
    public double OffsetV { get; init; }

    /// <summary>N, steps of a full cycle; a multiple of 4, so that both extremes and both zeros are met.</summary>
    public int StepsPerCycle { get; init; } = 64;

    /// <summary>How often the cycle, or the part of it that is kept, is played.</summary>
    public int Cycles { get; init; } = 1;

    /// <summary>Part of the cycle that is played: ¼, ½, ¾ or 1.</summary>
    public double CycleFraction { get; init; } = 1;

    /// <summary>Part of a cycle by which it is played later: 0, ¼, ½ or ¾.</summary>
    public double PhaseShift { get; init; }

    /// <inheritdoc/>
    public override string Title => "triangle bias";

    /// <inheritdoc/>
    public override int SampleCount => Kept * Cycles;

    private int Kept => (int)(StepsPerCycle * CycleFraction);

    /// <summary>tri(u) of a cycle's place u from 0 to 1, written with the quarters 4u so that extremes and zeros are exact.</summary>
    internal static double Shape(double quarters) => quarters <= 1 ? quarters : quarters <= 3 ? 2 - quarters : quarters - 4;

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        base.CheckSettings();
        CheckFinite(AmplitudeV, nameof(AmplitudeV), "AmplitudeV = 8");
        CheckFinite(OffsetV, nameof(OffsetV), "OffsetV = 0");
        CheckCycle(StepsPerCycle, CycleFraction, PhaseShift);
        RequestRule.InRange(Cycles, 1, 1_000_000, "", nameof(Cycles), "Cycles = 2");
        CheckCount((double)Kept * Cycles, $"Ask for fewer {nameof(Cycles)}.");
    }

    internal static void CheckCycle(int stepsPerCycle, double cycleFraction, double phaseShift)
    {
        RequestRule.InRange(stepsPerCycle, 4, 1 << 20, "", nameof(StepsPerCycle), "StepsPerCycle = 64");
        if (stepsPerCycle % 4 != 0)
            throw new ArgumentException($"{nameof(StepsPerCycle)} must be a multiple of 4, got {stepsPerCycle}. Try: {nameof(StepsPerCycle)} = {stepsPerCycle / 4 * 4 + 4}");
        if (cycleFraction is not (0.25 or 0.5 or 0.75 or 1))
            throw new ArgumentException($"{nameof(CycleFraction)} must be 0.25, 0.5, 0.75 or 1, got {cycleFraction}. Try: CycleFraction = 0.5");
        if (phaseShift is not (0 or 0.25 or 0.5 or 0.75))
            throw new ArgumentException($"{nameof(PhaseShift)} must be 0, 0.25, 0.5 or 0.75, got {phaseShift}. Try: PhaseShift = 0.25");
    }

    /// <summary>One cycle's shape, −1 to 1, shifted and cut.</summary>
    internal static double[] Cycle(int stepsPerCycle, double cycleFraction, double phaseShift)
    {
        var later = (int)(stepsPerCycle * phaseShift);
        return [.. Enumerable.Range(0, (int)(stepsPerCycle * cycleFraction)).Select(i => Shape(4.0 * ((i - later + stepsPerCycle) % stepsPerCycle) / stepsPerCycle))];
    }

    /// <inheritdoc/>
    protected override double[] Build()
    {
        var cycle = Cycle(StepsPerCycle, CycleFraction, PhaseShift);
        return [.. Enumerable.Range(0, SampleCount).Select(i => OffsetV + AmplitudeV * cycle[i % cycle.Length])];
    }
}
