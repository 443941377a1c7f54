using Spm.Core.Data;
using Spm.Core.Instruments.Twin;
using Spm.Core.Physics.Samples;
using Spm.Interactive.Charts;
using Spm.Interactive.Views;
using Spm.Notebook;

namespace Spm.Interactive.Formatters;

/// <summary>A sample of the twin: what it is, and the truth about it as maps and ranges at this moment.</summary>
internal static class SampleFormatter
{
    private const int _side = 64, _maps = 3;

    public static void Register(ScriptOnce once)
    {
        BundleFormatter.Register<ISample>(sample => Format(sample, once), FigureBundle.Types);
        BundleFormatter.Register<SampleProperty>(property => KeyValueFormatter.Format(new KeyValueView($"True {property.Name}", [("Quantity", property.Quantity), ("Unit", property.Unit.Length > 0 ? property.Unit : "none"), ("At a place", "property.At(x, y), x and y in m")])), MimeTypes.Html);
        BundleFormatter.Register<TwinMeasurement>(truth => KeyValueFormatter.Format(View(truth)), MimeTypes.Html);
    }

    public static MimeBundle Format(ISample sample, ScriptOnce once)
    {
        var title = $"Sample {sample.Name}: {Quantity.Compact(sample.SizeM, "m", 4)} square, {Quantity.Compact(sample.TemperatureK, "K", 4)}, {(sample.IsFerroelectric ? "ferroelectric" : "not ferroelectric")}, {Quantity.Compact(sample.ElapsedS, "s", 4)} since it was new";
        var maps = MapsOf(sample);
        var table = new HtmlTable(["true", "what it is", "least", "median", "greatest"]);
        foreach (var (map, what) in maps.Zip(sample.Truth.Select(property => property.Quantity).Prepend("Height")))
        {
            double[] sorted = [.. map.Values.Cast<double>().Where(double.IsFinite).Order()];
            table.Add([map.Name, what, .. new[] { 0, 0.5, 1 }.Select(fraction => sorted.Length == 0 ? new TableCell("–") : new(Quantity.Format(Quantiles.Of(sorted, fraction), map.Unit), Quantiles.Of(sorted, fraction)))]);
        }
        var figure = FigureOf(maps);
        return FigureBundle.Of($"{title}\n{table.ToText()}", figure, sample, once, FigureBundle.Heading(title), table.ToHtml());
    }

    /// <summary>The truth about a sample as maps.</summary>
    public static Figure FigureOf(ISample sample) => FigureOf(MapsOf(sample));

    /// <summary>What varies says more than what is the same everywhere.</summary>
    private static Figure FigureOf(ScalarMap[] maps)
    {
        ScalarMap[] varied = [.. maps.Where(map => MapSummary.Range(map) is var (least, greatest) && greatest > least).Take(_maps)];
        return ImagesFormatter.FigureOf(new("", varied.Length > 0 ? varied : maps[..1]));
    }

    private static ScalarMap[] MapsOf(ISample sample) => [MapOf(sample, new("height", "Height", "m", sample.HeightM)), .. sample.Truth.Select(property => MapOf(sample, property))];

    private static ScalarMap MapOf(ISample sample, SampleProperty property)
    {
        var positions = Dimension.Linear(0.5 / _side * sample.SizeM, (1 - 0.5 / _side) * sample.SizeM, _side);
        var values = new double[_side, _side];
        for (var i = 0; i < values.Length; i++) values[i / _side, i % _side] = property.At(positions[i % _side], positions[i / _side]);
        return new(property.Name, property.Unit, new("X", "Position", "m", DimensionKind.Spatial, positions), new("Y", "Position", "m", DimensionKind.Spatial, positions), values, new string?[_side, _side]);
    }

    private static KeyValueView View(TwinMeasurement truth)
    {
        string Range(double[] values, string unit) => values.Where(double.IsFinite).Order().ToArray() is { Length: > 0 } sorted
            ? $"{Quantity.Format(sorted[0], unit)} to {Quantity.Format(sorted[^1], unit)}, median {Quantity.Format(Quantiles.Of(sorted, 0.5), unit)}" : "none";
        return new($"Truth behind {truth.HeightM.Length:N0} pixels of {truth.SpectraPerPixel:N0} {(truth.SpectraPerPixel == 1 ? "spectrum" : "spectra")}",
        [
            ("Amplitude", Range(truth.AmplitudeV, "V")), ("Resonance", Range(truth.ResonanceHz, "Hz")), ("Quality factor", Range(truth.QualityFactor, "")), ("Phase", Range(truth.PhaseRad, "rad")),
            ("Polarization", Range(truth.Polarization, "")), ("Coercive bias V+", Range(truth.CoercivePlusV, "V")), ("Coercive bias V-", Range(truth.CoerciveMinusV, "V")), ("Height", Range(truth.HeightM, "m")),
            ("Noise in each bin", Quantity.Format(truth.SigmaV, "V")),
        ]);
    }
}
