using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Spm.Core.Fitting.Gradients;

/// <summary>
/// What a step of a formula becomes in the program: the runtime's own vector instructions, not the methods of the lanes, because each
/// method that is inlined costs the compiler variables, and beyond about a thousand it keeps them all in memory.
/// </summary>
internal sealed class FormulaInstructions
{
    private readonly ILGenerator _il;
    private readonly Type _lanes;
    private readonly Type? _vectors;

    /// <summary>Instructions for one width.</summary>
    /// <exception cref="NotSupportedException">There are no such lanes.</exception>
    public FormulaInstructions(ILGenerator il, Type lanes, int width)
    {
        (_il, _lanes) = (il, lanes);
        (Register, _vectors, var hardware) = width switch
        {
            1 => (lanes, null, null),
            2 => (typeof(Vector128<double>), typeof(Vector128), Fma.IsSupported ? typeof(Fma).GetMethod(nameof(Fma.MultiplyAddNegated), Three(typeof(Vector128<double>))) : null),
            4 => (typeof(Vector256<double>), typeof(Vector256), Fma.IsSupported ? typeof(Fma).GetMethod(nameof(Fma.MultiplyAddNegated), Three(typeof(Vector256<double>))) : null),
            8 => (typeof(Vector512<double>), typeof(Vector512), Avx512F.IsSupported ? typeof(Avx512F).GetMethod(nameof(Avx512F.FusedMultiplyAddNegated), Three(typeof(Vector512<double>))) : null),
            _ => throw new NotSupportedException($"There are lanes of 1, 2, 4 and 8 numbers, not of {width}."),
        };
        MultiplyAddNegated = hardware;
    }

    /// <summary>Type of a variable of the program.</summary>
    public Type Register { get; }

    /// <summary>c − a·b of a, b, c; null where a has to be negated first.</summary>
    public MethodInfo? MultiplyAddNegated { get; }

    /// <summary>A constant in all lanes.</summary>
    public void Constant(double value)
    {
        _il.Emit(OpCodes.Ldc_R8, value);
        _il.Emit(OpCodes.Call, _vectors is null ? Required(_lanes, "op_Implicit", typeof(double)) : Required(_vectors, nameof(Vector256.Create), typeof(double)));
    }

    /// <summary>The operation on operands that have been pushed; a, b, c for c − a·b.</summary>
    public void Compute(FormulaOperation operation, int operands)
    {
        if (operation == FormulaOperation.SubtractProduct)
        {
            _il.Emit(OpCodes.Call, MultiplyAddNegated ?? InstructionOf(FormulaOperation.MultiplyAdd, operands));
            return;
        }
        if (_vectors is null || operation is not (FormulaOperation.PowerOfTwo or FormulaOperation.Exponent or FormulaOperation.Mantissa or FormulaOperation.EquivalentAngle))
        {
            _il.Emit(OpCodes.Call, InstructionOf(operation, operands));
            return;
        }
        // What takes several instructions is a method of the lanes.
        _il.Emit(OpCodes.Call, BitCast(Register, _lanes));
        _il.Emit(OpCodes.Call, Required(_lanes, operation.ToString(), _lanes));
        _il.Emit(OpCodes.Call, BitCast(_lanes, Register));
    }

    private MethodInfo InstructionOf(FormulaOperation operation, int operands)
    {
        Type[] arguments = [.. Enumerable.Repeat(Register, operands)];
        return operation switch
        {
            FormulaOperation.Add => Required(Register, "op_Addition", arguments),
            FormulaOperation.Subtract => Required(Register, "op_Subtraction", arguments),
            FormulaOperation.Negate => Required(Register, "op_UnaryNegation", arguments),
            FormulaOperation.Multiply => Required(Register, "op_Multiply", arguments),
            FormulaOperation.Divide => Required(Register, "op_Division", arguments),
            FormulaOperation.And => Required(Register, "op_BitwiseAnd", arguments),
            FormulaOperation.Or => Required(Register, "op_BitwiseOr", arguments),
            _ when _vectors is null => Required(_lanes, operation.ToString(), arguments),
            FormulaOperation.MultiplyAdd => Required(_vectors, nameof(Vector256.FusedMultiplyAdd), arguments),
            FormulaOperation.Round => Required(_vectors, nameof(Vector256.Round), arguments),
            FormulaOperation.Max => Generic(nameof(Vector256.MaxNative), operands),
            FormulaOperation.Min => Generic(nameof(Vector256.MinNative), operands),
            FormulaOperation.Abs => Generic(nameof(Vector256.Abs), operands),
            FormulaOperation.Sqrt => Generic(nameof(Vector256.Sqrt), operands),
            FormulaOperation.Less => Generic(nameof(Vector256.LessThan), operands),
            FormulaOperation.Select => Generic(nameof(Vector256.ConditionalSelect), operands),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "This operation is not an instruction."),
        };
    }

    /// <summary>A method of Vector128, Vector256 or Vector512 that takes vectors of any number, for doubles.</summary>
    private MethodInfo Generic(string name, int operands) =>
        _vectors!.GetMethods().Single(m => m.Name == name && m.IsGenericMethodDefinition && m.GetParameters().Length == operands).MakeGenericMethod(typeof(double));

    private static MethodInfo BitCast(Type from, Type to) => typeof(Unsafe).GetMethod(nameof(Unsafe.BitCast))!.MakeGenericMethod(from, to);

    private static Type[] Three(Type type) => [type, type, type];

    private static MethodInfo Required(Type type, string name, params Type[] arguments) =>
        type.GetMethod(name, BindingFlags.Public | BindingFlags.Static, arguments) ?? throw new MissingMethodException(type.Name, name);
}
