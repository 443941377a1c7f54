using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views;

public class MinusTests
{
    [Theory]
    [InlineData("-3.000 V", "−3.000 V")]
    [InlineData("(-9.17 ± 0.13)e-5 a.u.", "(−9.17 ± 0.13)e−5 a.u.")]
    [InlineData("from -2.327 nm to -∞", "from −2.327 nm to −∞")]
    [InlineData("band-excitation on 2026-11-22, scan-3.h5, V-", "band-excitation on 2026-11-22, scan-3.h5, V-")]
    public void Only_the_hyphen_of_a_number_becomes_a_minus_sign(string words, string typeset) => Assert.Equal(typeset, Minus.Typeset(words));
}
