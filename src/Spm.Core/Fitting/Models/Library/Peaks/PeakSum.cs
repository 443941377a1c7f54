using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>What lies under a signal: an offset, or a straight line.</summary>
internal interface IBaseline
{
    /// <summary>Number of parameters, all linear.</summary>
    static abstract int Parameters { get; }

    /// <summary>The baseline at x.</summary>
    static abstract T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>;
}

/// <summary>c.</summary>
internal readonly struct ConstantBaseline : IBaseline
{
    public static int Parameters => 1;

    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0];
}

/// <summary>c + s x.</summary>
internal readonly struct LineBaseline : IBaseline
{
    public static int Parameters => 2;

    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T> => p[0] + p[1] * x;
}

/// <summary>Σ h_k shape((x − x_k)/w_k) + baseline: as many peaks as there are parameters for.</summary>
internal readonly struct PeakSum<TShape, TBaseline> : IModelFunction where TShape : struct, IPeakShape where TBaseline : struct, IBaseline
{
    public static T Value<T>(T x, ReadOnlySpan<T> p) where T : struct, IReal<T>
    {
        var peaks = p.Length - TBaseline.Parameters;
        var sum = TBaseline.Value(x, p[peaks..]);
        for (var k = 0; k < peaks; k += TShape.Parameters)
            sum += p[k + 2] * TShape.Value((x - p[k]) / p[k + 1], p.Slice(k + 3, TShape.Parameters - 3));
        return sum;
    }
}
