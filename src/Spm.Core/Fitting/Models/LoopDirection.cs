namespace Spm.Core.Fitting.Models;

/// <summary>
/// Which branch of a loop each point of a bias sweep lies on. A point belongs to the branch on which the sweep leaves it, the
/// sweep being taken as a cycle: the highest bias starts the falling branch V1, the lowest the rising branch V2. This is what
/// rolling a sweep that starts at 0 V going up by −N/4 does, and it holds for any starting point.
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
        for (var i = 0; i < biasesV.Length; i++)
            falling[i] = IsFalling(biasesV, i);
    }

    /// <summary>True when point <paramref name="index"/> of the sweep lies on the falling branch.</summary>
    public static bool IsFalling(ReadOnlySpan<double> biasesV, int index)
    {
        for (var i = index; i < biasesV.Length - 1; i++)
            if (biasesV[i + 1] != biasesV[i])
                return biasesV[i + 1] < biasesV[i];
        // The last bias, perhaps held: it is left towards the first one if the sweep closes, else it ends the branch it came by.
        var closing = biasesV[0] - biasesV[^1];
        var longest = 0.0;
        var arriving = 0.0;
        for (var i = 1; i < biasesV.Length; i++)
        {
            var step = biasesV[i] - biasesV[i - 1];
            longest = Math.Max(longest, Math.Abs(step));
            if (step != 0)
                arriving = step;
        }
        return closing != 0 && Math.Abs(closing) <= ClosingStepLimit * longest ? closing < 0 : arriving < 0;
    }
}
