using Spm.Core.Instruments;

namespace Spm.Core.Tests.Instruments.Contract;

/// <summary>What every <see cref="IPositioning"/> keeps.</summary>
public abstract class PositioningContract
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract Task<Driver> Open();

    [Fact]
    public async Task A_move_returns_where_the_tip_is()
    {
        await using var driver = await Open();
        var tip = driver.As<IPositioning>();
        foreach (var (x, y) in new[] { (1e-6, 2e-6), (0.0, 0.0), (tip.Limits.RangeXM, tip.Limits.RangeYM) })
        {
            var there = await tip.MoveToAsync(x, y, Token);
            Assert.Equal(x, there.XM, 1e-14);
            Assert.Equal(y, there.YM, 1e-14);
            Assert.Equal(there, await tip.GetPositionAsync(Token));
        }
        driver.AssertReadback(3e-6, await tip.SetMoveSpeedAsync(3e-6, Token));
    }

    [Theory]
    [InlineData(-1e-9, 1e-6, "x range")]
    [InlineData(1e-6, 1e-3, "y range")]
    [InlineData(double.NaN, 1e-6, "x range")]
    [InlineData(1e-6, double.PositiveInfinity, "y range")]
    public async Task A_move_out_of_range_is_refused_and_the_tip_stays(double x, double y, string limit)
    {
        await using var driver = await Open();
        var tip = driver.As<IPositioning>();
        var before = await tip.GetPositionAsync(Token);
        Assert.Equal(limit, (await Assert.ThrowsAsync<LimitExceededException>(() => tip.MoveToAsync(x, y, Token))).Limit);
        Assert.Equal(before, await tip.GetPositionAsync(Token));
    }
}
