using System.Numerics;
using Spm.Core.Data;
using Spm.Core.Fitting;
using Spm.Core.IO;
using Spm.Core.IO.Usid;

namespace Spm.Core.Tests.IO;

public sealed class UsidResultWriterTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_resonance_fit_is_found_and_scored_by_the_shared_tool()
    {
        _bench.MakeSpectra("sho", "sho.h5", "--rows", "5", "--columns", "6", "--bins", "40");
        var truth = _bench.Numbers("print(*h5py.File('sho.h5')['truth'][()].ravel().tolist())");
        var source = DataFile.Open(_bench["sho.h5"]);
        UsidResultWriter.Write(Sho(source, truth), _bench["fit.h5"]);
        Assert.Contains("within 10 CRB s.d.: 1.0000", _bench.MakeSpectra("check", "sho.h5", "fit.h5"), StringComparison.Ordinal);
        var seen = _bench.RunPython("""
            h = h5py.File('fit.h5')
            c = h['Measurement_000/Channel_000']
            raw, g = c['Raw_Data'], c['Raw_Data-SHO_Fit_000']
            print(raw.shape, raw.dtype, g['Fit'].shape, *g['Fit'].dtype.names, sep='|')
            print(h[raw.attrs['Position_Values']].name, h[raw.attrs['Spectroscopic_Indices']].dtype, h[raw.attrs['Spectroscopic_Values']].dtype, *h[raw.attrs['Spectroscopic_Values']].attrs['labels'])
            print(h[g.attrs['source_000']].name, g.attrs['tool'], g.attrs['num_source_dsets'], g.attrs['last_pixel'], g['completed_fit_positions'][()].sum())
            print(g['Status'].dtype, g['Status'].shape, g['Status'].attrs['codes'][0], g['Verdict'][0, 0], g['Verdict'].attrs['codes'][2], g['Fit']['R2 Criterion'][3, 0], 'kept' in g['Fit'].attrs['R2 Criterion'])
            print(g['Standard_Errors']['Phase [rad]'][1, 0], 'Excluded' in g, h[g['Fit'].attrs['Position_Indices']].shape, h[g['Fit'].attrs['Spectroscopic_Values']].shape)
            """);
        Assert.Equal("""
            (30, 40)|complex64|(30, 1)|Amplitude [V]|Frequency [Hz]|Quality Factor|Phase [rad]|R2 Criterion
            /Measurement_000/Channel_000/Position_Values uint32 float32 Frequency
            /Measurement_000/Channel_000/Raw_Data Spm.Core 1 30 30
            uint8 (30, 1) 0 = Converged 2 2 = NoiseOnly 0.97 True
            0.007 False (30, 2) (1, 1)
            """, seen.TrimEnd());
    }

    [Fact]
    public void The_source_in_a_result_is_opened_again_as_it_was()
    {
        var loops = NsidWriterTests.Loops();
        UsidResultWriter.Write(Loop(loops), _bench["fit.h5"]);
        var again = DataFile.Open(_bench["fit.h5"]);
        Assert.Equal(NsidWriterTests.Real(loops), NsidWriterTests.Real(again));
        Assert.Equal(loops.Dimensions.Select(d => (d.Name, d.Length, d.Unit, d.Kind)), again.Dimensions.Select(d => (d.Name, d.Length, d.Unit, d.Kind)));
        Assert.Equal("Ada µ", again.Metadata["Measurement_000/operator"]);
        Assert.Equal("USID", Assert.Single(DataFile.List(_bench["fit.h5"])).Format);
    }

    [Fact]
    public void A_loop_fit_has_nine_named_parameters_and_the_points_left_out()
    {
        UsidResultWriter.Write(Loop(NsidWriterTests.Loops()), _bench["fit.h5"]);
        var seen = _bench.RunPython("""
            g = h5py.File('fit.h5')['Measurement_000/Channel_000/Raw_Data-Loop_Fit_000']
            print(*g['Fit'].dtype.names, sep='|')
            print(g['Fit'].shape, g['Fit']['b_3'][:, 0], g['Excluded'].shape, g['Excluded'][2, 0], *g['Fit'].attrs['field_symbols'])
            """);
        Assert.Equal("""
            a_0|a_1|a_2|a_3|a_4|b_0|b_1|b_2|b_3|R2 Criterion
            (6, 1) [ 8. 17. 26. 35. 44. 53.] (6, 1, 4) [0 1 0 0] a0 a1 a2 a3 a4 b0 b1 b2 b3
            """, seen.TrimEnd());
    }

    [Fact]
    public void A_fit_along_frequency_keeps_the_remaining_steps_as_columns()
    {
        Dimension[] dimensions =
        [
            new("X", "Position", "m", DimensionKind.Spatial, [0, 1]),
            new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, [-1, 0, 1]),
            new("Frequency", "Frequency", "Hz", DimensionKind.Spectroscopic, [1, 2, 3, 4, 5]),
        ];
        var source = new Dataset("beps", "Response", "V", dimensions, new ComplexMemoryStore([.. Enumerable.Range(0, 30).Select(k => new Complex(k, -k))]));
        UsidResultWriter.Write(Sho(source, [.. Enumerable.Range(0, 24).Select(k => (double)k)]), _bench["fit.h5"]);
        var numbers = _bench.Numbers("""
            g = h5py.File('fit.h5')['Measurement_000/Channel_000']
            f = g['Raw_Data-SHO_Fit_000/Fit']
            print(*f.shape, *f['Frequency [Hz]'].ravel(), *g['Raw_Data-SHO_Fit_000/Spectroscopic_Values'][0], *g['Raw_Data'][1].real)
            """);
        Assert.Equal([2, 3, 1, 5, 9, 13, 17, 21, -1, 0, 1, .. Enumerable.Range(15, 15).Select(k => (double)k)], numbers);
    }

    [Fact]
    public void Another_model_is_written_under_its_own_name_with_units_in_the_members()
    {
        var source = NsidWriterTests.Loops();
        UsidResultWriter.Write(Result("line", source, 2, [new("Slope", "m", "m/V", ""), new("Offset", "b", "", "")], [.. Enumerable.Range(0, 12).Select(k => (double)k)]), _bench["fit.h5"]);
        var seen = _bench.RunPython("print(*h5py.File('fit.h5')['Measurement_000/Channel_000/Raw_Data-Line_Fit_000/Fit'].dtype.names, sep='|')");
        Assert.Equal("Slope [m/V]|Offset|R2 Criterion", seen.TrimEnd());
    }

    [Fact]
    public void A_large_source_is_copied_block_by_block_without_loss()
    {
        Dimension[] dimensions = [new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1, 700)), new("V", "Bias", "V", DimensionKind.Spectroscopic, Dimension.Linear(-1, 1, 3001))];
        var samples = new double[700 * 3001];
        for (var k = 0; k < samples.Length; k++) samples[k] = k * 0.25;
        var source = new Dataset("big", "Q", "V", dimensions, new RealMemoryStore(samples));
        UsidResultWriter.Write(Result("line", source, 1, [new("Offset", "b", "", "")], new double[700]), _bench["fit.h5"]);
        Assert.Equal([700 * 3001, 0], _bench.Numbers("d = h5py.File('fit.h5')['Measurement_000/Channel_000/Raw_Data'][()]; print(d.size, np.abs(d.ravel() - np.arange(d.size) * .25).max())"));
    }

    [Fact]
    public void Arrays_that_do_not_match_the_dimensions_are_refused_before_anything_is_written()
    {
        Assert.Throws<ArgumentException>(() => UsidResultWriter.Write(Sho(NsidWriterTests.Loops(), new double[20]), _bench["fit.h5"]));
        Assert.Empty(Directory.GetFiles(_bench.Folder));
    }

    private static FitResult Sho(Dataset source, double[] values) => Result("sho", source, source.Dimensions.Count - 1,
        [new("Amplitude", "A", "V", ""), new("Resonance", "f0", "Hz", ""), new("Quality factor", "Q", "", ""), new("Phase", "phi", "rad", "", true)], values);

    private static FitResult Loop(Dataset source)
    {
        string[] symbols = ["a0", "a1", "a2", "a3", "a4", "b0", "b1", "b2", "b3"];
        var excluded = new bool[24];
        excluded[9] = true;
        return Result("loop", source, 2, [.. symbols.Select(s => new FitParameter(s, s, "", ""))], [.. Enumerable.Range(0, 54).Select(k => (double)k)], excluded);
    }

    private static FitResult Result(string model, Dataset source, int fitted, FitParameter[] parameters, double[] values, bool[]? excluded = null)
    {
        var fits = values.Length / parameters.Length;
        return new FitResult
        {
            Model = model,
            Parameters = parameters,
            Dimensions = [.. source.Dimensions.Where((_, k) => k != fitted)],
            FitDimension = source.Dimensions[fitted],
            Source = source,
            Values = values,
            StandardErrors = [.. values.Select((_, k) => k * 1e-3)],
            Status = new FitStatus[fits],
            Verdict = [.. Enumerable.Repeat(FitVerdict.NoiseOnly, fits)],
            RSquared = [.. Enumerable.Range(0, fits).Select(k => 1 - k * 0.01)],
            Iterations = new int[fits],
            Excluded = excluded,
            Evaluate = (_, _, _) => { },
        };
    }
}
