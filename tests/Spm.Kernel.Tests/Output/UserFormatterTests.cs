using Microsoft.DotNet.Interactive.Formatting;
using Spm.Kernel.Output;
using Spm.Notebook;

namespace Spm.Kernel.Tests.Output;

public class UserFormatterTests
{
    [Fact]
    public void What_a_person_registers_comes_before_what_the_kernel_and_an_extension_know()
    {
        BundleFormatter.Register<Probe>(p => new MimeBundle("extension").With(MimeTypes.Html, "<i>extension</i>"), MimeTypes.Html);
        Assert.Equal("extension", ValueFormatter.Format(new Probe(1)).Text);

        Formatter.Register<Probe>(p => $"<b>{p.Number}</b>", MimeTypes.Html);
        var bundle = ValueFormatter.Format(new Probe(2));
        Assert.Equal("<b>2</b>", bundle.Data[MimeTypes.Html]);
        Assert.Equal("Probe { Number = 2 }", bundle.Text);
    }

    [Fact]
    public void A_registration_for_an_interface_serves_its_types()
    {
        Formatter.Register<IMarked>(m => "marked");
        Assert.Equal(["text/plain"], ValueFormatter.Format(new Marked()).Data.Keys);
        Assert.Equal("marked", ValueFormatter.Format(new Marked()).Text);
    }

    private sealed record Probe(int Number);

    private interface IMarked;

    private sealed class Marked : IMarked;
}
