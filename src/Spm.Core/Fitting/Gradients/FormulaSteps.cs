using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Gradients;

/// <summary>The operations of a formula on a number type.</summary>
internal static class FormulaSteps
{
    /// <summary>The result of one operation; functions are taken apart into arithmetic.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Inputs and constants are not operations.</exception>
    public static T Compute<T>(FormulaOperation operation, T a, T b, T c) where T : struct, ILaneArithmetic<T> => operation switch
    {
        FormulaOperation.Add => a + b,
        FormulaOperation.Subtract => a - b,
        FormulaOperation.Negate => -a,
        FormulaOperation.Multiply => a * b,
        FormulaOperation.Divide => a / b,
        FormulaOperation.MultiplyAdd => T.MultiplyAdd(a, b, c),
        FormulaOperation.SubtractProduct => T.SubtractProduct(a, b, c),
        FormulaOperation.Max => T.Max(a, b),
        FormulaOperation.Min => T.Min(a, b),
        FormulaOperation.Abs => T.Abs(a),
        FormulaOperation.Sqrt => T.Sqrt(a),
        FormulaOperation.Less => T.Less(a, b),
        FormulaOperation.And => a & b,
        FormulaOperation.Or => a | b,
        FormulaOperation.Select => T.Select(a, b, c),
        FormulaOperation.Round => T.Round(a),
        FormulaOperation.PowerOfTwo => T.PowerOfTwo(a),
        FormulaOperation.Exponent => T.Exponent(a),
        FormulaOperation.Mantissa => T.Mantissa(a),
        FormulaOperation.EquivalentAngle => T.EquivalentAngle(a),
        FormulaOperation.Exp => LaneExponential.Exp(a),
        FormulaOperation.Log => LaneExponential.Log(a),
        FormulaOperation.Pow => LaneExponential.Pow(a, b),
        FormulaOperation.Sin => LaneTrigonometry.Sin(a),
        FormulaOperation.Cos => LaneTrigonometry.Cos(a),
        FormulaOperation.Atan => LaneTrigonometry.Atan(a),
        FormulaOperation.Tanh => LaneExponential.Tanh(a),
        FormulaOperation.TanhSlope => LaneExponential.TanhSlope(a),
        FormulaOperation.Erf => LaneSpecial.Erf(a),
        FormulaOperation.ErfSlope => LaneSpecial.ErfSlope(a),
        FormulaOperation.Cbrt => LaneSpecial.Cbrt(a),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Only operations on numbers can be computed."),
    };
}
