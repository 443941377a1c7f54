namespace Spm.Core.Spectroscopy.GeneralMode;

/// <summary>
/// Which bins of a stream's spectrum are kept; conditions that are set must all hold. A bin of a band or a comb is kept whole: the filter is a rectangle, whose response rings in time over
/// 1/width.
/// </summary>
public sealed record GeneralModeFilter
{
    /// <summary>Bins below this frequency are dropped; null for none.</summary>
    public double? LowestHz { get; init; }

    /// <summary>Bins above this frequency are dropped; null for none.</summary>
    public double? HighestHz { get; init; }

    /// <summary>Keeps only multiples of this frequency; null for no comb.</summary>
    public double? CombHz { get; init; }

    /// <summary>Number of harmonics of the comb, the first included.</summary>
    public int Harmonics { get; init; } = 10;

    /// <summary>Width of each tooth in Hz, centred on the harmonic; at least one bin is kept.</summary>
    public double ToothWidthHz { get; init; }

    /// <summary>Drops bins that do not rise above the noise floor.</summary>
    public bool NoiseFloorOn { get; init; } = true;

    /// <summary>Part of the noise's bins that may pass for signal; see <see cref="NoiseFloor"/>.</summary>
    public double FalseRate { get; init; } = 1e-6;

    /// <summary>
    /// Noise floors are found in this many parts of the band between the edges, each an equal number of octaves, so that noise that is not white has a floor that follows it.
    /// </summary>
    public int FloorSegments { get; init; } = 1;

    /// <summary>Keeps the constant part, bin 0, whatever the other conditions.</summary>
    public bool KeepMean { get; init; }

    /// <summary>Throws when a value is impossible for a stream.</summary>
    internal void Check(double sampleRateHz)
    {
        if (LowestHz is { } low && !(low >= 0 && low <= (HighestHz ?? sampleRateHz / 2)))
            throw new ArgumentException($"LowestHz must lie between 0 and HighestHz ({HighestHz ?? sampleRateHz / 2} Hz), got {low}. Try: LowestHz = 100e3, HighestHz = 500e3.");
        if (HighestHz is { } high && !(high > 0)) throw new ArgumentException($"HighestHz must be positive, got {high}. Try: HighestHz = 500e3.");
        if (CombHz is { } comb && !(comb > 0 && comb <= sampleRateHz / 2)) throw new ArgumentException($"CombHz must lie between 0 and half the sampling rate, {sampleRateHz / 2} Hz, got {comb}. Try: CombHz = 70e3.");
        if (Harmonics < 1) throw new ArgumentException($"Harmonics must be at least 1, got {Harmonics}.");
        if (!(ToothWidthHz >= 0 && double.IsFinite(ToothWidthHz))) throw new ArgumentException($"ToothWidthHz must not be negative, got {ToothWidthHz}. Try: ToothWidthHz = 2e3.");
        if (FloorSegments is < 1 or > 64) throw new ArgumentException($"FloorSegments must be 1 to 64, got {FloorSegments}.");
    }

    /// <summary>Marks the bins that pass band and comb.</summary>
    internal void Pass(double binHz, Span<bool> kept)
    {
        for (var k = 0; k < kept.Length; k++)
            kept[k] = !(k * binHz < LowestHz) && !(k * binHz > HighestHz) && (CombHz is not { } comb || OnTooth(k, binHz, comb));
    }

    private bool OnTooth(int k, double binHz, double comb)
    {
        var harmonic = Math.Round(k * binHz / comb);
        // The nearest bin belongs to its tooth, however narrow that is.
        return harmonic >= 1 && harmonic <= Harmonics && (Math.Abs(k * binHz - harmonic * comb) <= ToothWidthHz / 2 || k == (int)Math.Round(harmonic * comb / binHz));
    }
}
