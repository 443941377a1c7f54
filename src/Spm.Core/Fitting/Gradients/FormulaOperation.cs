namespace Spm.Core.Fitting.Gradients;

/// <summary>What a node of a <see cref="Formula"/> computes from its operands.</summary>
internal enum FormulaOperation
{
    /// <summary>A number that is known.</summary>
    Constant,

    /// <summary>A variable of the point.</summary>
    Variable,

    /// <summary>A parameter of the model.</summary>
    Parameter,

    // What lanes do in an instruction or a few; a formula of these can be compiled.
    Add,
    Subtract,
    Negate,
    Multiply,
    Divide,
    MultiplyAdd,
    SubtractProduct,
    Max,
    Min,
    Abs,
    Sqrt,
    Less,
    And,
    Or,
    Select,
    Round,
    PowerOfTwo,
    Exponent,
    Mantissa,
    EquivalentAngle,

    // Functions, which are written in terms of the above.
    Exp,
    Log,
    Pow,
    Sin,
    Cos,
    Atan,
    Tanh,
    TanhSlope,
    Erf,
    ErfSlope,
    Cbrt,
}
