namespace Spm.Core.Instruments.Waveforms;

/// <summary>
/// First-order reversal curves: a series of triangles between a high and a low bias that go evenly from their first to their last values. Series k of K has
/// high H_k = H_1 + (H_2 − H_1)k/(K − 1), low L_k likewise, and step i has (H_k + L_k)/2 + (H_k − L_k)/2·tri: <c>FORC_V_high1</c>, <c>FORC_V_high2</c>,
/// <c>FORC_V_low1</c>, <c>FORC_V_low2</c> and <c>FORC_num_of_FORC_cycles</c> of band-excitation files.
/// It starts at the high bias (phase shift ¾), saturated; with other shifts series join in a jump of half a reversal step, which is no turning point
/// of the sample.
/// </summary>
public sealed record ForcBias : BiasSteps
{
    /// <summary>H_1, high bias of the first series in V.</summary>
    public double HighFirstV { get; init; } = 8;

    /// <summary>H_2, high bias of the last series in V.</summary>
    public double HighLastV { get; init; } = 8;

    /// <summary>L_1, low bias of the first series in V.</summary>
    public double LowFirstV { get; init; } = 6;

    /// <summary>L_2, low bias of the last series in V.</summary>
    public double LowLastV { get; init; } = -8;

    /// <summary>K, number of FORC cycles.</summary>
    public int ForcCycles { get; init; } = 15;

    /// <summary>Triangles within one FORC cycle.</summary>
    public int CyclesPerForc { get; init; } = 1;

    /// <summary>Steps of a full triangle, a multiple of 4.</summary>
    public int StepsPerCycle { get; init; } = 64;

    /// <summary>Part of a cycle by which it is played later: 0, ¼, ½ or ¾; see <see cref="TriangleBias"/>.</summary>
    public double PhaseShift { get; init; } = 0.75;

    /// <inheritdoc/>
    public override string Title => "first-order reversal bias";

    /// <inheritdoc/>
    public override int SampleCount => ForcCycles * CyclesPerForc * StepsPerCycle;

    /// <summary>H_k of each FORC cycle in V.</summary>
    public double[] HighsV() => Series(HighFirstV, HighLastV);

    /// <summary>L_k of each FORC cycle in V: the reversal biases where the lows vary.</summary>
    public double[] LowsV() => Series(LowFirstV, LowLastV);

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        base.CheckSettings();
        CheckFinite(HighFirstV, nameof(HighFirstV), "HighFirstV = 8");
        CheckFinite(HighLastV, nameof(HighLastV), "HighLastV = 8");
        CheckFinite(LowFirstV, nameof(LowFirstV), "LowFirstV = 6");
        CheckFinite(LowLastV, nameof(LowLastV), "LowLastV = -8");
        RequestRule.InRange(ForcCycles, 1, 1_000_000, "", nameof(ForcCycles), "ForcCycles = 15");
        RequestRule.InRange(CyclesPerForc, 1, 1_000_000, "", nameof(CyclesPerForc), "CyclesPerForc = 1");
        TriangleBias.CheckCycle(StepsPerCycle, 1, PhaseShift);
        CheckCount((double)ForcCycles * CyclesPerForc * StepsPerCycle, $"Ask for fewer {nameof(ForcCycles)}, {nameof(CyclesPerForc)} or {nameof(StepsPerCycle)}.");
    }

    /// <inheritdoc/>
    protected override double[] Build()
    {
        var (cycle, highs, lows) = (TriangleBias.Cycle(StepsPerCycle, 1, PhaseShift), HighsV(), LowsV());
        return
        [
            .. Enumerable.Range(0, SampleCount).Select(i =>
            {
                var k = i / (StepsPerCycle * CyclesPerForc);
                return (highs[k] + lows[k]) / 2 + (highs[k] - lows[k]) / 2 * cycle[i % StepsPerCycle];
            }),
        ];
    }

    private double[] Series(double first, double last) => Data.Dimension.Linear(first, last, ForcCycles);
}
