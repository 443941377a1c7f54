using System.Runtime.InteropServices;
using PureHDF;
using Spm.Core.Fitting;
using Spm.Core.IO.FitFiles;
using Spm.Core.IO.Hdf5;

namespace Spm.Core.IO.Usid;

/// <summary>
/// The group of a fit: <c>Fit</c> and <c>Standard_Errors</c> (compounds of doubles, positions × remaining steps), <c>Status</c>, <c>Verdict</c>,
/// <c>Iterations</c>, <c>completed_fit_positions</c>, <c>Cost</c> where it is known, <c>Excluded</c> (positions × steps × points) where points
/// were left out. The tables of USID are float32; <c>axes</c> keeps every dimension in full, so that the fit can be opened again as it was.
/// </summary>
internal sealed class UsidFitGroup
{
    private readonly FitRowSource _rows;
    private readonly UsidAncillary _tables;
    private readonly IReadOnlyList<string> _names;
    private readonly ulong[] _shape;

    /// <summary>The group for these rows.</summary>
    public UsidFitGroup(FitRowSource rows)
    {
        (_rows, _tables) = (rows, new UsidAncillary(rows.Dimensions));
        _names = UsidFieldNames.Of(rows.Model, rows.Parameters);
        _shape = [(ulong)_tables.Positions, (ulong)_tables.Steps];
    }

    /// <summary>Datasets that <see cref="Fill"/> fills.</summary>
    public IEnumerable<string> DatasetNames
    {
        get
        {
            foreach (var name in UsidAncillary.Names.Concat(["Fit", "Standard_Errors", "Status", "Verdict", "Iterations", "completed_fit_positions"])) yield return name;
            if (_rows.HasCost) yield return "Cost";
            if (_rows.HasExcluded) yield return "Excluded";
        }
    }

    /// <summary>The group with empty datasets.</summary>
    /// <param name="raw">The data in the same file; null when they stay in their own.</param>
    /// <param name="path">Where the file will be, for the way from there to the data.</param>
    public H5Group Structure(H5Dataset? raw, string path)
    {
        var fit = CompoundRows.Empty([.. _names, UsidFieldNames.RSquared], _shape);
        fit.Attributes["quantity"] = "Fit parameters";
        fit.Attributes["units"] = "compound";
        fit.Attributes["field_symbols"] = _rows.Parameters.Select(p => p.Symbol).ToArray();
        fit.Attributes["field_units"] = _rows.Parameters.Select(p => p.Unit).ToArray();
        fit.Attributes["field_titles"] = _rows.Parameters.Select(p => p.Name).ToArray();
        fit.Attributes["field_descriptions"] = _rows.Parameters.Select(p => p.Description).ToArray();
        fit.Attributes["field_is_cyclic"] = _rows.Parameters.Select(p => p.IsCyclic ? 1 : 0).ToArray();
        fit.Attributes["R2 Criterion"] = "R2 = 1 - sum|y-f|^2 / sum|y-mean(y)|^2 over the points kept (not the reference package's criterion)";
        var errors = CompoundRows.Empty(_names, _shape);
        errors.Attributes["quantity"] = "Standard errors of the fit parameters; NaN where they cannot be had";
        var group = new H5Group();
        _tables.Attach(group, fit);
        group["Fit"] = fit;
        group["Standard_Errors"] = errors;
        group["Status"] = Codes<FitStatus>();
        group["Verdict"] = Codes<FitVerdict>();
        group["Iterations"] = new H5Dataset<int[]>(_shape);
        group["completed_fit_positions"] = new H5Dataset<byte[]>([_shape[0]]);
        if (_rows.HasCost) group["Cost"] = new H5Dataset<double[]>(_shape) { Attributes = new() { ["meaning"] = "sum of w|y-f|^2 over the points kept" } };
        if (_rows.HasExcluded)
            group["Excluded"] = new H5Dataset<byte[]>([.. _shape, (ulong)_rows.FitDimension.Length])
            {
                Attributes = new() { ["codes"] = "0 = kept, 1 = left out as not finite or as an outlier; last axis is the fitted dimension" },
            };
        group["axes"] = UsidFitAxes.Write(_rows.Dimensions, _rows.FitDimension, _rows.Source);
        group["provenance"] = Hdf5Provenance.Write(_rows.Provenance);
        group.Attributes = new()
        {
            ["tool"] = "Spm.Core",
            ["num_source_dsets"] = 1L,
            ["last_pixel"] = _tables.Positions,
            ["model"] = _rows.Model,
            ["fit_dimension"] = _rows.FitDimension.Name,
            ["source_name"] = _rows.Source.Name,
            ["source_quantity"] = _rows.Source.Quantity,
            ["source_unit"] = _rows.Source.Unit,
            ["source_is_complex"] = _rows.Source.IsComplex ? 1L : 0L,
            ["version"] = typeof(UsidResultWriter).Assembly.GetName().Version?.ToString(3) ?? "",
        };
        if (raw is not null) group.Attributes["source_000"] = new H5ObjectReference(raw);
        else FitSourceLink.Write(group, _rows.Source, path);
        return group;
    }

    /// <summary>Fills the datasets of the group at a path; every block is shown to <paramref name="seen"/>.</summary>
    public void Fill(RawRegions regions, string group, Action<FitBlock>? seen)
    {
        _tables.Fill(regions, group);
        var completed = new byte[1 << 14];
        completed.AsSpan().Fill(1);
        for (var left = _tables.Positions; left > 0; left -= completed.Length)
            regions.Append($"{group}/completed_fit_positions", completed.AsSpan(0, (int)Math.Min(left, completed.Length)));
        var (count, compound) = (_rows.Parameters.Count, Array.Empty<double>());
        foreach (var block in _rows.Blocks())
        {
            var rows = block.Rows;
            if (compound.Length < block.Count * (count + 1)) compound = new double[block.Count * (count + 1)];
            for (var fit = 0; fit < block.Count; fit++)
            {
                rows.Values.Slice(fit * count, count).CopyTo(compound.AsSpan(fit * (count + 1)));
                compound[fit * (count + 1) + count] = rows.RSquared[fit];
            }

            regions.Append($"{group}/Fit", MemoryMarshal.AsBytes(compound.AsSpan(0, block.Count * (count + 1))));
            regions.Append($"{group}/Standard_Errors", MemoryMarshal.AsBytes(rows.StandardErrors));
            regions.Append($"{group}/Status", MemoryMarshal.AsBytes(rows.Status));
            regions.Append($"{group}/Verdict", MemoryMarshal.AsBytes(rows.Verdict));
            regions.Append($"{group}/Iterations", MemoryMarshal.AsBytes(rows.Iterations));
            if (_rows.HasCost) regions.Append($"{group}/Cost", MemoryMarshal.AsBytes(rows.Cost));
            if (_rows.HasExcluded) regions.AppendMostlyZero($"{group}/Excluded", MemoryMarshal.AsBytes(rows.Excluded));
            seen?.Invoke(block);
        }
    }

    private H5Dataset<byte[]> Codes<T>() where T : struct, Enum => new(_shape)
    {
        Attributes = new() { ["codes"] = Enum.GetValues<T>().Select(c => $"{(byte)(object)c} = {c}").ToArray() },
    };
}
