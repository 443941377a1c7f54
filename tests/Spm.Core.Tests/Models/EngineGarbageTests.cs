using Spm.Core.Fitting;

namespace Spm.Core.Tests.Models;

/// <summary>Whatever the data hold, every row gets a status and a verdict, and nothing throws or hangs.</summary>
public class EngineGarbageTests
{
    private static readonly double[] _odd =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, double.Epsilon, -double.Epsilon, double.MaxValue, double.MinValue, 1e-310, 1e300, -1e300, 1, -1, 1e150, 1e-150];

    [Fact]
    public void A_hundred_thousand_rows_of_garbage_all_get_a_status()
    {
        Check(EngineModels.Line, EngineData.Axis(-5, 5, 12), 90_000, new());
        Check(EngineModels.Decay, EngineData.Axis(0, 5, 12), 6_000, new());
        Check(EngineModels.SearchedPeak, EngineData.Axis(-5, 5, 12), 2_000, new() { Start = new Dictionary<string, double> { ["a"] = 1, ["m"] = 0, ["s"] = 1, ["c"] = 0 } });
        Check(EngineModels.Pole, EngineData.Axis(-5, 5, 12), 2_000, new() { Start = new Dictionary<string, double> { ["m"] = 0, ["w"] = 1 } });
        Check(EngineModels.Decay, EngineData.Axis(0, 5, 12), 1_000, new() { Loss = FitLoss.Huber });
        Check(EngineModels.Decay, EngineData.Axis(0, 5, 12), 1_000, new() { Loss = FitLoss.Cauchy, Noise = 0.1 });
    }

    private static void Check(FitModel model, double[] x, int count, ModelFitOptions options)
    {
        var random = new Random(11);
        var width = x.Length * (model.IsComplex ? 2 : 1);
        var y = new double[count * width];
        for (var k = 0; k < count; k++)
        {
            var row = y.AsSpan(k * width, width);
            var kind = random.Next(6);
            var scale = Math.Pow(10, 40 * random.NextDouble() - 20);
            foreach (ref var value in row)
            {
                value = kind switch
                {
                    0 => _odd[random.Next(_odd.Length)],
                    1 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
                    2 => scale,
                    3 => random.Next(4) == 0 ? _odd[random.Next(_odd.Length)] : scale * random.NextDouble(),
                    4 => scale * EngineData.Normal(random),
                    _ => random.Next(width) == 0 ? scale : 0,
                };
            }
        }
        var rows = EngineRows.Fit(model, x, y, options);
        for (var k = 0; k < count; k++)
        {
            Assert.True(Enum.IsDefined(rows.Status[k]) && Enum.IsDefined(rows.Verdict[k]));
            if (rows.Verdict[k] != FitVerdict.Good) continue;
            foreach (var value in rows.Values.AsSpan(k * model.Parameters.Count, model.Parameters.Count)) Assert.True(double.IsFinite(value), $"Row {k} is good with {value}.");
        }
    }
}
