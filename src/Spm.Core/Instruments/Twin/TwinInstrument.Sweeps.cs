using Spm.Core.Data;
using Spm.Core.Physics;
using Spm.Core.Physics.Detection;

namespace Spm.Core.Instruments.Twin;

/// <content>Curves at one place: against the bias, against z, against time.</content>
public sealed partial class TwinInstrument : IBiasSpectroscopy, IForceSpectroscopy, IOscilloscope
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Dataset>> SweepBiasAsync(BiasSweepRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var channels = Choose(request.Channels, "Current");
        return SetAsync(request.Check, token =>
        {
            var before = Microscope.BiasV;
            var axis = new Dimension("Bias", "Bias", "V", DimensionKind.Spectroscopic, Dimension.Linear(request.StartV, request.EndV, request.Points));
            var answer = Sweep("bias sweep", axis, request, channels, biasV => Hold(biasV, request.SettlingS + request.IntegrationS), progress, token);
            Hold(before, TwinMicroscope.PulseS);
            return answer;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Dataset>> SweepZAsync(ZSweepRequest request, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        var channels = Choose(request.Channels, "Deflection");
        return SetAsync(limits =>
        {
            request.Check(limits);
            var z = _controls.ZM(Microscope.Surface.HeightM);
            limits.CheckZ(z + request.StartM);
            limits.CheckZ(z + request.EndM);
        }, token =>
        {
            var surface = Microscope.Surface;
            var (wasOn, z) = (_controls.IsFeedbackOn, _controls.ZM(surface.HeightM));
            var law = surface.Contact.ForceLaw(_options.Tip.ApexRadiusM);
            var curve = new TwinForceCurve(law, _options.Channels.SpringConstantNPerM, z + request.StartM - surface.HeightM);
            var axis = new Dimension("Z", "z", "m", DimensionKind.Spectroscopic, Dimension.Linear(request.StartM, request.EndM, request.Points));
            _controls.IsFeedbackOn = false;
            var answer = Sweep("force curve", axis, request, channels, offsetM =>
            {
                _controls.HeldZM = z + offsetM;
                _controls.BentM = curve.DeflectionM(z + offsetM - surface.HeightM);
                Microscope.Wait(request.SettlingS + request.IntegrationS);
            }, progress, token);
            (_controls.IsFeedbackOn, _controls.HeldZM, _controls.BentM) = (wasOn, z, null);
            return answer;
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Dataset> CaptureAsync(CaptureRequest request, CancellationToken cancellationToken = default)
    {
        request.Check();
        var signal = SignalTable.FirstOrDefault(s => s.Signal.Index == request.Signal).Signal
            ?? throw new ArgumentException($"There is no signal {request.Signal}. Signals: {string.Join(", ", SignalTable.Select(s => $"{s.Signal.Index} {s.Signal.Name}"))}.");
        return SetAsync(_ => { }, _ =>
        {
            var samples = new double[request.Samples];
            if (signal.Name == "Deflection") CaptureDeflection(request, samples);
            else CaptureSlow(request, samples);
            var duration = request.Samples / request.SampleRateHz;
            Microscope.Wait(duration);
            var time = new Dimension("Time", "Time", "s", DimensionKind.Spectroscopic, Dimension.Linear(0, duration - 1 / request.SampleRateHz, request.Samples));
            return new Dataset(signal.Name, signal.Name, signal.Unit, [time], new RealMemoryStore(samples), new Dictionary<string, object> { ["IO_rate_[Hz]"] = request.SampleRateHz },
                [ProvenanceStep.Ours("capture", $"twin, sample {Sample}", ("seed", Seed), ("request", request.ToString()))]);
        }, cancellationToken);
    }

    /// <summary>The stream of the photodetector, with the lock-in's modulation on the tip, thermal motion and the detector's noise, in m of deflection.</summary>
    private void CaptureDeflection(CaptureRequest request, double[] samples)
    {
        var chain = new SignalChain { Digitizer = new Digitizer { SampleRateHz = request.SampleRateHz } };
        if (!_options.NoiseOn) chain = chain.Quiet();
        var surface = Microscope.Surface;
        var cantilever = _options.EffectiveCantilever();
        var place = cantilever.InTime(chain.Detector, ContactStiffnessNPerM, surface, Microscope.SensePolarization(), Microscope.BiasV);
        var drive = new double[samples.Length];
        var lockIn = _controls.LockIn;
        for (var i = 0; lockIn.IsOn && i < drive.Length; i++)
            drive[i] = lockIn.AmplitudeV * Math.Cos(2 * Math.PI * Math.IEEERemainder(lockIn.FrequencyHz * i / request.SampleRateHz, 1) + lockIn.PhaseRad + cantilever.DrivePhaseRad);
        var recorder = new SignalRecorder(chain, Seed, ++_measurements);
        recorder.Place(place.Modes, place.Force);
        recorder.Record(drive, samples);
        var bent = _controls.DeflectionM(surface.HeightM);
        for (var i = 0; i < samples.Length; i++) samples[i] = bent + samples[i] / chain.Detector.OutputVPerM;
    }

    private void CaptureSlow(CaptureRequest request, double[] samples)
    {
        var noise = new RandomSequence(Seed, RandomPurpose.ChannelNoise, ++_measurements, request.Signal);
        for (var i = 0; i < samples.Length; i++) samples[i] = Measure(request.Signal, ref noise);
    }

    /// <summary>One direction after the other, point by point; each channel's values in the order of the forward sweep.</summary>
    private IReadOnlyList<Dataset> Sweep(string action, Dimension axis, SweepRequest request, IReadOnlyList<SignalInfo> channels, Action<double> go, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var directions = request.Backward ? 2 : 1;
        var values = channels.Select(_ => new double[directions * axis.Length]).ToArray();
        var noise = new RandomSequence(Seed, RandomPurpose.ChannelNoise, ++_measurements);
        for (var done = 0; done < directions * axis.Length; done++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var point = done < axis.Length ? done : directions * axis.Length - 1 - done;
            go(axis.Values[point]);
            for (var c = 0; c < values.Length; c++) values[c][done / axis.Length * axis.Length + point] = Measure(channels[c].Index, ref noise);
            progress?.Report(done + 1);
        }
        var direction = new Dimension("Direction", "Direction", "", DimensionKind.Spectroscopic, [0, 1]);
        var provenance = ProvenanceStep.Ours(action, $"twin, sample {Sample}", ("seed", Seed), ("measurement", _measurements), ("request", request.ToString()),
            ("x", Quantity.Compact(Microscope.XM, "m")), ("y", Quantity.Compact(Microscope.YM, "m")));
        return [.. channels.Zip(values, (channel, samples) =>
            new Dataset(channel.Name, channel.Name, channel.Unit, directions == 2 ? [direction, axis] : [axis], new RealMemoryStore(samples), null, [provenance]))];
    }

    private static IReadOnlyList<SignalInfo> Choose(IReadOnlyList<string> wanted, string usual) =>
        [.. (wanted.Count > 0 ? wanted : [usual]).Select(name => SignalTable.Select(s => s.Signal).FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no signal '{name}'. Known: {string.Join(", ", NearestNames.Order(name, [.. SignalTable.Select(s => s.Signal.Name)]))}."))];
}
