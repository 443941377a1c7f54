using Spm.Core.Data;

namespace Spm.Core.Instruments.Nanonis.Client;

/// <content>Bias and z spectroscopy.</content>
public sealed partial class NanonisInstrument : IBiasSpectroscopy, IForceSpectroscopy
{
    /// <summary>How long a sweep may take to end before it is told to stop once more.</summary>
    private static readonly TimeSpan StopsAgainAfter = TimeSpan.FromMilliseconds(200);

    /// <summary>The module whose sweep runs, for whoever has to stop it.</summary>
    private volatile string? _sweeping;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Dataset>> SweepBiasAsync(BiasSweepRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        SweepAsync("BiasSpectr", request, "Bias", "V", async token =>
        {
            var back = (ushort)(request.Backward ? 1 : 2);
            await _work.TellAsync("BiasSpectr.LimitsSet", w => w.Single(request.StartV).Single(request.EndV), token).ConfigureAwait(false);
            await _work.TellAsync("BiasSpectr.PropsSet", w => w.UInt16(2).Int32(1).UInt16(back).Int32(request.Points).Single(0).UInt16(2).UInt16(2), token).ConfigureAwait(false);
            // Reset bias on; hold z as asked; the rest stays.
            await _work.TellAsync("BiasSpectr.AdvPropsSet", w => w.UInt16(1).UInt16(request.HoldZ ? 1 : 2).UInt16(0).UInt16(0), token).ConfigureAwait(false);
            var timing = await _work.AskAsync("BiasSpectr.TimingGet", null, r => r.ReadNumbers(8), token).ConfigureAwait(false);
            (timing[4], timing[5]) = (request.SettlingS, request.IntegrationS);
            await _work.TellAsync("BiasSpectr.TimingSet", w => w.SinglesAlone(timing), token).ConfigureAwait(false);
        }, progress, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Dataset>> SweepZAsync(ZSweepRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        SweepAsync("ZSpectr", request, "Z", "m", async token =>
        {
            var back = (ushort)(request.Backward ? 1 : 2);
            await _work.TellAsync("ZSpectr.RangeSet", w => w.Single(request.StartM).Single(request.EndM - request.StartM), token).ConfigureAwait(false);
            await _work.TellAsync("ZSpectr.PropsSet", w => w.UInt16(back).Int32(request.Points).UInt16(1).UInt16(2).UInt16(2).UInt16(2), token).ConfigureAwait(false);
            var timing = await _work.AskAsync("ZSpectr.TimingGet", null, r => r.ReadNumbers(7), token).ConfigureAwait(false);
            (timing[3], timing[4]) = (request.SettlingS, request.IntegrationS);
            await _work.TellAsync("ZSpectr.TimingSet", w => w.SinglesAlone(timing), token).ConfigureAwait(false);
        }, progress, cancellationToken);

    private async Task<IReadOnlyList<Dataset>> SweepAsync(string module, SweepRequest request, string axis, string axisUnit, Func<CancellationToken, Task> prepare,
        IProgress<long>? progress, CancellationToken cancellationToken)
    {
        SignalInfo[] signals = [.. request.Channels.Select(_channels.Find)];
        return await _gate.SetAsync<IReadOnlyList<Dataset>>(request.Check, async token =>
        {
            await prepare(token).ConfigureAwait(false);
            if (signals.Length > 0)
            {
                var numbers = await _channels.NumbersAsync(_work, signals, token).ConfigureAwait(false);
                await _work.TellAsync(module + ".ChsSet", w => w.Ints(numbers), token).ConfigureAwait(false);
            }
            var sweep = await RunSweepAsync(module, request, token).ConfigureAwait(false);
            progress?.Report((long)request.Points * (request.Backward ? 2 : 1));
            await GetBiasAsync(token).ConfigureAwait(false);
            return sweep.Datasets(request, axis, axisUnit, Name);
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The first connection waits for the sweep; a cancel stops it over the second one.</summary>
    private async Task<NanonisSweep> RunSweepAsync(string module, SweepRequest request, CancellationToken token)
    {
        // A controller may take several times the sum of the points: slew, z control, averaging.
        var lasts = TimeSpan.FromSeconds(Math.Min(86400, 30 + 4 * request.Points * (request.SettlingS + request.IntegrationS)));
        _sweeping = module;
        try
        {
            var sweep = _work.AskAsync(module + ".Start", w => w.UInt32(1).Text(""), NanonisSweep.Read, lasts, token);
            var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using (token.Register(cancelled.SetResult)) await Task.WhenAny(sweep, cancelled.Task).ConfigureAwait(false);
            // Over its own connection Stop may arrive before Start, and stop nothing. However the sweep answers, it was cancelled; without the
            // answer the next command would get it.
            while (!sweep.IsCompleted)
            {
                await _control.TellAsync(module + ".Stop", null, CancellationToken.None).ConfigureAwait(false);
                await Task.WhenAny(sweep, Task.Delay(StopsAgainAfter, CancellationToken.None)).ConfigureAwait(false);
            }
            token.ThrowIfCancellationRequested();
            return await sweep.ConfigureAwait(false);
        }
        finally
        {
            _sweeping = null;
        }
    }
}
