using System.Runtime.Intrinsics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// The nine-parameter hysteresis loop. With bias V1 on the falling and V2 on the rising branch and d = 1000/V:
/// <code>
/// g1 = (b1−b0)/2·(erf(d(V1−a2)) + 1) + b0        g2 = (b3−b2)/2·(erf(d(V2−a3)) + 1) + b2
/// y1 = (g1·erf((V1−a2)/g1) + b0)/(b0+b1)         y2 = (g2·erf((V2−a3)/g2) + b2)/(b2+b3)
/// f  = a0 + a1·y + a4·V
/// </code>
/// The falling branch switches at a2 = V−, the rising one at a3 = V+. y runs from 0 on the negative to 1 on the positive side, so
/// a0 is the response of the negative, a0 + a1 that of the positive side, and a1 &lt; 0 is a loop traversed the other way round:
/// the sign is part of the answer and is not normalised away. b0, b2 are widths below, b1, b3 above the switching bias.
/// </summary>
/// <remarks>Source: science.md §2; the form of BGlib's <c>be_loop.py</c>, so that numbers compare.</remarks>
public static class LoopModel
{
    /// <summary>Number of parameters: a0, a1, a2, a3, a4, b0, b1, b2, b3, in this order everywhere.</summary>
    public const int ParameterCount = 9;

    /// <summary>The parameters with units, for a response in <paramref name="responseUnit"/> and a bias in <paramref name="biasUnit"/>.</summary>
    public static IReadOnlyList<FitParameter> Parameters(string responseUnit, string biasUnit = "V") =>
    [
        new("Lower branch offset", "a0", responseUnit, "Response R− of the state on the negative-bias side, without the slope"),
        new("Switchable polarization", "a1", responseUnit, "Opening of the loop, R+ − R−; negative for an inverted loop"),
        new("Coercive bias V-", "a2", biasUnit, "Bias at which the falling branch switches"),
        new("Coercive bias V+", "a3", biasUnit, "Bias at which the rising branch switches"),
        new("Slope", "a4", SlopeUnit(responseUnit, biasUnit), "Response per bias common to both branches"),
        new("Falling width below V-", "b0", biasUnit, "Width of the falling branch's transition below V−"),
        new("Falling width above V-", "b1", biasUnit, "Width of the falling branch's transition above V−"),
        new("Rising width below V+", "b2", biasUnit, "Width of the rising branch's transition below V+"),
        new("Rising width above V+", "b3", biasUnit, "Width of the rising branch's transition above V+"),
    ];

    /// <summary>f at each bias. The branch follows from the direction of the sweep, see <see cref="LoopDirection"/>.</summary>
    /// <param name="parameters">a0..a4, b0..b3.</param>
    /// <param name="biasesV">Bias in the order swept, V; [point].</param>
    /// <param name="response">[point], in the unit of a0.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public static void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> biasesV, Span<double> response)
    {
        if (response.Length != biasesV.Length)
            throw new ArgumentException($"{biasesV.Length} biases give as many responses, the destination holds {response.Length}.", nameof(response));
        for (var i = 0; i < biasesV.Length; i++)
            response[i] = Value(parameters, biasesV[i], LoopDirection.IsFalling(biasesV, i));
    }

    /// <summary>f at one bias on one branch.</summary>
    public static double Value(ReadOnlySpan<double> parameters, double biasV, bool falling)
    {
        Check(parameters);
        return parameters[0] + parameters[1] * Shape(parameters, biasV, falling, out _, out _, out _) + parameters[4] * biasV;
    }

    /// <summary>∂f/∂(a0..a4, b0..b3) at one bias on one branch, exact (the sharpness d included).</summary>
    /// <param name="parameters">a0..a4, b0..b3.</param>
    /// <param name="biasV">Bias, V.</param>
    /// <param name="falling">True on the falling branch.</param>
    /// <param name="gradient">[9].</param>
    public static void Gradient(ReadOnlySpan<double> parameters, double biasV, bool falling, Span<double> gradient)
    {
        Check(parameters);
        if (gradient.Length != ParameterCount)
            throw new ArgumentException($"The gradient has {ParameterCount} components, the destination holds {gradient.Length}.", nameof(gradient));
        gradient.Clear();
        gradient[0] = 1;
        gradient[1] = Shape(parameters, biasV, falling, out var byA, out var byL, out var byR);
        gradient[4] = biasV;
        gradient[falling ? 2 : 3] = parameters[1] * byA;
        gradient[falling ? 5 : 7] = parameters[1] * byL;
        gradient[falling ? 6 : 8] = parameters[1] * byR;
    }

    private static double Shape(ReadOnlySpan<double> p, double biasV, bool falling, out double byA, out double byL, out double byR)
    {
        var y = falling
            ? LoopBranchShape.Evaluate(Vector256.Create(biasV), p[2], p[5], p[6], out var a, out var l, out var r)
            : LoopBranchShape.Evaluate(Vector256.Create(biasV), p[3], p[7], p[8], out a, out l, out r);
        (byA, byL, byR) = (a.ToScalar(), l.ToScalar(), r.ToScalar());
        return y.ToScalar();
    }

    private static string SlopeUnit(string responseUnit, string biasUnit) =>
        responseUnit.Length == 0 ? $"1/{biasUnit}" : $"{responseUnit}/{biasUnit}";

    private static void Check(ReadOnlySpan<double> parameters)
    {
        if (parameters.Length != ParameterCount)
            throw new ArgumentException($"A loop has {ParameterCount} parameters a0..a4, b0..b3, got {parameters.Length}.", nameof(parameters));
    }
}
