using System.Xml.Linq;
using CsCheck;
using Spm.Kernel.Notebooks.Html;

namespace Spm.Kernel.Tests.Notebooks;

public class MathMarkupTests
{
    private static readonly string[] Pieces = [@"\frac", @"\sqrt", "{", "}", "^", "_", @"\left(", @"\right)", @"\begin{matrix}", @"\end{matrix}", "&", @"\\", "x", "12", "[", "]", "'", @"\sum", @"\text", "<", "\\", " ", "😀", @"\mathrm"];

    [Theory]
    [InlineData("f_0^2", "<msubsup><mi>f</mi><mn>0</mn><mn>2</mn></msubsup>")]
    [InlineData(@"\frac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>")]
    [InlineData(@"\alpha - 1.5", "<mi>α</mi><mo>−</mo><mn>1.5</mn>")]
    [InlineData(@"\sqrt[3]{x}", "<mroot><mrow><mi>x</mi></mrow><mrow><mn>3</mn></mrow></mroot>")]
    [InlineData(@"\mathrm{nm}", "<mi mathvariant=\"normal\">nm</mi>")]
    [InlineData(@"\unknown{x}", @"<mtext>\unknown</mtext><mrow><mi>x</mi></mrow>")]
    public void Formulae_become_MathML(string tex, string inside) => Assert.Equal(inside, Inside(tex));

    [Fact]
    public void Rows_and_columns_become_a_table()
    {
        var math = XElement.Parse(MathMarkup.ToMathMl(@"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", display: true));
        Assert.Equal(2, math.Descendants("mtr").Count());
        Assert.Equal(["a", "b", "c", "d"], math.Descendants("mtd").Select(d => d.Value));
        Assert.Equal(["(", ")"], math.Descendants("mo").Where(o => (string?)o.Attribute("fence") == "true").Select(o => o.Value));
    }

    [Fact]
    public void Every_formula_however_broken_is_well_formed_markup() =>
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 25].Select(pieces => string.Concat(pieces)).ForAll(tex => { XElement.Parse(MathMarkup.ToMathMl(tex, false)); });

    [Theory]
    [InlineData("{")]
    [InlineData(@"\sqrt")]
    [InlineData(@"\begin{matrix}")]
    [InlineData(@"\left(")]
    [InlineData("x^")]
    [InlineData(@"\mathrm{")]
    public void Hostile_nesting_does_not_end_the_program(string unit) =>
        Assert.StartsWith("<math", MathMarkup.ToMathMl(string.Concat(Enumerable.Repeat(unit, 20_000)), false), StringComparison.Ordinal);

    private static string Inside(string tex)
    {
        var row = XElement.Parse(MathMarkup.ToMathMl(tex, false)).Elements().Single();
        return string.Concat(row.Elements().Select(e => e.ToString(SaveOptions.DisableFormatting)));
    }
}
