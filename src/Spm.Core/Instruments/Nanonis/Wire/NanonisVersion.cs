namespace Spm.Core.Instruments.Nanonis.Wire;

/// <summary>
/// What a release of the real-time engine changed in the messages. Sources: the TCP protocol documents of July 2021 (R10862) and June 2024
/// (R13742), and what public clients read from later engines.
/// </summary>
/// <param name="Release">Release of the real-time engine, as the controller's Help &gt; Info shows it.</param>
public readonly record struct NanonisVersion(int Release)
{
    /// <summary>The first engine that counts channels by index 0 to 127; before, by slot 0 to 23 of the Signals Manager.</summary>
    public const int IndicesFrom = 11798;

    /// <summary>
    /// Engines from here on are taken to answer Scan.PropsGet with modules, parameters and autopaste. The exact release is not published;
    /// readers therefore look at what is there.
    /// </summary>
    public const int ScanModulesFrom = 14000;

    /// <summary>The newest engine whose protocol document was available.</summary>
    public static NanonisVersion Documented { get; } = new(13742);

    /// <summary>True when channels are slots of the Signals Manager, which Signals.InSlotsGet lists.</summary>
    public bool UsesSlots => Release < IndicesFrom;

    /// <summary>True when BiasSpectr.ChsGet and ZSpectr.ChsGet return names after the indices; PropsGet then does not.</summary>
    public bool ChannelsHaveNames => Release >= IndicesFrom;

    /// <summary>True when Piezo.DriftCompSet and Get carry the saturation limit.</summary>
    public bool DriftHasSaturation => Release >= IndicesFrom;

    /// <summary>True when Current.GainSet carries a filter, and Current.Calibr a gain.</summary>
    public bool CurrentHasFilters => Release >= IndicesFrom;

    /// <summary>True when Util.VersionGet exists.</summary>
    public bool TellsVersion => Release >= IndicesFrom;

    /// <summary>True when Scan.PropsGet returns modules, their parameters and autopaste after the comment.</summary>
    public bool ScanPropsHaveModules => Release >= ScanModulesFrom;

    /// <inheritdoc/>
    public override string ToString() => $"R{Release}";
}
