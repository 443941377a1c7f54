using System.Globalization;
using Microsoft.DotNet.Interactive.Formatting;

namespace Spm.Notebook.Tests;

public class BundleFormatterTests
{
    private record Sample(string Name);

    private sealed record Special(string Name) : Sample(Name);

    private sealed record Unknown;

    private sealed record Half;

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

    [Fact]
    public void A_host_with_a_decimal_comma_gets_a_decimal_point_and_keeps_its_culture()
    {
        BundleFormatter.Register<Half>(_ => new MimeBundle($"{0.5:F1}"));
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal("0.5", new Half().ToDisplayString(MimeTypes.Text));
            Assert.Same(comma, CultureInfo.CurrentCulture);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
