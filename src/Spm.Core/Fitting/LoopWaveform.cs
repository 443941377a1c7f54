using Spm.Core.Fitting.Models;

namespace Spm.Core.Fitting;

/// <summary>
/// A bias sweep made ready for the solver: points sorted into slots, the falling branch first, each branch padded to whole
/// vectors. A padding slot has <see cref="Order"/> −1 and never gets weight.
/// </summary>
internal sealed class LoopWaveform
{
    /// <summary>Slots per vector.</summary>
    public const int Lanes = 4;

    /// <summary>A turn of the sweep counts when the bias comes back by more than this part of its range.</summary>
    private const double TurnFraction = 0.25;

    /// <summary>Fewer points on a branch cannot show where it switches.</summary>
    public const int MinimumBranchPoints = 4;

    /// <summary>How many of the least widths make a median step.</summary>
    public const double StepsPerMinimumWidth = 10;

    /// <summary>Sorts the points of one cycle.</summary>
    /// <exception cref="ArgumentException">The sweep is not one cycle, or a bias is not finite.</exception>
    public LoopWaveform(double[] biasesV)
    {
        if (Array.FindIndex(biasesV, v => !double.IsFinite(v)) is var bad and >= 0)
            throw new ArgumentException($"Bias {bad} of {biasesV.Length} is {biasesV[bad]}; a loop needs a finite bias at every point.", nameof(biasesV));
        var falling = new bool[biasesV.Length];
        LoopDirection.Classify(biasesV, falling);
        var down = Enumerable.Range(0, biasesV.Length).Where(i => falling[i]).ToArray();
        var up = Enumerable.Range(0, biasesV.Length).Where(i => !falling[i]).ToArray();
        if (down.Length < MinimumBranchPoints || up.Length < MinimumBranchPoints)
            throw new ArgumentException($"A loop needs at least {MinimumBranchPoints} points with falling and {MinimumBranchPoints} with rising bias; this sweep of {biasesV.Length} points has {down.Length} falling and {up.Length} rising.", nameof(biasesV));
        (Minimum, Maximum) = (biasesV.Min(), biasesV.Max());
        var turns = CountTurns(biasesV, TurnFraction * Range);
        if (turns > 2)
            throw new ArgumentException($"The bias turns round {turns} times along one dimension; one loop is one cycle with 2 turns. Put the {(turns + 1) / 2} cycles into a dimension of their own, such as Cycle.", nameof(biasesV));
        RisingStart = Padded(down.Length);
        Order = new int[RisingStart + Padded(up.Length)];
        Array.Fill(Order, -1);
        down.CopyTo(Order, 0);
        up.CopyTo(Order, RisingStart);
        Bias = Order.Select((index, slot) => index >= 0 ? biasesV[index] : biasesV[slot < RisingStart ? down[0] : up[0]]).ToArray();
        LinearBias = Bias.Select(v => (v - Middle) / (Range / 2)).ToArray();
        var steps = Enumerable.Range(1, biasesV.Length - 1).Select(i => Math.Abs(biasesV[i] - biasesV[i - 1])).Where(step => step > 0).Order().ToArray();
        Step = steps[steps.Length / 2];
        PointCount = biasesV.Length;
        (FallingLevels, RisingLevels) = (Levels(biasesV, down), Levels(biasesV, up));
    }

    /// <summary>Number of measured points.</summary>
    public int PointCount { get; }

    /// <summary>[slot]: index of the measured point, −1 for padding.</summary>
    public int[] Order { get; }

    /// <summary>[slot]: bias, V.</summary>
    public double[] Bias { get; }

    /// <summary>[slot]: bias brought to −1..1, the third linear column.</summary>
    public double[] LinearBias { get; }

    /// <summary>First slot of the rising branch.</summary>
    public int RisingStart { get; }

    /// <summary>Lowest bias, V.</summary>
    public double Minimum { get; }

    /// <summary>Highest bias, V.</summary>
    public double Maximum { get; }

    /// <summary>Median step, V.</summary>
    public double Step { get; }

    /// <summary>Span of the sweep, V.</summary>
    public double Range => Maximum - Minimum;

    /// <summary>Centre of the sweep, V.</summary>
    public double Middle => (Maximum + Minimum) / 2;

    /// <summary>Distinct biases of the falling branch, ascending, V.</summary>
    public double[] FallingLevels { get; }

    /// <summary>Distinct biases of the rising branch, ascending, V.</summary>
    public double[] RisingLevels { get; }

    /// <summary>Least transition width tried: with a tenth of a step, the branch jumps between two points wherever it does so.</summary>
    public double MinimumWidth => Step / StepsPerMinimumWidth;

    /// <summary>Greatest width tried: half the sweep; beyond that a branch is a straight line.</summary>
    public double MaximumWidth => Range / 2;

    private static int Padded(int count) => (count + Lanes - 1) / Lanes * Lanes;

    private static double[] Levels(double[] biases, int[] points) => [.. points.Select(i => biases[i]).Distinct().Order()];

    /// <summary>Turns of the closed sweep by more than <paramref name="threshold"/>.</summary>
    private static int CountTurns(double[] biases, double threshold)
    {
        var start = Array.IndexOf(biases, biases.Max());
        var (turns, rising, extreme) = (1, false, biases[start]);
        for (var k = 1; k <= biases.Length; k++)
        {
            var v = biases[(start + k) % biases.Length];
            if (rising ? v > extreme : v < extreme)
                extreme = v;
            else if (Math.Abs(v - extreme) > threshold)
                (turns, rising, extreme) = (turns + 1, !rising, v);
        }
        return turns;
    }
}
