using Spm.Interactive.Views;

namespace Spm.Interactive.Tests.Views;

public sealed class UncertainQuantityTests
{
    [Theory]
    [InlineData(350123, 51, "Hz", "350.123 ± 0.051 kHz")]
    [InlineData(3.00912, 0.0301, "V", "3.009 ± 0.030 V")]
    [InlineData(1.5e-12, 0.4e-12, "m", "1.50 ± 0.40 pm")]
    [InlineData(0.02, 3, "V", "0.0 ± 3.0 V")]
    [InlineData(-9.17e-5, 1.3e-6, "a.u.", "(-9.17 ± 0.13)e-5 a.u.")]
    [InlineData(2.5e7, 1e5, "", "(2.500 ± 0.010)e7")]
    [InlineData(110, double.NaN, "", "110.0")]
    [InlineData(double.NaN, 1, "V", "NaN V")]
    public void The_error_decides_the_digits(double value, double error, string unit, string text) =>
        Assert.Equal(text, UncertainQuantity.Format(value, error, unit));
}
