namespace Spm.Core.Fitting.Gradients;

/// <summary>The derivative of one step of a formula by one of its operands.</summary>
internal static class FormulaSlope
{
    /// <summary>∂(step)/∂(operand).</summary>
    /// <param name="formula">The formula, to which steps are added.</param>
    /// <param name="step">The step.</param>
    /// <param name="operand">0 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The operation has no derivative.</exception>
    public static FormulaNumber By(Formula formula, int step, int operand)
    {
        var node = formula.Nodes[step];
        var (value, a) = (formula.Number(step), formula.Number(node.A));
        var b = node.B == Formula.None ? 0 : formula.Number(node.B);
        return node.Operation switch
        {
            FormulaOperation.Add => 1,
            FormulaOperation.Subtract => operand == 0 ? 1 : -1,
            FormulaOperation.Negate => -1,
            FormulaOperation.Multiply => operand == 0 ? b : a,
            FormulaOperation.Divide => operand == 0 ? 1 / b : -(value * (1 / b)),
            FormulaOperation.Abs => FormulaNumber.IfLess(a, 0, -1, 1),
            FormulaOperation.Sqrt => Finite(0.5 / value),
            FormulaOperation.Cbrt => Finite(1 / (3 * value * value)),
            FormulaOperation.Exp => value,
            FormulaOperation.Log => Finite(1 / a),
            FormulaOperation.Pow => operand == 0 ? PowByBase(value, a, b) : value * FormulaNumber.Max(-FormulaDerivative.SteepestSlope, FormulaNumber.Log(a)),
            FormulaOperation.Sin => FormulaNumber.Cos(a),
            FormulaOperation.Cos => -FormulaNumber.Sin(a),
            FormulaOperation.Atan => 1 / (1 + a * a),
            FormulaOperation.Tanh => FormulaNumber.TanhSlope(a),
            FormulaOperation.Erf => FormulaNumber.ErfSlope(a),
            _ => throw new ArgumentOutOfRangeException(nameof(step), node.Operation, "This operation has no derivative."),
        };
    }

    /// <summary>b·aᵇ⁻¹ from the value aᵇ.</summary>
    private static FormulaNumber PowByBase(FormulaNumber value, FormulaNumber a, FormulaNumber b)
    {
        var atZero = FormulaNumber.IfLess(b, 1, FormulaDerivative.SteepestSlope, FormulaNumber.IfLess(1, b, 0, 1));
        return FormulaNumber.IfLess(0, a, b * value * (1 / a), atZero);
    }

    private static FormulaNumber Finite(FormulaNumber slope) =>
        FormulaNumber.Max(-FormulaDerivative.SteepestSlope, FormulaNumber.Min(FormulaDerivative.SteepestSlope, slope));
}
