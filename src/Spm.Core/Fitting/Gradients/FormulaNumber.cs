using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Gradients;

/// <summary>
/// A number that records what is done with it: a step of a <see cref="Formula"/>, or a constant, which is computed at once. A model
/// evaluated on these numbers leaves its formula, because a model cannot branch on its numbers.
/// </summary>
internal readonly partial struct FormulaNumber : IReal<FormulaNumber>, ILaneArithmetic<FormulaNumber>
{
    private readonly Formula? _formula;
    private readonly int _index;
    private readonly double _constant;

    /// <summary>A step.</summary>
    public FormulaNumber(Formula formula, int index) => (_formula, _index) = (formula, index);

    private FormulaNumber(double constant) => _constant = constant;

    /// <summary>True for a number that is known.</summary>
    public bool IsConstant => _formula is null;

    public static implicit operator FormulaNumber(double value) => new(value);

    public static FormulaNumber operator +(FormulaNumber a, FormulaNumber b) =>
        a.Is(0) ? b : b.Is(0) ? a : b.IsNegated(out var inner) ? a - inner : Step(FormulaOperation.Add, a, b);

    public static FormulaNumber operator +(FormulaNumber a, double b) => a + (FormulaNumber)b;

    public static FormulaNumber operator +(double a, FormulaNumber b) => (FormulaNumber)a + b;

    public static FormulaNumber operator -(FormulaNumber a, FormulaNumber b) =>
        b.Is(0) ? a : a.Is(0) ? -b : b.IsNegated(out var inner) ? a + inner : Step(FormulaOperation.Subtract, a, b);

    public static FormulaNumber operator -(FormulaNumber a, double b) => a - (FormulaNumber)b;

    public static FormulaNumber operator -(double a, FormulaNumber b) => (FormulaNumber)a - b;

    public static FormulaNumber operator -(FormulaNumber a) => a.IsNegated(out var inner) ? inner : Step(FormulaOperation.Negate, a);

    public static FormulaNumber operator *(FormulaNumber a, FormulaNumber b) =>
        a.Is(1) ? b : b.Is(1) ? a : a.Is(-1) ? -b : b.Is(-1) ? -a
        : a.IsNegated(out var innerA) ? -(innerA * b) : b.IsNegated(out var innerB) ? -(a * innerB) : Step(FormulaOperation.Multiply, a, b);

    public static FormulaNumber operator *(FormulaNumber a, double b) => a * (FormulaNumber)b;

    public static FormulaNumber operator *(double a, FormulaNumber b) => (FormulaNumber)a * b;

    /// <summary>a·(1/b): a reciprocal that depends on parameters only is computed once for many points, and derivatives need it again.</summary>
    public static FormulaNumber operator /(FormulaNumber a, FormulaNumber b) =>
        b.Is(1) ? a : a.IsConstant && b.IsConstant ? a._constant / b._constant : a * Step(FormulaOperation.Divide, 1, b);

    public static FormulaNumber operator /(FormulaNumber a, double b) => a / (FormulaNumber)b;

    public static FormulaNumber operator /(double a, FormulaNumber b) => (FormulaNumber)a / b;

    public static FormulaNumber operator &(FormulaNumber a, FormulaNumber b) => Step(FormulaOperation.And, a, b);

    public static FormulaNumber operator |(FormulaNumber a, FormulaNumber b) => Step(FormulaOperation.Or, a, b);

    public static FormulaNumber Square(FormulaNumber a) => a * a;

    public static FormulaNumber Sqrt(FormulaNumber a) => Step(FormulaOperation.Sqrt, a);

    public static FormulaNumber Cbrt(FormulaNumber a) => Step(FormulaOperation.Cbrt, a);

    public static FormulaNumber Exp(FormulaNumber a) => Step(FormulaOperation.Exp, a);

    public static FormulaNumber Log(FormulaNumber a) => Step(FormulaOperation.Log, a);

    public static FormulaNumber Pow(FormulaNumber a, FormulaNumber b) => Step(FormulaOperation.Pow, a, b);

    public static FormulaNumber Pow(FormulaNumber a, double b)
    {
        switch (b)
        {
            case 0: return 1;
            case 1: return a;
            case 2: return a * a;
            case 3: return a * a * a;
            case -1: return 1 / a;
            case 0.5: return Sqrt(a);
        }
        if (b != Math.Round(b)) return Pow(a, (FormulaNumber)b);
        var power = Pow(Abs(a), (FormulaNumber)b);
        return Math.Abs(b) % 2 == 1 ? IfLess(a, 0, -power, power) : power;
    }

    public static FormulaNumber Sin(FormulaNumber a) => Step(FormulaOperation.Sin, a);

    public static FormulaNumber Cos(FormulaNumber a) => Step(FormulaOperation.Cos, a);

    public static FormulaNumber Atan(FormulaNumber a) => Step(FormulaOperation.Atan, a);

    public static FormulaNumber Tanh(FormulaNumber a) => Step(FormulaOperation.Tanh, a);

    /// <summary>1 − tanh²a.</summary>
    public static FormulaNumber TanhSlope(FormulaNumber a) => Step(FormulaOperation.TanhSlope, a);

    public static FormulaNumber Erf(FormulaNumber a) => Step(FormulaOperation.Erf, a);

    /// <summary>2/√π e^{−a²}.</summary>
    public static FormulaNumber ErfSlope(FormulaNumber a) => Step(FormulaOperation.ErfSlope, a);

    public static FormulaNumber Abs(FormulaNumber a) => Step(FormulaOperation.Abs, a);

    public static FormulaNumber Min(FormulaNumber a, FormulaNumber b) => Step(FormulaOperation.Min, a, b);

    public static FormulaNumber Max(FormulaNumber a, FormulaNumber b) => Step(FormulaOperation.Max, a, b);

    public static FormulaNumber IfLess(FormulaNumber a, FormulaNumber b, FormulaNumber then, FormulaNumber otherwise) => Select(Less(a, b), then, otherwise);

    public static FormulaNumber MultiplyAdd(FormulaNumber a, FormulaNumber b, FormulaNumber c) => Step(FormulaOperation.MultiplyAdd, a, b, c);

    public static FormulaNumber SubtractProduct(FormulaNumber c, FormulaNumber a, FormulaNumber b) => Step(FormulaOperation.SubtractProduct, c, a, b);

    public static FormulaNumber Less(FormulaNumber a, FormulaNumber b) => Step(FormulaOperation.Less, a, b);

    public static FormulaNumber Select(FormulaNumber mask, FormulaNumber a, FormulaNumber b) =>
        mask.IsConstant ? (double.IsNegative(mask._constant) ? a : b) : Step(FormulaOperation.Select, mask, a, b);

    public static FormulaNumber Round(FormulaNumber a) => Step(FormulaOperation.Round, a);

    public static FormulaNumber PowerOfTwo(FormulaNumber n) => Step(FormulaOperation.PowerOfTwo, n);

    public static FormulaNumber Exponent(FormulaNumber a) => Step(FormulaOperation.Exponent, a);

    public static FormulaNumber Mantissa(FormulaNumber a) => Step(FormulaOperation.Mantissa, a);

    public static FormulaNumber EquivalentAngle(FormulaNumber a) => Step(FormulaOperation.EquivalentAngle, a);

    /// <summary>Index of the step in <paramref name="formula"/>; a constant becomes a step of its own.</summary>
    public int IndexIn(Formula formula) => _formula is null ? formula.Constant(_constant) : _index;

    private bool Is(double value) => IsConstant && _constant == value;

    private bool IsNegated(out FormulaNumber inner)
    {
        inner = default;
        if (_formula?.Nodes[_index] is not { Operation: FormulaOperation.Negate } node) return false;
        inner = _formula.Number(node.A);
        return true;
    }

    private static FormulaNumber Step(FormulaOperation operation, FormulaNumber a) =>
        a._formula is { } f ? new FormulaNumber(f, f.Add(new(operation, a._index, Formula.None, Formula.None, 0))) : Constants.Compute(operation, a._constant, 0, 0);

    private static FormulaNumber Step(FormulaOperation operation, FormulaNumber a, FormulaNumber b) =>
        (a._formula ?? b._formula) is { } f
            ? new FormulaNumber(f, f.Add(new(operation, a.IndexIn(f), b.IndexIn(f), Formula.None, 0)))
            : Constants.Compute(operation, a._constant, b._constant, 0);

    private static FormulaNumber Step(FormulaOperation operation, FormulaNumber a, FormulaNumber b, FormulaNumber c) =>
        (a._formula ?? b._formula ?? c._formula) is { } f
            ? new FormulaNumber(f, f.Add(new(operation, a.IndexIn(f), b.IndexIn(f), c.IndexIn(f), 0)))
            : Constants.Compute(operation, a._constant, b._constant, c._constant);

    /// <summary>Steps on constants.</summary>
    private static class Constants
    {
        public static double Compute(FormulaOperation operation, double a, double b, double c) => Lanes1.Sum(FormulaSteps.Compute<Lanes1>(operation, a, b, c));
    }
}
