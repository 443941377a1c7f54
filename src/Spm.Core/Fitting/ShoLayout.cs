using Spm.Core.Data;
using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>Where the spectra lie in a dataset: its frequency dimension, what precedes and what follows it.</summary>
internal sealed class ShoLayout
{
    private readonly double _hzPerUnit;

    /// <exception cref="ArgumentException">The data are real, or no dimension is a frequency.</exception>
    public ShoLayout(Dataset source)
    {
        Source = source;
        var axes = string.Join(", ", source.Dimensions.Select(d => $"{d.Name} in {(d.Unit.Length > 0 ? d.Unit : "no unit")} ({d.Kind.ToString().ToLowerInvariant()})"));
        var candidates = source.SpectroscopicDimensions.Where(d => HzPer(d.Unit) > 0).ToArray();
        Frequency = candidates.FirstOrDefault(d => d.Quantity.Equals("frequency", StringComparison.OrdinalIgnoreCase))
            ?? candidates.MaxBy(d => d.Length)
            ?? throw new ArgumentException($"A SHO fit needs a spectroscopic dimension in Hz. '{source.Name}' has: {axes}.", nameof(source));
        if (!source.IsComplex)
            throw new ArgumentException($"A SHO fit needs complex spectra (the phase is half of the answer), '{source.Name}' is real. Its dimensions: {axes}.", nameof(source));
        _hzPerUnit = HzPer(Frequency.Unit);
        FrequenciesHz = [.. Frequency.Values.Select(v => v * _hzPerUnit)];
        FitDimensions = [.. source.Dimensions.Where(d => !ReferenceEquals(d, Frequency))];
        Inner = source.Dimensions.SkipWhile(d => !ReferenceEquals(d, Frequency)).Skip(1).Aggregate(1, (product, d) => product * d.Length);
        FitsPerPixel = source.PointsPerPixel / Math.Max(Bins, 1);
    }

    public Dataset Source { get; }

    public Dimension Frequency { get; }

    public double[] FrequenciesHz { get; }

    public IReadOnlyList<Dimension> FitDimensions { get; }

    /// <summary>Samples between neighbouring bins of a spectrum: the product of the dimensions after the frequency.</summary>
    public int Inner { get; }

    public int FitsPerPixel { get; }

    public int Bins => Frequency.Length;

    /// <summary>Turns [… × bin × inner] into [… × inner × bin].</summary>
    public void Gather<TSample>(ReadOnlySpan<TSample> samples, Span<TSample> spectra)
    {
        var sheet = Bins * Inner;
        for (var start = 0; start < samples.Length; start += sheet)
            for (var i = 0; i < Inner; i++)
                for (var k = 0; k < Bins; k++)
                    spectra[start + i * Bins + k] = samples[start + k * Inner + i];
    }

    /// <summary>The model at abscissa values in the unit of the frequency dimension.</summary>
    public void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> abscissa, Span<double> interleaved)
    {
        var hz = new double[abscissa.Length];
        for (var k = 0; k < hz.Length; k++) hz[k] = abscissa[k] * _hzPerUnit;
        ShoModel.Evaluate(parameters, hz, interleaved);
    }

    private static double HzPer(string unit) => unit switch { "Hz" => 1, "kHz" => 1e3, "MHz" => 1e6, _ => 0 };
}
