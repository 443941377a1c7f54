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

    /// <summary>What the settings of the module ask for.</summary>
    SweepRequest Request(SweepModule module);

    /// <summary>Sweeps once.</summary>
    Task<IReadOnlyList<Dataset>> SweepAsync(SweepModule module, Microscope microscope, CancellationToken token);
}

/// <summary>Bias spectroscopy.</summary>
internal sealed class BiasSweepKind : ISweepKind
{
    public string Name => "Bias spectroscopy";

    public string Axis => "Bias calc (V)";

    public (double Start, double End) Defaults => (-1, 1);

    public SweepRequest Request(SweepModule module) => Own(module);

    public Task<IReadOnlyList<Dataset>> SweepAsync(SweepModule module, Microscope microscope, CancellationToken token) =>
        microscope.Need<IBiasSpectroscopy>("bias spectroscopy").SweepBiasAsync(Own(module), cancellationToken: token);

    private static BiasSweepRequest Own(SweepModule module) => module.Fill(new BiasSweepRequest { StartV = module.Start, EndV = module.End, HoldZ = module.HoldsZ });
}

/// <summary>Z spectroscopy: from the offset over the sweep distance, relative to where z is.</summary>
internal sealed class ZSweepKind : ISweepKind
{
    public string Name => "Z spectroscopy";

    public string Axis => "Z rel (m)";

    public (double Start, double End) Defaults => (50e-9, -20e-9);

    public SweepRequest Request(SweepModule module) => Own(module);

    public Task<IReadOnlyList<Dataset>> SweepAsync(SweepModule module, Microscope microscope, CancellationToken token) =>
        microscope.Need<IForceSpectroscopy>("z spectroscopy").SweepZAsync(Own(module), cancellationToken: token);

    private static ZSweepRequest Own(SweepModule module) => module.Fill(new ZSweepRequest { StartM = module.Start, EndM = module.End });
}
