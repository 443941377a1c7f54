using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Instruments;
using Spm.Interactive.Charts;
using Spm.Notebook;

namespace Spm.Interactive.Session;

/// <summary>
/// The loop of the pixel that was measured last: the response at the bin where it is strongest, turned by θ = ½ arg Σ y² onto one axis. No fit; that comes after.
/// </summary>
internal sealed class LiveLoops : LivePicture
{
    private readonly Lock _gate = new();
    private readonly ILoopSpectroscopy _spectroscopy;
    private readonly LoopRequest _request;
    private Complex[]? _samples;
    private long _pixel;

    public LiveLoops(ILoopSpectroscopy spectroscopy, LoopRequest request, INotebookOutput output)
        : base(output)
    {
        (_spectroscopy, _request) = (spectroscopy, request);
        spectroscopy.PixelMeasured += Take;
        Begin();
    }

    protected override void Unsubscribe() => _spectroscopy.PixelMeasured -= Take;

    protected override MimeBundle? Picture()
    {
        Complex[]? samples;
        long pixel;
        lock (_gate)
        {
            (samples, pixel) = (_samples, _pixel);
            _samples = null;
        }
        var biases = _request.BiasesV();
        // A record that is played has axes of its own.
        if (samples is null || samples.Length % (biases.Length * _request.Bins) != 0) return null;
        var response = Project(samples, _request.Bins);
        var fields = _request.Field == LoopField.Both ? 2 : 1;
        var lastCycle = response[^(fields * biases.Length)..];
        var layers = Enumerable.Range(0, fields).Select(Layer (f) => new LineLayer(fields == 1 ? "" : f == 0 ? "out of field" : "in field",
            biases, lastCycle[(f * biases.Length)..((f + 1) * biases.Length)], Palette.Series[f]));
        var title = $"pixel {pixel + 1} of {_request.PixelCount}";
        var panel = new Panel(Cell.Whole, Axis.Over("Bias", "V", biases, 0.02), Axis.Over("Response", "V", lastCycle), [.. layers]) { Title = title };
        var figure = new Figure("", 480, 320, [panel], $"Loop of {title}: response from {Quantity.Format(lastCycle.Min(), "V")} to {Quantity.Format(lastCycle.Max(), "V")}.");
        var svg = SvgRenderer.Render(FigureLayout.Of(figure));
        return new MimeBundle(figure.Description).With(MimeTypes.Html, svg).With(MimeTypes.Svg, svg);
    }

    private static double[] Project(Complex[] samples, int bins)
    {
        var steps = samples.Length / bins;
        var strongest = Enumerable.Range(0, bins).MaxBy(bin => Enumerable.Range(0, steps).Sum(step => samples[step * bins + bin].Magnitude));
        var at = Enumerable.Range(0, steps).Select(step => samples[step * bins + strongest]).ToArray();
        var turn = Complex.FromPolarCoordinates(1, -0.5 * at.Aggregate(Complex.Zero, (sum, y) => sum + y * y).Phase);
        return [.. at.Select(y => (y * turn).Real)];
    }

    private void Take(object? sender, MeasuredPixel pixel)
    {
        lock (_gate) (_samples, _pixel) = (pixel.Samples.ToArray(), pixel.Pixel);
    }
}
