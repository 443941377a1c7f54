using System.Globalization;
using Spm.Kernel.Engine;
using Spm.Kernel.Output;
using Spm.Kernel.Tests.Engine;

namespace Spm.Kernel.Tests.Output;

public class OrderedOutputTests
{
    [Fact]
    public void Text_without_end_is_cut_and_the_rest_is_counted()
    {
        var sink = new RecordedOutput();
        var output = new OrderedOutput(sink);
        var line = new string('x', 1 << 20);
        for (var i = 0; i < 70; i++) output.Write(StreamName.Stdout, line);
        output.End();
        Assert.Equal(OrderedOutput.MostCharacters, sink.Stdout.Length);
        Assert.Contains((6 << 20).ToString("#,0", CultureInfo.InvariantCulture) + " more were dropped", sink.Stderr);
    }
}
