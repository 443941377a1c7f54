namespace Spm.Core.Instruments.Waveforms;

/// <summary>
/// Contact Kelvin probe force microscopy: for every read bias the whole series of write pulses is played, and after each write pulse the response is read at
/// that bias: w_0 r_0 w_1 r_0 … w_0 r_1 w_1 r_1 …, each write and read held for a number of steps. By the slew limit a level that is reached by a jump of V is held
/// for at least V/slew: 12 ms for the 12 V between −4 V and 8 V at 1 kV/s, which is why a step lasts 12 ms when nothing else is said.
/// </summary>
/// <remarks>Source: N. Balke, P. Maksymovych, S. Jesse, I. I. Kravchenko, Q. Li, S. V. Kalinin, ACS Nano 8, 10229 (2014).</remarks>
public sealed record CkpfmBias : BiasSteps
{
    /// <summary>Every pulse of a triangle of ±8 V, read at nine biases from −4 V to 4 V.</summary>
    public CkpfmBias() => StepS = 12e-3;

    /// <summary>Write pulses in the order played, V.</summary>
    public IReadOnlyList<double> WritesV { get; init => field = [.. value]; } = new TriangleBias().SamplesV();

    /// <summary>Read biases in the order played, V.</summary>
    public IReadOnlyList<double> ReadsV { get; init => field = [.. value]; } = Data.Dimension.Linear(-4, 4, 9);

    /// <summary>Steps for which a write pulse is held.</summary>
    public int WriteSteps { get; init; } = 1;

    /// <summary>Steps for which a read bias is held.</summary>
    public int ReadSteps { get; init; } = 1;

    /// <inheritdoc/>
    public override string Title => "contact Kelvin probe bias";

    /// <inheritdoc/>
    public override int SampleCount => WritesV.Count * ReadsV.Count * (WriteSteps + ReadSteps);

    /// <summary>First sample of the read after write pulse <paramref name="write"/> in the series of read bias <paramref name="read"/>; <see cref="ReadSteps"/> samples long.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such write or read bias.</exception>
    public int ReadSample(int write, int read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(write);
        ArgumentOutOfRangeException.ThrowIfNegative(read);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(write, WritesV.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(read, ReadsV.Count);
        return (read * WritesV.Count + write) * (WriteSteps + ReadSteps) + WriteSteps;
    }

    /// <inheritdoc/>
    protected override void CheckSettings()
    {
        base.CheckSettings();
        RequestRule.InRange(WriteSteps, 1, 1_000_000, "", nameof(WriteSteps), "WriteSteps = 1");
        RequestRule.InRange(ReadSteps, 1, 1_000_000, "", nameof(ReadSteps), "ReadSteps = 1");
        if (WritesV.Count == 0 || ReadsV.Count == 0)
            throw new ArgumentException($"There are {WritesV.Count} write and {ReadsV.Count} read biases; at least one of each is needed. Try: ReadsV = [-4, 0, 4]");
        for (var i = 0; i < WritesV.Count; i++) CheckFinite(WritesV[i], $"{nameof(WritesV)}[{i}]", "0");
        for (var i = 0; i < ReadsV.Count; i++) CheckFinite(ReadsV[i], $"{nameof(ReadsV)}[{i}]", "0");
        CheckCount((double)WritesV.Count * ReadsV.Count * (WriteSteps + ReadSteps), "Ask for fewer biases or steps.");
    }

    /// <summary>As any bias; and a write pulse lasts no longer than the limit of a pulse.</summary>
    protected override void CheckLimits(InstrumentLimits limits, double[] samplesV)
    {
        base.CheckLimits(limits, samplesV);
        limits.CheckPulse(WriteSteps * StepS);
    }

    /// <inheritdoc/>
    protected override double[] Build()
    {
        var samples = new double[SampleCount];
        for (var read = 0; read < ReadsV.Count; read++)
            for (var write = 0; write < WritesV.Count; write++)
            {
                var first = ReadSample(write, read);
                Array.Fill(samples, WritesV[write], first - WriteSteps, WriteSteps);
                Array.Fill(samples, ReadsV[read], first, ReadSteps);
            }
        return samples;
    }
}
