namespace Spm.Core.Fitting.Models;

/// <summary>
/// Which branch of a loop each point of a bias sweep lies on. A point belongs to the branch on which the sweep leaves it, the
/// sweep being taken as a cycle: the highest bias starts the falling branch V1, the lowest the rising branch V2. Where the bias is
/// held at a turn, the first half of the points there ends one branch and the rest starts the other. This is what rolling a sweep
/// that starts at 0 V going up by −N/4 does, and it holds for any starting point.
/// </summary>
public static class LoopDirection
{
    /// <summary>A jump from the last bias to the first longer than this many of the longest steps is not a step of the cycle.</summary>
    private const double ClosingStepLimit = 1.5;

    /// <summary>Fills <paramref name="falling"/> with true where a point lies on the falling branch.</summary>
    /// <param name="biasesV">Bias in the order measured, V; [point].</param>
    /// <param name="falling">[point].</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Classify(ReadOnlySpan<double> biasesV, Span<bool> falling)
    {
        if (falling.Length != biasesV.Length)
            throw new ArgumentException($"{biasesV.Length} biases need as many flags, got {falling.Length}.", nameof(falling));
        var isClosed = IsClosed(biasesV);
        for (var i = 0; i < biasesV.Length; i++)
            falling[i] = IsFalling(biasesV, i, isClosed);
    }

    /// <summary>True when point <paramref name="index"/> of the sweep lies on the falling branch.</summary>
    public static bool IsFalling(ReadOnlySpan<double> biasesV, int index) => IsFalling(biasesV, index, IsClosed(biasesV));

    private static bool IsFalling(ReadOnlySpan<double> biasesV, int index, bool isClosed)
    {
        var (arriving, before) = NextStep(biasesV, index, -1, isClosed);
        var (leaving, after) = NextStep(biasesV, index, 1, isClosed);
        var endsBranch = leaving == 0 || (arriving != 0 && before < (before + 1 + after) / 2);
        return endsBranch ? arriving > 0 : leaving < 0;
    }

    /// <summary>How the bias differs from that of a point where it next does, going one way, and how many points as high lie between; 0 where the sweep ends first.</summary>
    private static (double Step, int Held) NextStep(ReadOnlySpan<double> biasesV, int index, int way, bool isClosed)
    {
        for (var held = 0; held < biasesV.Length; held++)
        {
            var next = index + way * (held + 1);
            if (next < 0 || next >= biasesV.Length)
            {
                if (!isClosed) return (0, held);
                next = (next + biasesV.Length) % biasesV.Length;
            }
            var step = biasesV[next] - biasesV[index];
            if (step != 0) return (step, held);
        }
        return (0, 0);
    }

    private static bool IsClosed(ReadOnlySpan<double> biasesV)
    {
        var longest = 0.0;
        for (var i = 1; i < biasesV.Length; i++) longest = Math.Max(longest, Math.Abs(biasesV[i] - biasesV[i - 1]));
        return biasesV.Length > 0 && Math.Abs(biasesV[0] - biasesV[^1]) <= ClosingStepLimit * longest;
    }
}
