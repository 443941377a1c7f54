using Spm.Core.Data;

namespace Spm.Core.Instruments.Nanonis.Emulator;

/// <summary>In what bias and z spectroscopy differ.</summary>
internal interface ISweepKind
{
    /// <summary>The module.</summary>
    string Name { get; }

    /// <summary>Name of the swept quantity among the channels.</summary>
    string Axis { get; }

    /// <summary>First and last point before anything is set.</summary>
    (double Start, double End) Defaults { get; }

    /// <summary>Throws when the sweep is not allowed.</summary>
    void Check(SweepModule module, Microscope microscope);

    /// <summary>Sweeps once.</summary>
    Task<IReadOnlyList<Dataset>> SweepAsync(SweepModule module, Microscope microscope, CancellationToken token);
}

/// <summary>Bias spectroscopy.</summary>
internal sealed class BiasSweepKind : ISweepKind
{
    public string Name => "Bias spectroscopy";

    public string Axis => "Bias calc (V)";

    public (double Start, double End) Defaults => (-1, 1);

    public void Check(SweepModule module, Microscope microscope) => Request(module).Check(microscope.Limits);

    public Task<IReadOnlyList<Dataset>> SweepAsync(SweepModule module, Microscope microscope, CancellationToken token) =>
        microscope.Need<IBiasSpectroscopy>("bias spectroscopy").SweepBiasAsync(Request(module), cancellationToken: token);

    private static BiasSweepRequest Request(SweepModule m) => new()
    {
        StartV = m.Start,
        EndV = m.End,
        HoldZ = m.HoldsZ,
        Points = m.Points,
        Backward = m.Backward,
        SettlingS = m.SettlingS,
        IntegrationS = m.IntegrationS,
        Channels = m.ChannelNames,
    };
}

/// <summary>Z spectroscopy: from the offset over the sweep distance, relative to where z is.</summary>
internal sealed class ZSweepKind : ISweepKind
{
    public string Name => "Z spectroscopy";

    public string Axis => "Z rel (m)";

    public (double Start, double End) Defaults => (50e-9, -20e-9);

    public void Check(SweepModule module, Microscope microscope) => Request(module).Check(microscope.Limits);

    public Task<IReadOnlyList<Dataset>> SweepAsync(SweepModule module, Microscope microscope, CancellationToken token) =>
        microscope.Need<IForceSpectroscopy>("z spectroscopy").SweepZAsync(Request(module), cancellationToken: token);

    private static ZSweepRequest Request(SweepModule m) => new()
    {
        StartM = m.Start,
        EndM = m.End,
        Points = m.Points,
        Backward = m.Backward,
        SettlingS = m.SettlingS,
        IntegrationS = m.IntegrationS,
        Channels = m.ChannelNames,
    };
}
