namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>
/// Knows which clients set a bias or began to measure, and makes the microscope safe when one of them is lost, however that happens. A real
/// controller leaves everything as it is; this is what the laboratory's own watchdog would have to do.
/// </summary>
internal sealed class Watchdog(EmulatedController controller)
{
    private readonly HashSet<int> _responsible = [];
    private readonly Lock _lock = new();

    /// <summary>A client set a bias, or began to measure.</summary>
    public void Note(int client)
    {
        lock (_lock) _responsible.Add(client);
    }

    /// <summary>True when something goes on that a client answers for.</summary>
    public bool IsResponsible(int client)
    {
        lock (_lock) return _responsible.Contains(client);
    }

    /// <summary>A client is lost.</summary>
    /// <param name="client">Its number.</param>
    /// <param name="how">How it was lost, for the log.</param>
    public async Task LostAsync(int client, string how)
    {
        lock (_lock)
            if (!_responsible.Remove(client)) return;
        if (await IsHarmlessAsync().ConfigureAwait(false)) return;
        await controller.MakeSafeAsync($"client {client} {how}").ConfigureAwait(false);
    }

    /// <summary>A client that answers for something says nothing any more.</summary>
    public async Task IdleAsync(int client, TimeSpan idle)
    {
        if (!IsResponsible(client) || await IsHarmlessAsync().ConfigureAwait(false)) return;
        lock (_lock) _responsible.Remove(client);
        await controller.MakeSafeAsync($"client {client} said nothing for {idle.TotalSeconds:0.##} s").ConfigureAwait(false);
    }

    private async Task<bool> IsHarmlessAsync() =>
        !controller.IsMeasuring && !controller.Microscope.Instrument.Status.IsMeasuring
        && await controller.Microscope.BiasAsync(CancellationToken.None).ConfigureAwait(false) == 0;
}
