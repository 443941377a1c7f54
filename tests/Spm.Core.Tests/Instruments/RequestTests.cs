using CsCheck;
using Spm.Core.Instruments;

namespace Spm.Core.Tests.Instruments;

public class RequestTests
{
    private static readonly InstrumentLimits Limits = new();

    [Fact]
    public void Bias_is_a_triangle_from_zero_up_that_meets_both_extremes() =>
        Gen.Select(Gen.Int[2, 64], Gen.Double[0.1, 10]).ForAll((quarter, max) =>
        {
            var biases = new LoopRequest { StepsPerCycle = 4 * quarter, MaxBiasV = max }.BiasesV();
            var step = max / quarter;
            Assert.Equal(0, biases[0]);
            Assert.Equal(max, biases[quarter], 1e-12);
            Assert.Equal(0, biases[2 * quarter], 1e-12);
            Assert.Equal(-max, biases[3 * quarter], 1e-12);
            for (var i = 1; i < biases.Length; i++) Assert.Equal(step, Math.Abs(biases[i] - biases[i - 1]), 1e-12);
        });

    [Fact]
    public void Pixels_are_square_centred_and_span_the_size() =>
        Gen.Select(Gen.Int[1, 100], Gen.Int[1, 100], Gen.Double[1e-8, 2e-6]).ForAll((rows, columns, size) =>
        {
            var request = new BandExcitationRequest { Rows = rows, Columns = columns, SizeM = size, CenterXM = 2e-6, CenterYM = 3e-6 };
            var (x, y) = (request.ColumnPositionsM(Limits), request.RowPositionsM(Limits));
            Assert.Equal(2e-6, x.Average(), 1e-15);
            Assert.Equal(3e-6, y.Average(), 1e-15);
            Assert.Equal(size, Math.Max(x[^1] - x[0], y[^1] - y[0]) + request.PixelM, 1e-15);
        });

    [Fact]
    public void Default_requests_and_a_frame_that_fills_the_range_are_allowed()
    {
        new ImageRequest { SizeM = 5e-6 }.Check(Limits);
        new BandExcitationRequest().Check(Limits);
        new LoopRequest().Check(Limits);
    }

    public static TheoryData<GridRequest, string> Impossible => new()
    {
        { new LoopRequest { Rows = 0 }, "Rows must be 1 to 4096, got 0. Try: Rows = 20" },
        { new LoopRequest { SizeM = double.NaN }, "SizeM must be 1 nm to 1 mm, got NaN m." },
        { new LoopRequest { StepsPerCycle = 63 }, "StepsPerCycle must be a multiple of 4, got 63. Try: StepsPerCycle = 64" },
        { new LoopRequest { Cycles = 0 }, "Cycles must be 1 to 1000, got 0." },
        { new LoopRequest { Rows = 400, Columns = 400 }, "Measure fewer pixels" },
        { new LoopRequest { Field = (LoopField)7 }, "Field must be OffField, InField or Both, got 7." },
        { new BandExcitationRequest { Bins = 2 }, "Bins must be 8 to 65536, got 2." },
        { new BandExcitationRequest { BandwidthHz = -1 }, "BandwidthHz must be 1 Hz to 2 MHz, got -1 Hz." },
        { new ImageRequest { Channels = [] }, "No channels" },
    };

    [Theory]
    [MemberData(nameof(Impossible), DisableDiscoveryEnumeration = true)]
    public void An_impossible_request_says_what_would_be_right(GridRequest request, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => request.Check(Limits));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<GridRequest, string, double> TooMuch => new()
    {
        { new LoopRequest { MaxBiasV = 12 }, "bias", 12 },
        { new LoopRequest { MaxBiasV = double.NaN }, "bias", double.NaN },
        { new ImageRequest { BiasV = -10.5 }, "bias", -10.5 },
        { new BandExcitationRequest { BiasV = double.PositiveInfinity }, "bias", double.PositiveInfinity },
        { new BandExcitationRequest { AcAmplitudeV = 6 }, "excitation amplitude", 6 },
        { new BandExcitationRequest { CenterHz = 20e3 }, "frequency", -10e3 },
        { new BandExcitationRequest { CenterHz = 2.5e6 }, "frequency", 2.47e6 },
        { new BandExcitationRequest { CenterXM = 0.5e-6 }, "x range", -0.5e-6 },
        { new BandExcitationRequest { CenterYM = 4.5e-6 }, "y range", 5.5e-6 },
    };

    [Theory]
    [MemberData(nameof(TooMuch), DisableDiscoveryEnumeration = true)]
    public void A_request_beyond_a_limit_names_the_limit_and_the_value(GridRequest request, string limit, double asked)
    {
        var error = Assert.Throws<LimitExceededException>(() => request.Check(Limits));
        Assert.Equal(limit, error.Limit);
        if (double.IsFinite(asked)) Assert.Equal(asked, error.Asked, 1e-6 * Math.Abs(asked));
        else Assert.Equal(asked, error.Asked);
    }

    [Fact]
    public void Limit_message_is_in_readable_units()
    {
        var error = new LimitExceededException("x range", 5.5e-6, 0, 5e-6, "m");
        Assert.StartsWith("The x range limit allows 0 m to 5 µm, 5.5 µm was asked for. Nothing was done.", error.Message, StringComparison.Ordinal);
    }
}
