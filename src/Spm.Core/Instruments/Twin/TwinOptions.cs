using Spm.Core.Physics;
using Spm.Core.Physics.Detection;
using Spm.Core.Physics.Scanning;

namespace Spm.Core.Instruments.Twin;

/// <summary>Which effects the twin has, and how strong they are. All on by default; switch one off to see what it does.</summary>
public sealed record TwinOptions
{
    /// <summary>Detector noise in spectra and images.</summary>
    public bool NoiseOn { get; init; } = true;

    /// <summary>Local disorder in coercivity, imprint, contact and contact potential.</summary>
    public bool DisorderOn { get; init; } = true;

    /// <summary>The electrostatic contribution to the response.</summary>
    public bool ElectrostaticsOn { get; init; } = true;

    /// <summary>Shift of the contact resonance with stiffness, slope and switching.</summary>
    public bool ResonanceShiftsOn { get; init; } = true;

    /// <summary>σ: standard deviation of the complex Gaussian noise of each bin, per component, in V.</summary>
    public double NoiseSigmaV { get; init; } = 1.5e-3;

    /// <summary>Standard deviation of the height noise in m.</summary>
    public double HeightNoiseM { get; init; } = 40e-12;

    /// <summary>Threads that compute spectra; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The cantilever; switches above act on a copy.</summary>
    public Cantilever Cantilever { get; init; } = new();

    /// <summary>The tip.</summary>
    public TipGeometry Tip { get; init; } = new();

    /// <summary>Noise and conditions of potential, current, adhesion, modulus and deflection.</summary>
    public TwinChannelOptions Channels { get; init; } = new();

    /// <summary>What the twin refuses to exceed.</summary>
    public InstrumentLimits Limits { get; init; } = DefaultLimits;

    /// <summary>The limits of the twin when none are given: the feedback holds a force.</summary>
    public static InstrumentLimits DefaultLimits { get; } = new() { SetpointUnit = "N", MinSetpoint = 0, MaxSetpoint = 1e-6 };

    /// <summary>
    /// The scanner with its faults: drift, creep, hysteresis, feedback, tip shape, noise, each with a switch. Null is a scanner that goes where it is told and measures the
    /// height that is there, with <see cref="HeightNoiseM"/>.
    /// </summary>
    public ScannerOptions? Scanner { get; init; }

    /// <summary>
    /// The signal chain through which band-excitation spectra and loops are measured in time: wave, tip voltage, force, cantilever, photodetector, digitizer, spectrum. Its digitizer's rate is the highest;
    /// each wave takes the one at which its tones are whole periods (<see cref="BandDrive.Fitting"/>), and the dataset's frequencies are those tones. Noise is then the chain's own, and
    /// <see cref="NoiseSigmaV"/> has no part in it; <see cref="NoiseOn"/> false switches it off. Null: spectra by formula, with <see cref="NoiseSigmaV"/> in every bin. Images are by formula.
    /// </summary>
    public SignalChain? InTime { get; init; }

    /// <summary>All effects and a scanner with all of its faults.</summary>
    public static TwinOptions WithRealScanner { get; } = new() { Scanner = new ScannerOptions() };

    /// <summary>A measurement takes as long as it would in the laboratory. Off, as long as its computation takes: the virtual clock is the same.</summary>
    public bool RealTime { get; init; }

    /// <summary>Withdraws the tip whenever the instrument is made safe.</summary>
    public bool WithdrawWhenSafe { get; init; }

    /// <summary>The cantilever with the switches applied.</summary>
    internal Cantilever EffectiveCantilever() => Cantilever with
    {
        ElectrostaticVPerV2 = ElectrostaticsOn ? Cantilever.ElectrostaticVPerV2 : 0,
        StiffnessShift = ResonanceShiftsOn ? Cantilever.StiffnessShift : 0,
        SlopeShift = ResonanceShiftsOn ? Cantilever.SlopeShift : 0,
        SwitchingSoftening = ResonanceShiftsOn ? Cantilever.SwitchingSoftening : 0,
    };

    /// <summary>Throws <see cref="ArgumentException"/> when a value is impossible.</summary>
    internal void Check()
    {
        RequestRule.InRange(NoiseSigmaV, 0, 1, "V", nameof(NoiseSigmaV), "NoiseSigmaV = 1.5e-3");
        RequestRule.InRange(HeightNoiseM, 0, 1e-6, "m", nameof(HeightNoiseM), "HeightNoiseM = 40e-12");
        InTime?.Check();
        RequestRule.InRange(Threads, 1, 1024, "", nameof(Threads), "Threads = 2");
        RequestRule.InRange(Tip.FieldRadiusM, 1e-9, 1e-6, "m", nameof(TipGeometry.FieldRadiusM), "Tip = new TipGeometry(FieldRadiusM: 75e-9)");
        RequestRule.InRange(Tip.ResolutionM, 1e-9, 500e-9, "m", nameof(TipGeometry.ResolutionM), "Tip = new TipGeometry(ResolutionM: 28e-9)");
        RequestRule.InRange(Tip.ApexRadiusM, 1e-9, 10e-6, "m", nameof(TipGeometry.ApexRadiusM), "Tip = new TipGeometry(ApexRadiusM: 25e-9)");
        RequestRule.InRange(Channels.PotentialNoiseV, 0, 10, "V", nameof(TwinChannelOptions.PotentialNoiseV), "Channels = new TwinChannelOptions(PotentialNoiseV: 5e-3)");
        RequestRule.InRange(Channels.CurrentNoiseA, 0, 1e-3, "A", nameof(TwinChannelOptions.CurrentNoiseA), "Channels = new TwinChannelOptions(CurrentNoiseA: 2e-12)");
        RequestRule.InRange(Channels.AdhesionNoiseN, 0, 1e-3, "N", nameof(TwinChannelOptions.AdhesionNoiseN), "Channels = new TwinChannelOptions(AdhesionNoiseN: 0.3e-9)");
        RequestRule.InRange(Channels.ModulusNoise, 0, 1, "", nameof(TwinChannelOptions.ModulusNoise), "Channels = new TwinChannelOptions(ModulusNoise: 0.03)");
        RequestRule.InRange(Channels.SpringConstantNPerM, 1e-3, 1e4, "N/m", nameof(TwinChannelOptions.SpringConstantNPerM), "Channels = new TwinChannelOptions(SpringConstantNPerM: 3)");
        RequestRule.InRange(Channels.SetpointN, -1e-3, 1e-3, "N", nameof(TwinChannelOptions.SetpointN), "Channels = new TwinChannelOptions(SetpointN: 30e-9)");
        RequestRule.InRange(Channels.FeedbackTimeS, 0, 1, "s", nameof(TwinChannelOptions.FeedbackTimeS), "Channels = new TwinChannelOptions(FeedbackTimeS: 1e-3)");
    }

    /// <summary>Throws <see cref="ArgumentException"/> when the scan range is larger than the sample.</summary>
    internal void CheckRange(double sampleSizeM)
    {
        RequestRule.InRange(Limits.RangeXM, 1e-9, sampleSizeM, "m", nameof(InstrumentLimits.RangeXM), $"RangeXM = {sampleSizeM:G4}");
        RequestRule.InRange(Limits.RangeYM, 1e-9, sampleSizeM, "m", nameof(InstrumentLimits.RangeYM), $"RangeYM = {sampleSizeM:G4}");
    }
}
