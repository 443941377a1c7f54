using Microsoft.DotNet.Interactive.Formatting;

namespace Spm.Notebook.Tests;

public class BundleFormatterTests
{
    private record Sample(string Name);

    private sealed record Special(string Name) : Sample(Name);

    private sealed record Unknown;

    public BundleFormatterTests() =>
        BundleFormatter.Register<Sample>(s => new MimeBundle($"sample {s.Name}").With(MimeTypes.Html, $"<b>{s.Name}</b>"), MimeTypes.Html);

    [Fact]
    public void A_derived_type_looks_like_its_base() => Assert.Equal("sample x", BundleFormatter.TryFormat(new Special("x"))!.Text);

    [Fact]
    public void A_type_nobody_registered_has_no_bundle() => Assert.Null(BundleFormatter.TryFormat(new Unknown()));

    [Fact]
    public void The_same_registration_serves_the_formatters_of_DotNet_Interactive()
    {
        Assert.Equal("<b>y</b>", new Sample("y").ToDisplayString(MimeTypes.Html));
        Assert.Equal("sample y", new Sample("y").ToDisplayString(MimeTypes.Text));
    }
}
