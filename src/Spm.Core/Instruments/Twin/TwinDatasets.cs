using System.Globalization;
using System.Numerics;
using Spm.Core.Data;

namespace Spm.Core.Instruments.Twin;

/// <summary>Wraps what the twin measured as datasets: dimensions, acquisition attributes as BEPS files name them, provenance.</summary>
internal static class TwinDatasets
{
    /// <summary>Complex spectra on a grid, with the spectroscopic dimensions of the request.</summary>
    public static Dataset Spectra(string name, BandRequest request, InstrumentLimits limits, ITwinSpectra spectra, Complex[] samples, ProvenanceStep provenance)
    {
        var dimensions = Grid(request, limits).ToList();
        var metadata = BandMetadata(request);
        if (spectra.SampleRateHz is { } rate) metadata["IO_rate_[Hz]"] = rate;
        if (request is LoopRequest loops)
        {
            if (loops.Cycles > 1)
                dimensions.Add(new Dimension("Cycle", "Cycle", "", DimensionKind.Spectroscopic, Dimension.Linear(0, loops.Cycles - 1, loops.Cycles)));
            if (loops.Field == LoopField.Both)
                dimensions.Add(new Dimension("Field", "Field (0 out of field, 1 in field)", "", DimensionKind.Spectroscopic, [0, 1]));
            dimensions.Add(new Dimension("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, loops.BiasesV()));
            AddLoopMetadata(metadata, loops);
        }
        dimensions.Add(new Dimension("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, spectra.FrequenciesHz));
        return new Dataset(name, "Piezoresponse", "V", dimensions, new ComplexMemoryStore(samples), metadata, [provenance]);
    }

    /// <summary>One image channel, by its place in <see cref="TwinChannels.All"/>.</summary>
    public static Dataset Image(int index, ImageRequest request, InstrumentLimits limits, double[] samples, MeasuringTime time, ProvenanceStep provenance, bool isRetrace)
    {
        var (channel, quantity, unit) = TwinChannels.All[index];
        var metadata = GridMetadata(request);
        metadata["channel"] = channel;
        metadata["tip_bias_[V]"] = request.BiasV;
        metadata["BE_amplitude_[V]"] = request.AcAmplitudeV;
        time.AddTo(metadata);
        metadata["direction"] = isRetrace ? "retrace" : "trace";
        return new Dataset(isRetrace ? $"{channel} retrace" : channel, quantity, unit, Grid(request, limits), new RealMemoryStore(samples), metadata, [provenance]);
    }

    /// <summary>One channel along a path, by its place in <see cref="TwinChannels.All"/>.</summary>
    public static Dataset AlongPath(int index, PathRequest request, double[] samples, MeasuringTime time, ProvenanceStep provenance)
    {
        var (channel, quantity, unit) = TwinChannels.All[index];
        var metadata = new Dictionary<string, object>
        {
            ["instrument"] = "digital twin",
            ["channel"] = channel,
            ["path"] = request.Path.Title,
            ["num_pix"] = samples.Length,
            ["speed_[m/s]"] = request.Path.SpeedMPerS,
            ["dwell_[s]"] = request.Path.DwellS,
            ["tip_bias_[V]"] = request.BiasV,
            ["BE_amplitude_[V]"] = request.AcAmplitudeV,
        };
        time.AddTo(metadata);
        return new Dataset(channel, quantity, unit, [PathSamples.PointNumbers(samples.Length)], new RealMemoryStore(samples), metadata, [provenance]);
    }

    /// <summary>The step that says who measured what, from which sample and seed.</summary>
    public static ProvenanceStep Provenance(string action, string sample, int seed, long measurement, TwinOptions options, object request)
    {
        var parameters = new List<(string, object)>
        {
            ("seed", seed), ("measurement", measurement),
            (nameof(TwinOptions.NoiseOn), options.NoiseOn), (nameof(TwinOptions.DisorderOn), options.DisorderOn),
            (nameof(TwinOptions.ElectrostaticsOn), options.ElectrostaticsOn), (nameof(TwinOptions.ResonanceShiftsOn), options.ResonanceShiftsOn),
            (nameof(TwinOptions.NoiseSigmaV), options.NoiseSigmaV.ToString(CultureInfo.InvariantCulture)),
            ("request", $"{request}"),
        };
        if (options.InTime is { } chain && request is BandRequest) parameters.Add((nameof(TwinOptions.InTime), chain.ToString()));
        return ProvenanceStep.Ours(action, $"twin, sample {sample}", [.. parameters]);
    }

    private static Dimension[] Grid(GridRequest request, InstrumentLimits limits) =>
    [
        new("Y", "Position", "m", DimensionKind.Spatial, request.RowPositionsM(limits)),
        new("X", "Position", "m", DimensionKind.Spatial, request.ColumnPositionsM(limits)),
    ];

    private static Dictionary<string, object> GridMetadata(GridRequest request) => new()
    {
        ["instrument"] = "digital twin",
        ["grid_num_rows"] = request.Rows,
        ["grid_num_cols"] = request.Columns,
        ["num_pix"] = (int)request.PixelCount,
    };

    private static Dictionary<string, object> BandMetadata(BandRequest request)
    {
        var metadata = GridMetadata(request);
        metadata["data_type"] = request is LoopRequest ? "BEPSData" : "BELineData";
        metadata["BE_center_frequency_[Hz]"] = request.CenterHz;
        metadata["BE_band_width_[Hz]"] = request.BandwidthHz;
        metadata["BE_bins_per_band"] = request.Bins;
        metadata["BE_amplitude_[V]"] = request.AcAmplitudeV;
        metadata["BE_actual_duration_[s]"] = TwinMicroscope.PulseS;
        metadata["BE_repeats"] = 1;
        metadata["num_bins"] = request.Bins;
        if (request is BandExcitationRequest still) metadata["tip_bias_[V]"] = still.BiasV;
        return metadata;
    }

    private static void AddLoopMetadata(Dictionary<string, object> metadata, LoopRequest request)
    {
        metadata["VS_mode"] = "DC modulation mode";
        metadata["VS_amplitude_[V]"] = request.MaxBiasV;
        metadata["VS_offset_[V]"] = 0.0;
        metadata["VS_read_voltage_[V]"] = 0.0;
        metadata["VS_number_of_cycles"] = request.Cycles;
        metadata["VS_steps_per_full_cycle"] = request.StepsPerCycle;
        metadata["VS_cycle_fraction"] = "full";
        metadata["VS_cycle_phase_shift"] = 0.0;
        metadata["VS_measure_in_field_loops"] = request.Field switch { LoopField.InField => "in-field", LoopField.Both => "in and out-of-field", _ => "out-of-field" };
        if (request.Field == LoopField.Both) metadata["Field"] = "0 = out-of-field, 1 = in-field";
        metadata["num_udvs_steps"] = request.SpectraPerPixel;
        metadata["preparation_cycles"] = request.PreparationCycles;
    }
}
