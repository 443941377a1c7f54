using Spm.Core.Instruments;
using Spm.Core.Instruments.Paths;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <content>Scans along paths that are no raster.</content>
public sealed partial class SpmSession
{
    /// <summary>Most pixels along the longer side of a picture that fills: more are not seen.</summary>
    private const int LivePixels = 64;

    /// <summary>
    /// Scans along a path, and makes an image of it where it covers an area: a spiral, a sparse scan, a grid. Points and ways are shown as they are. Cancelled while
    /// images are made, it gives what was measured.
    /// </summary>
    /// <param name="request">The path and what is measured along it.</param>
    /// <param name="pixels">Pixels along the longer side of the image of a path without pixels of its own; null for 64.</param>
    /// <param name="reconstruction">What is believed of the image between the points; null for smoothness.</param>
    /// <param name="output">Where progress is shown.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="InvalidOperationException">No instrument is connected, or it cannot follow a path.</exception>
    /// <exception cref="LimitExceededException">The path leaves the scan range, or something else is beyond a limit; nothing has moved.</exception>
    public async Task<PathImages> ScanAsync(PathRequest request, int? pixels = null, ReconstructionOptions? reconstruction = null, INotebookOutput? output = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var scanning = PathScanning();
        request.Check(scanning.Limits);
        if (DriftCorrection is { } drift) request = drift.Moved(request, ClockS);
        var frame = request.Path is PointsPath or PolylinePath ? null : PathImage.FrameOf(request.Path, pixels ?? 64);
        var samples = await FollowAsync(scanning, request, frame, output, cancel).ConfigureAwait(false);
        if (frame is null) return new(samples, []);
        cancel = Stoppable(output, cancel);
        List<ReconstructedImage> images = [];
        using var work = (output ?? Output).StartProgress("making images", samples.Channels.Count, "images");
        try
        {
            foreach (var channel in samples.Channels)
            {
                images.Add(await Task.Run(() => PathImage.Of(samples, channel.Name, frame, reconstruction, cancel), CancellationToken.None).ConfigureAwait(false));
                work.Report(images.Count);
            }
        }
        catch (OperationCanceledException)
        {
            (output ?? Output).WriteError($"Stopped while images were made: {images.Count} of {samples.Channels.Count} are there. What was measured is kept; PathImage.Of(scan.Samples, \"{samples.Channels[images.Count].Name}\") makes the next.{Environment.NewLine}");
        }
        return new(samples, images);
    }

    private async Task<PathSamples> FollowAsync(IPathScanning scanning, PathRequest request, FramePath? frame, INotebookOutput? output, CancellationToken cancel)
    {
        var points = request.Path.Points().Length;
        using var work = Start("scanning along a path", points, "points", output, ref cancel);
        if (frame is null) return await scanning.FollowAsync(request, work, cancel).ConfigureAwait(false);
        var shown = frame.Rows <= LivePixels && frame.Columns <= LivePixels ? frame
            : new RasterPath { Center = frame.Center, SizeM = frame.SizeM, AngleRad = frame.AngleRad, Rows = Fewer(frame.Rows), Columns = Fewer(frame.Columns) };
        await using var live = new LivePath(scanning, request, shown, output ?? Output);
        return await scanning.FollowAsync(request, work, cancel).ConfigureAwait(false);

        int Fewer(int count) => Math.Max(1, (int)Math.Round((double)count * LivePixels / Math.Max(frame.Rows, frame.Columns)));
    }

    private IPathScanning PathScanning() => Instrument is not null and not IPathScanning
        ? throw new InvalidOperationException($"{Instrument.Name} cannot follow a path; it scans rasters: scan without --path (ImageRequest). The twin and a record that is played follow any path (connect twin, connect playback FILE). Point by point it can be driven with move and signals.")
        : Capability<IPathScanning>("follow a path");
}
