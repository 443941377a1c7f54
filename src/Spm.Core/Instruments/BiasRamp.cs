using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>
/// Changes the dc bias in steps no larger than slew limit × step time, so that neither a setting nor the way to the safe state is a jump that
/// writes a domain or crashes a tip. From a to b: n = ⌈|b − a| / (slew · Δt)⌉ steps, the k-th at a + (b − a) k/n, the last exactly b, Δt between two.
/// </summary>
/// <param name="limits">Bias and slew that are allowed.</param>
/// <param name="setBias">Sets the bias in V on the instrument and gives what was read back.</param>
/// <param name="wait">Lets the time between two steps pass; null for the clock on the wall. A simulator advances its own clock.</param>
/// <param name="step">Δt; null for 10 ms.</param>
public sealed class BiasRamp(
    InstrumentLimits limits, Func<double, CancellationToken, Task<double>> setBias, Func<TimeSpan, CancellationToken, Task>? wait = null, TimeSpan? step = null)
{
    private const double MostSteps = 1e7;
    private readonly Func<TimeSpan, CancellationToken, Task> _wait = wait ?? Task.Delay;
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;

    /// <summary>Δt, the time between two steps.</summary>
    public TimeSpan Step { get; } = step is { } given ? RequirePositive(given) : TimeSpan.FromMilliseconds(10);

    /// <summary>The bias in V as it was last read back; 0 before the first setting. Drivers that learn of another value (at connecting) put it here.</summary>
    public double BiasV { get; private set; }

    /// <summary>Takes note of a bias that is on the instrument already, so that the next ramp begins there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number.</exception>
    public void Note(double biasV)
    {
        if (!double.IsFinite(biasV)) throw new ArgumentOutOfRangeException(nameof(biasV), biasV, "The bias read from an instrument must be a finite number.");
        BiasV = biasV;
    }

    /// <summary>Ramps to a bias in V, after a ramp that is under way.</summary>
    /// <returns>What was read back after the last step.</returns>
    /// <exception cref="LimitExceededException">The bias is beyond its limit; nothing was sent.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two steps; <see cref="BiasV"/> says where.</exception>
    public Task<double> ToAsync(double biasV, CancellationToken cancellationToken = default)
    {
        limits.CheckBias(biasV);
        lock (_lock)
        {
            var ramp = AfterAsync(_last, biasV, cancellationToken);
            _last = ramp;
            return ramp;
        }
    }

    /// <summary>The steps of a ramp in V, without the start; none when it is there already.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite, the slew limit or Δt is not positive, or there would be more than ten million steps.</exception>
    public static IEnumerable<double> Steps(double fromV, double toV, double slewVPerS, TimeSpan step)
    {
        if (!double.IsFinite(fromV)) throw new ArgumentOutOfRangeException(nameof(fromV), fromV, "A ramp begins at a finite bias.");
        if (!double.IsFinite(toV)) throw new ArgumentOutOfRangeException(nameof(toV), toV, "A ramp ends at a finite bias.");
        if (!(slewVPerS > 0)) throw new ArgumentOutOfRangeException(nameof(slewVPerS), slewVPerS, "The slew limit must be above 0 V/s, else the bias can never change.");
        var perStep = slewVPerS * RequirePositive(step).TotalSeconds;
        // A whole number of steps is not made one more by the last digit of a division.
        var count = Math.Ceiling(Math.Abs(toV - fromV) / perStep * (1 - 1e-12));
        if (count > MostSteps)
            throw new ArgumentOutOfRangeException(nameof(slewVPerS), slewVPerS, $"At {Quantity.Compact(slewVPerS, "V/s")} and {Quantity.Compact(step.TotalSeconds, "s")} a step the ramp would have {count:N0} steps. Use a longer step.");
        return Walk(fromV, toV, (long)count);
    }

    private static IEnumerable<double> Walk(double fromV, double toV, long count)
    {
        for (var k = 1L; k < count; k++) yield return fromV + (toV - fromV) * ((double)k / count);
        if (count > 0) yield return toV;
    }

    private async Task<double> AfterAsync(Task before, double biasV, CancellationToken cancellationToken)
    {
        // How the ramp before ended is its caller's affair; yielding keeps the instrument's answer out of the lock.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        var isFirst = true;
        foreach (var next in Steps(BiasV, biasV, limits.MaxBiasSlewVPerS, Step))
        {
            if (!isFirst) await _wait(Step, cancellationToken).ConfigureAwait(false);
            isFirst = false;
            cancellationToken.ThrowIfCancellationRequested();
            Note(await setBias(next, cancellationToken).ConfigureAwait(false));
        }

        // The end is sent also when it seems to be there already: what was noted may be stale, and zero must be zero.
        if (isFirst) Note(await setBias(biasV, cancellationToken).ConfigureAwait(false));
        return BiasV;
    }

    private static TimeSpan RequirePositive(TimeSpan step) => step > TimeSpan.Zero
        ? step
        : throw new ArgumentOutOfRangeException(nameof(step), step, "The time of a step must be above 0. Try: TimeSpan.FromMilliseconds(10)");
}
