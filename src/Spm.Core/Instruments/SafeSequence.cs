namespace Spm.Core.Instruments;

/// <summary>
/// The way to the safe state, in the order that harms least: scan stopped, bias to 0 by the ramp, tip withdrawn if that is wanted.
/// Each step is tried whatever became of the one before: a scan that cannot be stopped is no reason to leave the bias on.
/// </summary>
public sealed record SafeSequence
{
    /// <summary>Stops whatever moves the tip; null where nothing does.</summary>
    public Func<Task>? StopScan { get; init; }

    /// <summary>Takes the bias to 0.</summary>
    public required BiasRamp Ramp { get; init; }

    /// <summary>Withdraws the tip; null where that is impossible.</summary>
    public Func<Task>? Withdraw { get; init; }

    /// <summary>Whether the tip is withdrawn too. Off unless the user wants it: a withdrawn tip has lost its place.</summary>
    public bool WithdrawWhenSafe { get; init; }

    /// <summary>Goes through the steps.</summary>
    /// <exception cref="AggregateException">One or more steps failed; all were tried.</exception>
    public async Task RunAsync()
    {
        var failures = new List<Exception>();
        await TryAsync("The scan could not be stopped", StopScan).ConfigureAwait(false);
        await TryAsync($"The bias could not be ramped to 0; it was last {Ramp.BiasV:G4} V", () => Ramp.ToAsync(0)).ConfigureAwait(false);
        await TryAsync("The tip could not be withdrawn", WithdrawWhenSafe ? Withdraw : null).ConfigureAwait(false);
        if (failures.Count > 0) throw new AggregateException("Making the instrument safe failed.", failures);

        async Task TryAsync(string failure, Func<Task>? step)
        {
            try
            {
                if (step is not null) await step().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                failures.Add(new InvalidOperationException($"{failure}: {e.Message}", e));
            }
        }
    }
}
