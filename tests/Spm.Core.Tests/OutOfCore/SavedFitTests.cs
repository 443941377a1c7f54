using Spm.Core.Fitting;
using Spm.Core.IO;
using Spm.Core.Tests.IO;

namespace Spm.Core.Tests.OutOfCore;

/// <summary>The file of a fit as other programs read it, and damaged ones.</summary>
public sealed class SavedFitTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void H5py_reads_the_fit_of_any_model_with_names_and_units()
    {
        var plan = ModelFitter.Plan(FileFits.Decays(), ModelCatalogue.Find("exponential"));
        FileFits.Run(plan, _bench["fit.h5"]);
        var fit = FitRunner.Run(plan, cancel: TestContext.Current.CancellationToken);
        var seen = _bench.RunPython("""
            g = h5py.File('fit.h5')['Measurement_000/Channel_000/Raw_Data-Exponential_Fit_000']
            print(*g['Fit'].dtype.names, sep='|')
            print(g['Fit'].shape, g.attrs['model'], g['completed_fit_positions'][()].sum(), g['Cost'].shape, *g['Fit'].attrs['field_symbols'])
            print(repr(float(g['Fit'][g['Fit'].dtype.names[0]][5, 0])))
            """).TrimEnd().Split('\n');
        Assert.Equal(string.Join('|', fit.Parameters.Select(p => $"{p.Name} [{p.Unit}]").Append("R2 Criterion")), seen[0]);
        Assert.Equal($"(24, 1) exponential 24 (24, 1) {string.Join(' ', fit.Parameters.Select(p => p.Symbol))}", seen[1]);
        Assert.Equal(fit.ParametersOf(5)[0], double.Parse(seen[2]));
    }

    [Fact]
    public void The_shared_tool_scores_a_fit_made_block_by_block()
    {
        _bench.MakeSpectra("sho", "sho.h5", "--rows", "20", "--columns", "30", "--bins", "80", "--seed", "5");
        FileFits.Run(ShoFitter.Plan(DataFile.Open(_bench["sho.h5"])), _bench["fit.h5"]);
        Assert.Contains("within 10 CRB s.d.: 1.0000", _bench.MakeSpectra("check", "sho.h5", "fit.h5"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_fit_is_refused_as_one()
    {
        _bench.MakeSpectra("sho", "sho.h5", "--rows", "2", "--columns", "2");
        Assert.False(FitFile.IsFit(_bench["sho.h5"]));
        Assert.Contains("a fit written by this program", Assert.Throws<DataFileException>(() => FitFile.Open(_bench["sho.h5"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("del g['Status']", "a dataset 'Measurement_000/Channel_000/Raw_Data-SHO_Fit_000/Status'")]
    [InlineData("g['Status'][3, 0] = 9", "9 at fit 3")]
    [InlineData("del g['Iterations']; g['Iterations'] = np.zeros(7, 'i4')", "60 rows of 1 numbers in 'Iterations'")]
    [InlineData("del g['axes/02'].attrs['axis_unit']", "an attribute 'axis_unit' of axis '02'")]
    [InlineData("del g['axes/02']", "one fitted dimension in the axes")]
    [InlineData("del g['Fit'].attrs['field_units']", "an attribute 'field_units' of 'Fit'")]
    [InlineData("g['Fit'].attrs['field_units'] = ['V']", "4 parameters in every attribute and member of 'Fit'")]
    public void A_damaged_fit_says_what_is_missing(string damage, string expected)
    {
        FileFits.Run(ShoFitter.Plan(FileFits.Spectra()), _bench["fit.h5"]);
        _bench.RunPython($"h = h5py.File('fit.h5', 'r+'); g = h['Measurement_000/Channel_000/Raw_Data-SHO_Fit_000']; {damage}");
        Assert.Contains(expected, Assert.Throws<DataFileException>(() => FitFile.Open(_bench["fit.h5"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fit_repacked_in_chunks_is_read_all_the_same()
    {
        FileFits.Run(ShoFitter.Plan(FileFits.Spectra()), _bench["fit.h5"]);
        _bench.RunPython("""
            h = h5py.File('fit.h5', 'r+'); g = h['Measurement_000/Channel_000/Raw_Data-SHO_Fit_000']
            for name in ('Fit', 'Standard_Errors', 'Status'):
                data, attrs = g[name][()], dict(g[name].attrs)
                del g[name]
                d = g.create_dataset(name, data=data, chunks=(7, 1), compression='gzip')
                for k, v in attrs.items(): d.attrs[k] = v
            """);
        FileFits.AssertSame(ShoFitter.Fit(FileFits.Spectra(), cancel: TestContext.Current.CancellationToken), FitFile.Open(_bench["fit.h5"]));
    }

    [Fact]
    public void A_place_where_nothing_can_be_written_is_told_before_the_fit()
    {
        Assert.Throws<DataFileException>(() => FileFits.Run(ShoFitter.Plan(FileFits.Spectra()), "/proc/fit.h5"));
        Assert.Throws<DataFileException>(() => FileFits.Run(ShoFitter.Plan(FileFits.Spectra()), _bench.Folder));
        Assert.Throws<DataFileException>(() => FileFits.Run(ShoFitter.Plan(FileFits.Spectra(sourcePath: _bench["fit.h5"])), _bench["fit.h5"]));
    }
}
