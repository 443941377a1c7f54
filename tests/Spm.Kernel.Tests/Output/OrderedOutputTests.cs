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

    [Fact]
    public void A_line_after_a_pause_goes_at_once_and_the_lines_after_it_go_together()
    {
        var sink = new RecordedOutput();
        var output = new OrderedOutput(sink);
        output.Write(StreamName.Stdout, "first", endLine: true);
        Assert.Equal("first\n", sink.Stdout);
        for (var i = 0; i < 10_000; i++) output.Write(StreamName.Stdout, "more", endLine: true);
        output.End();
        Assert.Equal("first\n".Length + 10_000 * "more\n".Length, sink.Stdout.Length);
        // One message in 50 ms at most, and this takes some.
        Assert.InRange(sink.Events.Count, 2, 200);
    }
}
