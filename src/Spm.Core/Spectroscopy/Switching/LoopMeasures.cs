namespace Spm.Core.Spectroscopy;

/// <summary>
/// What a loop shows without a model. The falling branch is the one with bias going down, the rising one that with bias going up; of
/// an upright loop the falling branch lies above. Each quantity is a function of the measured points, so its standard error is
/// σ·√Σ(∂q/∂R_i)², σ the noise of a point.
/// </summary>
/// <param name="SignedArea">½Σ(V_i R_{i+1} − V_{i+1} R_i) over the closed polygon, response unit × V; positive with the falling branch above.</param>
/// <param name="RemanentFalling">Response at V = 0 on the falling branch, interpolated between neighbouring points.</param>
/// <param name="RemanentRising">Response at V = 0 on the rising branch.</param>
/// <param name="RemanentOpening">Falling minus rising response at V = 0.</param>
/// <param name="ZeroFallingV">Bias at which the falling branch crosses the loop's centre, V: a coercive bias V−.</param>
/// <param name="ZeroRisingV">Bias at which the rising branch crosses the loop's centre, V: a coercive bias V+.</param>
/// <param name="WidthV">Rising minus falling crossing, V.</param>
/// <param name="ShiftV">Mean of both crossings, V: the imprint.</param>
public sealed record LoopMeasures(double SignedArea, double RemanentFalling, double RemanentRising, double RemanentOpening,
    double ZeroFallingV, double ZeroRisingV, double WidthV, double ShiftV)
{
    /// <summary>σ, the standard deviation of one point.</summary>
    public double PointNoise { get; init; } = double.NaN;

    /// <summary>The standard error of each quantity, in its unit; null in the errors themselves.</summary>
    public LoopMeasures? StandardErrors { get; init; }

    /// <summary>
    /// Measures one loop. The centre is the mean of the mean response in the highest and in the lowest tenth of the bias range. A
    /// quantity is NaN when the points it needs are missing, or when a branch crosses the centre not at all or an even number of times;
    /// of several crossings the middle one is taken.
    /// </summary>
    /// <param name="biasesV">[point], V, one cycle in the order swept.</param>
    /// <param name="response">[point]; points that are not finite stay out.</param>
    /// <param name="excluded">[point]: true where a point stays out; empty when none does.</param>
    /// <param name="pointNoise">σ of a point; when NaN it is estimated from each point's distance to its neighbours' connecting line, 1.4826·median.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static LoopMeasures Of(ReadOnlySpan<double> biasesV, ReadOnlySpan<double> response, ReadOnlySpan<bool> excluded = default, double pointNoise = double.NaN)
    {
        if (response.Length != biasesV.Length || (!excluded.IsEmpty && excluded.Length != biasesV.Length))
            throw new ArgumentException($"{biasesV.Length} biases need as many responses and as many flags (or no flags at all), got {response.Length} and {excluded.Length}.", nameof(response));
        var meter = new LoopMeter(biasesV.ToArray());
        Span<double> values = stackalloc double[LoopMeter.Count], errors = stackalloc double[LoopMeter.Count];
        var noise = meter.Measure(response, excluded, pointNoise, values, errors);
        return From(values) with { PointNoise = noise, StandardErrors = From(errors) };
    }

    private static LoopMeasures From(ReadOnlySpan<double> q) => new(q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7]);
}
