using PureHDF;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO.Hdf5;

namespace Spm.Core.IO.Usid;

/// <summary>
/// Writes a fit with the data it was made from in the USID result layout:
/// <c>/Measurement_000/Channel_000/Raw_Data</c> and beside it <c>Raw_Data-SHO_Fit_000</c>, <c>Raw_Data-Loop_Fit_000</c> or <c>Raw_Data-MODEL_Fit_000</c>
/// with the datasets <c>Fit</c>, <c>Standard_Errors</c> (compounds of doubles, positions × remaining steps), <c>Status</c>, <c>Verdict</c>, <c>Iterations</c>,
/// <c>completed_fit_positions</c>, and <c>Excluded</c> (positions × steps × points) where points were left out.
/// Source: USID specification of pyUSID 0.0.10; result names of BGlib.
/// </summary>
public static class UsidResultWriter
{
    /// <summary>
    /// Writes the file: first beside <paramref name="path"/>, moved there when complete. Source samples are copied in blocks of 2¹⁷,
    /// complex ones as complex64, real ones as float64; the result itself is written in one piece.
    /// </summary>
    /// <exception cref="DataFileException">The file cannot be written, or is the one the data came from.</exception>
    /// <exception cref="ArgumentException">A spatial dimension was fitted, or the arrays do not match the dimensions.</exception>
    public static void Write(FitResult result, string path)
    {
        ArgumentNullException.ThrowIfNull(result);
        var fits = result.Dimensions.Aggregate(1L, (product, d) => product * d.Length);
        if (result.FitDimension.Kind == DimensionKind.Spatial)
            throw new ArgumentException($"USID has no place for a fit along a position ('{result.FitDimension.Name}').", nameof(result));
        if (fits != result.Count || result.Values.Length != fits * result.Parameters.Count || result.StandardErrors.Length != result.Values.Length)
            throw new ArgumentException($"The dimensions hold {fits} fits of {result.Parameters.Count} parameters; there are {result.Count} statuses, {result.Values.Length} values and {result.StandardErrors.Length} errors.", nameof(result));

        var source = result.Source;
        var tables = new UsidAncillary(source.Dimensions);
        var samples = SampleWriter.For(source.Samples, [(ulong)tables.Positions, (ulong)tables.Steps], isSingle: true);
        samples.Target.Attributes["quantity"] = source.Quantity;
        samples.Target.Attributes["units"] = source.Unit;
        var channel = new H5Group();
        channel.Attributes["Channel_Input"] = source.Name;
        tables.Attach(channel, samples.Target);
        channel["Raw_Data"] = samples.Target;
        channel[$"Raw_Data-{ModelName(result.Model)}_Fit_000"] = Results(result, samples.Target);
        if (source.Provenance.Count > 0) channel["provenance"] = Hdf5Values.Provenance(source.Provenance);
        var measurement = new H5Group { ["Channel_000"] = channel };
        foreach (var (key, value) in source.Metadata)
            Hdf5Values.Add(measurement, key.StartsWith("Measurement_000/", StringComparison.Ordinal) ? key["Measurement_000/".Length..] : key, value);
        var file = new H5File { ["Measurement_000"] = measurement };
        Describe(file, source);
        AtomicFile.Write(path, [source], stream =>
        {
            using var writer = file.BeginWrite(stream);
            samples.Copy(writer);
        });
    }

    private static H5Group Results(FitResult result, H5Dataset raw)
    {
        var tables = new UsidAncillary(result.Dimensions);
        ulong[] shape = [(ulong)tables.Positions, (ulong)tables.Steps];
        var count = result.Parameters.Count;
        var names = UsidFieldNames.Of(result);
        var values = Enumerable.Range(0, count).Select(k => (Func<int, double>)(fit => result.Values[fit * count + k]));
        var errors = Enumerable.Range(0, count).Select(k => (Func<int, double>)(fit => result.StandardErrors[fit * count + k]));
        var fit = CompoundRows.Dataset([.. names, "R2 Criterion"], [.. values, row => result.RSquared[row]], shape);
        fit.Attributes["quantity"] = "Fit parameters";
        fit.Attributes["units"] = "compound";
        fit.Attributes["field_symbols"] = result.Parameters.Select(p => p.Symbol).ToArray();
        fit.Attributes["field_units"] = result.Parameters.Select(p => p.Unit).ToArray();
        fit.Attributes["R2 Criterion"] = "R2 = 1 - sum|y-f|^2 / sum|y-mean(y)|^2 over the points kept (not the reference package's criterion)";
        var standardErrors = CompoundRows.Dataset(names, [.. errors], shape);
        standardErrors.Attributes["quantity"] = "Standard errors of the fit parameters; NaN where they cannot be had";
        var group = new H5Group();
        tables.Attach(group, fit);
        group["Fit"] = fit;
        group["Standard_Errors"] = standardErrors;
        group["Status"] = Codes(result.Status, shape);
        group["Verdict"] = Codes(result.Verdict, shape);
        group["Iterations"] = new H5Dataset(result.Iterations, fileDims: shape);
        group["completed_fit_positions"] = Enumerable.Repeat((byte)1, tables.Positions).ToArray();
        group["provenance"] = Hdf5Values.Provenance(result.Provenance);
        if (result.Excluded is { } excluded)
        {
            group["Excluded"] = new H5Dataset(Array.ConvertAll(excluded, e => e ? (byte)1 : (byte)0), fileDims: [.. shape, (ulong)result.FitDimension.Length])
            {
                Attributes = new() { ["codes"] = "0 = kept, 1 = left out as not finite or as an outlier; last axis is the fitted dimension" },
            };
        }

        group.Attributes = new()
        {
            ["tool"] = "Spm.Core",
            ["num_source_dsets"] = 1L,
            ["source_000"] = new H5ObjectReference(raw),
            ["last_pixel"] = (long)tables.Positions,
            ["model"] = result.Model,
            ["fit_dimension"] = result.FitDimension.Name,
            ["version"] = typeof(UsidResultWriter).Assembly.GetName().Version?.ToString(3) ?? "",
        };
        return group;
    }

    private static H5Dataset Codes<T>(T[] codes, ulong[] shape) where T : struct, Enum => new(Array.ConvertAll(codes, c => (byte)(object)c), fileDims: shape)
    {
        Attributes = new() { ["codes"] = Enum.GetValues<T>().Select(c => $"{(byte)(object)c} = {c}").ToArray() },
    };

    private static void Describe(H5File file, Dataset source)
    {
        file.Attributes["translator"] = "Spm.Core";
        file.Attributes["data_type"] = source.Metadata.TryGetValue("data_type", out var type) && type is string { Length: > 0 } given ? given : source switch
        {
            { SpectroscopicDimensions: [{ Unit: "Hz" }] } => "BELineData",
            { SpectroscopicDimensions.Count: > 1 } => "BEPSData",
            _ => "SpectralImage",
        };
        if (source.SpatialDimensions is [var y, var x])
        {
            file.Attributes["grid_size_x"] = (long)x.Length;
            file.Attributes["grid_size_y"] = (long)y.Length;
        }
    }

    private static string ModelName(string model) => model.ToLowerInvariant() switch
    {
        "sho" => "SHO",
        "loop" or "loops" => "Loop",
        "" => "Model",
        _ => char.ToUpperInvariant(model[0]) + model[1..].Replace('/', '_').Replace(' ', '_'),
    };
}
