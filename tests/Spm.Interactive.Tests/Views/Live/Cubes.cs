using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Spm.Core.Data;
using Spm.Interactive.Views.Live;

namespace Spm.Interactive.Tests.Views.Live;

/// <summary>Random data over a scan, with missing values, and what a browser would read of an answer.</summary>
internal static class Cubes
{
    /// <summary>Nothing is read directly.</summary>
    public static LiveLimits IndexOnly { get; } = LiveLimits.Default with { DirectTime = TimeSpan.FromTicks(-1) };

    /// <summary>Everything is.</summary>
    public static LiveLimits DirectOnly { get; } = LiveLimits.Default with { DirectTime = TimeSpan.FromDays(1) };

    public static Dimension Y(int n) => new("Y", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 1e-6, n));

    public static Dimension X(int n) => new("X", "Position", "m", DimensionKind.Spatial, Dimension.Linear(0, 2e-6, n));

    public static Dimension Bias(int n) => new("DC_Offset", "Bias", "V", DimensionKind.Spectroscopic, Dimension.Linear(-8, 8, n));

    /// <summary>Normal numbers of 10⁻¹², of which a part is not finite.</summary>
    public static Dataset Random(int seed, bool isComplex, double missing, params Dimension[] dimensions)
    {
        var random = new Random(seed);
        double Next() => random.NextDouble() < missing ? (random.NextDouble() < 0.5 ? double.NaN : double.PositiveInfinity) : 1e-12 * (random.NextDouble() - 0.3);
        var count = dimensions.Aggregate(1, (product, d) => product * d.Length);
        SampleStore store = isComplex
            ? new ComplexMemoryStore([.. Enumerable.Range(0, count).Select(_ => new Complex(Next(), Next()))])
            : new RealMemoryStore([.. Enumerable.Range(0, count).Select(_ => Next())]);
        return new("cube", "Response", "m", dimensions, store);
    }

    /// <summary>The same data as if they were in a file.</summary>
    public static Dataset Slow(Dataset data) => new(data.Name, data.Quantity, data.Unit, data.Dimensions, new SlowStore(data.Samples));

    public static JsonObject Ask(this ExplorerAnswers answers, string question) =>
        answers.AnswerAsync(JsonNode.Parse(question)!.AsObject(), TestContext.Current.CancellationToken).GetAwaiter().GetResult();

    public static float[] Singles(JsonNode? text) => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String((string)text!)).ToArray();

    /// <summary>Real samples of one dataset, by the indices of its dimensions.</summary>
    public static Complex At(this Dataset data, params int[] index)
    {
        var offset = 0L;
        for (var k = 0; k < index.Length; k++) offset = offset * data.Dimensions[k].Length + index[k];
        var sample = new Complex[1];
        data.Samples.Read(offset, sample);
        return sample[0];
    }
}
