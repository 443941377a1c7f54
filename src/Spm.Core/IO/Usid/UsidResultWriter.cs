using PureHDF;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO.FitFiles;
using Spm.Core.IO.Hdf5;

namespace Spm.Core.IO.Usid;

/// <summary>
/// Writes a fit in the USID result layout: <c>/Measurement_000/Channel_000/Raw_Data</c> and beside it <c>Raw_Data-SHO_Fit_000</c>,
/// <c>Raw_Data-Loop_Fit_000</c> or <c>Raw_Data-MODEL_Fit_000</c> with the datasets of <see cref="UsidFitGroup"/>.
/// Data that stay in a file of their own (64 MB and more) need not go along: then the attributes <c>source_file</c>,
/// <c>source_file_relative</c>, <c>source_file_bytes</c> and <c>source_dataset</c> of the fit's group say where they are.
/// Source: USID specification of pyUSID 0.0.10; result names of BGlib.
/// </summary>
public static class UsidResultWriter
{
    private const string Channel = "Measurement_000/Channel_000";

    /// <summary>
    /// Writes the file: first beside <paramref name="path"/>, moved there when complete. Source samples are copied in blocks,
    /// complex ones as complex64, real ones as float64.
    /// </summary>
    /// <exception cref="DataFileException">The file cannot be written, or is the one the data came from.</exception>
    /// <exception cref="ArgumentException">A spatial dimension was fitted, or the arrays do not match the dimensions.</exception>
    public static void Write(FitResult result, string path)
    {
        ArgumentNullException.ThrowIfNull(result);
        var fits = result.Dimensions.Aggregate(1L, (product, d) => product * d.Length);
        if (fits != result.Count || result.Values.Length != fits * result.Parameters.Count || result.StandardErrors.Length != result.Values.Length)
            throw new ArgumentException($"The dimensions hold {fits} fits of {result.Parameters.Count} parameters; there are {result.Count} statuses, {result.Values.Length} values and {result.StandardErrors.Length} errors.", nameof(result));
        Write(FitResultRows.Of(result), path, isLinked: false);
    }

    /// <summary>Throws when a fit has no place in the layout.</summary>
    /// <exception cref="ArgumentException">It is along a position.</exception>
    internal static void Check(Dimension fitted)
    {
        if (fitted.Kind == DimensionKind.Spatial) throw new ArgumentException($"USID has no place for a fit along a position ('{fitted.Name}').", nameof(fitted));
    }

    /// <summary>Writes rows as they come, with a copy of the source or with a link to it.</summary>
    internal static void Write(FitRowSource rows, string path, bool isLinked, Action<FitBlock>? seen = null)
    {
        Check(rows.FitDimension);
        var source = rows.Source;
        var (tables, fit) = (new UsidAncillary(source.Dimensions), new UsidFitGroup(rows));
        var samples = isLinked ? null : SampleWriter.For(source.Samples, [(ulong)tables.Positions, (ulong)tables.Steps], isSingle: true);
        var channel = new H5Group();
        channel.Attributes["Channel_Input"] = source.Name;
        if (samples is not null)
        {
            samples.Target.Attributes["quantity"] = source.Quantity;
            samples.Target.Attributes["units"] = source.Unit;
            tables.Attach(channel, samples.Target);
            channel["Raw_Data"] = samples.Target;
        }

        var group = $"Raw_Data-{ModelName(rows.Model)}_Fit_000";
        channel[group] = fit.Structure(samples?.Target, path);
        if (source.Provenance.Count > 0) channel["provenance"] = Hdf5Provenance.Write(source.Provenance);
        var measurement = new H5Group { ["Channel_000"] = channel };
        foreach (var (key, value) in source.Metadata)
            Hdf5Values.Add(measurement, key.StartsWith("Measurement_000/", StringComparison.Ordinal) ? key["Measurement_000/".Length..] : key, value);
        var file = new H5File { ["Measurement_000"] = measurement };
        Describe(file, source);
        List<string> paths = [.. fit.DatasetNames.Select(name => $"{Channel}/{group}/{name}")];
        if (samples is not null) paths.AddRange([.. UsidAncillary.Names.Select(name => $"{Channel}/{name}"), $"{Channel}/Raw_Data"]);
        AtomicFile.Write(path, [source], stream =>
        {
            var regions = new RawRegions(stream, file, paths);
            if (samples is not null)
            {
                tables.Fill(regions, Channel);
                samples.Copy(piece => regions.Append($"{Channel}/Raw_Data", piece));
            }

            fit.Fill(regions, $"{Channel}/{group}", seen);
            regions.Complete();
        });
    }

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
