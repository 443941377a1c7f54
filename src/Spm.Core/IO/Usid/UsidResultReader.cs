using System.Runtime.InteropServices;
using PureHDF;
using PureHDF.VOL.Native;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO.Hdf5;

namespace Spm.Core.IO.Usid;

/// <summary>Reads a fit that <see cref="UsidResultWriter"/> or <see cref="FitToFile"/> has written back into a <see cref="FitResult"/>.</summary>
internal static class UsidResultReader
{
    /// <summary>Paths of the groups that hold a fit of ours, in the file's order.</summary>
    public static List<string> Groups(Hdf5File file) =>
        [.. file.Datasets().Where(d => d.Path.EndsWith("/Fit", StringComparison.Ordinal) && d.Dataset.Type.Class == H5DataTypeClass.Compound)
            .Select(d => d.Path[..^"/Fit".Length])
            .Where(path => file.Find(path) is NativeGroup group && Hdf5Attributes.Text(group, "tool") == "Spm.Core" && group.LinkExists("axes"))];

    /// <summary>Reads the fit of a group.</summary>
    /// <exception cref="DataFileException">Something is missing or does not fit together.</exception>
    public static FitResult Read(Hdf5File file, string path)
    {
        var group = (NativeGroup)file.Find(path)!;
        var (dimensions, fitted, ofSource) = UsidFitAxes.Read(file.Path, group);
        var count = dimensions.Aggregate(1L, (product, d) => checked(product * d.Length));
        var model = Hdf5Attributes.Text(group, "model") ?? throw new DataFileException(file.Path, null, $"an attribute 'model' of '{path}'", "none");
        var parameters = Parameters(file.Path, Member(file, path, "Fit"));
        if (count * (parameters.Count + 1) > Array.MaxLength)
            throw new DataFileException(file.Path, null, $"at most {Array.MaxLength / (parameters.Count + 1)} fits to hold in memory", $"{count}");
        var fits = (int)count;
        var (values, rSquared) = (new double[fits * parameters.Count], new double[fits]);
        Rows<double>(file, path, "Fit", fits, parameters.Count + 1, (first, rows) =>
        {
            for (var k = 0; k * (parameters.Count + 1) < rows.Length; k++)
            {
                rows.Slice(k * (parameters.Count + 1), parameters.Count).CopyTo(values.AsSpan((first + k) * parameters.Count));
                rSquared[first + k] = rows[k * (parameters.Count + 1) + parameters.Count];
            }
        });
        return new()
        {
            Model = model,
            Parameters = parameters,
            Dimensions = dimensions,
            FitDimension = fitted,
            Source = Source(file, path, group, ofSource),
            Values = values,
            StandardErrors = All<double>(file, path, "Standard_Errors", fits, parameters.Count),
            Status = Codes<FitStatus>(file, path, "Status", fits),
            Verdict = Codes<FitVerdict>(file, path, "Verdict", fits),
            RSquared = rSquared,
            Iterations = All<int>(file, path, "Iterations", fits, 1),
            Cost = group.LinkExists("Cost") ? All<double>(file, path, "Cost", fits, 1) : null,
            Excluded = group.LinkExists("Excluded") && count * fitted.Length <= Array.MaxLength ? All<bool>(file, path, "Excluded", fits, fitted.Length) : null,
            Provenance = Hdf5Provenance.Read(group),
            Evaluate = SavedModel.Evaluate(model, fitted),
        };
    }

    private static Dataset Source(Hdf5File file, string path, NativeGroup group, List<Dimension> dimensions)
    {
        string Text(string name) => Hdf5Attributes.Text(group, name) ?? "";
        var samples = dimensions.Aggregate(1L, (product, d) => checked(product * d.Length));
        var isComplex = group.AttributeExists("source_is_complex") && Hdf5Attributes.Value(group.Attribute("source_is_complex")) is 1L;
        (Dataset? data, string why) = group.AttributeExists("source_000")
            ? (DataFile.Open(file.Path, $"{path[..path.LastIndexOf('/')]}/Raw_Data"), "")
            : FitSourceLink.Open(file.Path, group);
        if (data is not null && data.Samples.Length != samples)
        {
            why = $"{data.SourcePath} holds {data.Samples.Length} samples where {samples} were fitted";
            data = null;
        }

        return new(Text("source_name"), Text("source_quantity"), Text("source_unit"), dimensions, data?.Samples ?? new MissingSamples(file.Path, samples, isComplex, why), data?.Metadata, data?.Provenance)
        {
            SourcePath = data?.SourcePath,
        };
    }

    private static List<FitParameter> Parameters(string path, NativeDataset fit)
    {
        string[] Texts(string name) => Hdf5Attributes.Texts(fit, name) ?? throw new DataFileException(path, null, $"an attribute '{name}' of 'Fit'", "none");
        var (symbols, units, titles, descriptions) = (Texts("field_symbols"), Texts("field_units"), Texts("field_titles"), Texts("field_descriptions"));
        var cyclic = Hdf5Attributes.Value(fit.Attribute("field_is_cyclic")) as long[] ?? [];
        var lengths = new[] { units.Length, titles.Length, descriptions.Length, cyclic.Length, fit.Type.Compound.Members.Length - 1 };
        if (lengths.Any(n => n != symbols.Length)) throw new DataFileException(path, null, $"{symbols.Length} parameters in every attribute and member of 'Fit'", string.Join(", ", lengths));
        return [.. symbols.Select((symbol, k) => new FitParameter(titles[k], symbol, units[k], descriptions[k], cyclic[k] != 0))];
    }

    private static T[] Codes<T>(Hdf5File file, string path, string name, int fits) where T : unmanaged, Enum
    {
        var codes = All<byte>(file, path, name, fits, 1);
        var unknown = Array.FindIndex(codes, c => !Enum.IsDefined(typeof(T), c));
        if (unknown >= 0) throw new DataFileException(file.Path, null, $"codes of '{path}/{name}' up to {Enum.GetValues<T>().Length - 1}", $"{codes[unknown]} at fit {unknown}");
        return MemoryMarshal.Cast<byte, T>(codes).ToArray();
    }

    private static T[] All<T>(Hdf5File file, string path, string name, int fits, int columns) where T : unmanaged
    {
        var all = new T[checked(fits * columns)];
        Rows<T>(file, path, name, fits, columns, (first, rows) => rows.CopyTo(all.AsSpan(first * columns)));
        return all;
    }

    private static void Rows<T>(Hdf5File file, string path, string name, int fits, int columns, StoredRows.Taker<T> take) where T : unmanaged =>
        StoredRows.Read(file, Member(file, path, name), fits, columns, take);

    private static NativeDataset Member(Hdf5File file, string path, string name) =>
        file.Find($"{path}/{name}") as NativeDataset ?? throw new DataFileException(file.Path, null, $"a dataset '{path}/{name}'", "none");
}
