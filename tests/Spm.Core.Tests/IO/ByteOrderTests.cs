using System.Numerics;
using Spm.Core.IO;

namespace Spm.Core.Tests.IO;

public sealed class ByteOrderTests : IDisposable
{
    private readonly Workbench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(">f8", "")]
    [InlineData(">f4", "")]
    [InlineData(">f2", "")]
    [InlineData(">i2", "")]
    [InlineData(">u4", "")]
    [InlineData(">i8", "")]
    [InlineData("<f8", "")]
    [InlineData("<i2", ", chunks=(2, 2), compression='gzip'")]
    [InlineData(">f8", ", chunks=(2, 2), compression='gzip', shuffle=True")]
    public void Numbers_of_either_byte_order_are_the_numbers_that_were_written(string type, string storage)
    {
        _bench.RunPython(NsidReaderTests.Nsid + $"write('t.h5', np.arange(6.).reshape(2, 3).astype('{type}'), [('y', 'SPATIAL'), ('t', 'SPECTRAL')]{storage})");
        var values = new double[6];
        DataFile.Open(_bench["t.h5"]).ReadPixels(0, values);
        Assert.Equal([0, 1, 2, 3, 4, 5], values);
    }

    [Theory]
    [InlineData(">c16", "")]
    [InlineData(">c8", "")]
    [InlineData("<c8", ", chunks=(1, 2), compression='gzip'")]
    [InlineData(">c16", ", chunks=(1, 2), compression='gzip'")]
    public void Complex_numbers_of_either_byte_order_are_the_numbers_that_were_written(string type, string storage)
    {
        _bench.RunPython(NsidReaderTests.Nsid + $"write('t.h5', np.array([[1+2j, 3-4j, -.5j]]).astype('{type}'), [('y', 'SPATIAL'), ('t', 'SPECTRAL')]{storage})");
        var values = new Complex[3];
        DataFile.Open(_bench["t.h5"]).ReadPixels(0, values);
        Assert.Equal([new(1, 2), new(3, -4), new(0, -0.5)], values);
    }

    [Fact]
    public void A_dimension_scale_of_the_other_byte_order_has_its_values()
    {
        _bench.RunPython(NsidReaderTests.Nsid + """
            write('t.h5', np.arange(6.).reshape(2, 3), [('y', 'SPATIAL'), ('t', 'SPECTRAL')])
            with h5py.File('t.h5', 'a') as h:
                s = h['g/main'].create_dataset('big', data=np.array([1, 2, 4], '>f4'))
                s.make_scale('big')
                d = h['g/main/main']
                d.dims[1].detach_scale(h['g/main/t'])
                d.dims[1].attach_scale(s)
            """);
        Assert.Equal([1, 2, 4], DataFile.Open(_bench["t.h5"]).Dimensions[1].Values);
    }
}
