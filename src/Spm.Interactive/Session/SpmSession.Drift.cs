using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Core.Instruments.Registration;
using Spm.Interactive.Formatters;

namespace Spm.Interactive.Session;

/// <content>Drift between images, and frames that follow it.</content>
public sealed partial class SpmSession
{
    /// <summary>What frames follow; null while they stay where they are told.</summary>
    public DriftCorrection? DriftCorrection { get; private set; }

    private double ClockS => Instrument!.Status.Clock.TotalSeconds;

    /// <summary>Measures the drift between two images of the same place.</summary>
    /// <param name="first">The earlier image: a <see cref="ScanImages"/>, a <see cref="PathImages"/> or a <see cref="Dataset"/> of one.</param>
    /// <param name="second">The later one, of as many pixels.</param>
    /// <param name="channel">The channel of a scan to compare; null for height, or what both have.</param>
    /// <param name="intervalS">Time from the middle of one to the middle of the other in s; null for what the images say.</param>
    /// <param name="apply">Frames (scans of both kinds, spectra, loops without a journal) follow the drift from now on.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="ArgumentException">The images do not fit together, or do not say when they were taken.</exception>
    /// <exception cref="InvalidOperationException">It is to be applied, and no instrument is connected.</exception>
    public async Task<DriftEstimate> DriftAsync(object first, object second, string? channel = null, double? intervalS = null, bool apply = false, CancellationToken cancel = default)
    {
        var instrument = apply ? Capability<IInstrument>("follow the drift") : null;
        var (from, to) = DriftImages.Of(first, second, channel);
        var times = DriftImages.Times(from, to, intervalS, apply ? ClockS : null);
        ScalarMap[] maps = [DatasetImages.Of(from)[0], DatasetImages.Of(to)[0]];
        if (DriftImages.Doubt(maps[0]) is { } doubt)
        {
            if (apply) throw new ArgumentException($"{doubt} Frames would follow what is not there. Compare another channel or place.");
            Output.WriteError(doubt + Environment.NewLine);
        }
        cancel = Stoppable(null, cancel);
        var drift = await Task.Run(() => DriftMeasurement.Of(maps, times, cancel: cancel), CancellationToken.None).ConfigureAwait(false);
        if (instrument is not null)
        {
            // An image that was taken after frames had begun to follow lies where they took it.
            var before = DriftCorrection is { } old && times[0] >= old.SinceS ? old.At(times[0]) : new(0, 0, 0, 0);
            DriftCorrection = new(drift, before.XM, before.YM, ClockS, MeasuringTime.Of(to)?.DurationS ?? 0);
        }
        return drift;
    }

    /// <summary>Frames stay where they are told again.</summary>
    public SessionStatus StopFollowingDrift()
    {
        DriftCorrection = null;
        return Status();
    }

    private T Following<T>(T request)
        where T : GridRequest =>
        DriftCorrection is { } drift ? drift.Moved(request, Instrument!.Limits, ClockS + (request is ImageRequest ? drift.FrameS / 2 : 0)) : request;
}
