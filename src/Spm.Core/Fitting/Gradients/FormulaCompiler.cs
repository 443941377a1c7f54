using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Gradients;

/// <summary>A compiled formula at a run of points.</summary>
/// <param name="x">First of [point × variable].</param>
/// <param name="p">First of [parameter].</param>
/// <param name="values">First of [point × channel], out.</param>
/// <param name="jacobian">First of [point × channel × column], out.</param>
/// <param name="points">Number of points, at least 1.</param>
internal delegate void FormulaProgram<TLanes>(ref readonly TLanes x, ref readonly TLanes p, ref TLanes values, ref TLanes jacobian, int points);

/// <summary>
/// Compiles a formula of arithmetic into one straight loop over points. Code made at run time is optimised at once, so that the first
/// fit is as fast as the last; steps that depend on parameters only stand before the loop.
/// </summary>
internal sealed class FormulaCompiler<TLanes> where TLanes : unmanaged, IRealLanes<TLanes>
{
    private static readonly Type[] s_arguments = [typeof(TLanes).MakeByRefType(), typeof(TLanes).MakeByRefType(), typeof(TLanes).MakeByRefType(), typeof(TLanes).MakeByRefType(), typeof(int)];

    /// <summary>Steps within one expression; deeper ones get a variable, because the compiler's time grows with the square of the depth.</summary>
    private const int DeepestExpression = 12;

    private readonly Formula _formula;
    private readonly int[] _uses;
    private readonly bool[] _varies;
    private readonly LocalBuilder?[] _locals;
    private readonly ILGenerator _il;
    private readonly FormulaInstructions _instructions;

    private FormulaCompiler(Formula formula, int[] uses, ILGenerator il)
    {
        (_formula, _uses, _il) = (formula, uses, il);
        _instructions = new(il, typeof(TLanes), TLanes.Width);
        _locals = new LocalBuilder?[uses.Length];
        _varies = new bool[uses.Length];
        for (var i = 0; i < uses.Length; i++)
            _varies[i] = formula.Nodes[i].Operation == FormulaOperation.Variable || Formula.Operands(formula.Nodes[i]).Any(o => _varies[o]);
    }

    /// <summary>The program of a formula.</summary>
    /// <param name="formula">Arithmetic only, see <see cref="FormulaLowering"/>.</param>
    /// <param name="variables">Variables per point.</param>
    /// <param name="values">Steps of the values, [channel].</param>
    /// <param name="jacobian">Steps of the derivatives, [channel × column]; <see cref="Formula.None"/> for zero.</param>
    public static FormulaProgram<TLanes> Compile(Formula formula, int variables, ReadOnlySpan<int> values, ReadOnlySpan<int> jacobian)
    {
        var method = new DynamicMethod("Formula", typeof(void), s_arguments, typeof(FormulaCompiler<TLanes>).Module, skipVisibility: true);
        var uses = FormulaLowering.Uses(formula, [.. values, .. jacobian]);
        new FormulaCompiler<TLanes>(formula, uses, method.GetILGenerator()).Write(variables, values, jacobian);
        return method.CreateDelegate<FormulaProgram<TLanes>>();
    }

    private void Write(int variables, ReadOnlySpan<int> values, ReadOnlySpan<int> jacobian)
    {
        for (var i = 0; i < _uses.Length; i++)
            if (_uses[i] > 0 && !_varies[i] && _formula.Nodes[i].Operation != FormulaOperation.Constant && IsUsedInLoop(i, values, jacobian)) Keep(i);
        var next = _il.DefineLabel();
        _il.MarkLabel(next);
        var depths = new int[_uses.Length];
        for (var i = 0; i < _uses.Length; i++)
        {
            if (!_varies[i] || _uses[i] == 0) continue;
            depths[i] = 1 + Formula.Operands(_formula.Nodes[i]).Select(o => _locals[o] is null ? depths[o] : 0).DefaultIfEmpty(0).Max();
            if (_uses[i] > 1 || depths[i] > DeepestExpression) Keep(i);
        }
        for (var c = 0; c < values.Length; c++) StoreAt(2, c, values[c]);
        for (var k = 0; k < jacobian.Length; k++) StoreAt(3, k, jacobian[k]);
        Advance(0, variables);
        Advance(2, values.Length);
        Advance(3, jacobian.Length);
        _il.Emit(OpCodes.Ldarg, 4);
        _il.Emit(OpCodes.Ldc_I4_1);
        _il.Emit(OpCodes.Sub);
        _il.Emit(OpCodes.Dup);
        _il.Emit(OpCodes.Starg, 4);
        _il.Emit(OpCodes.Ldc_I4_0);
        _il.Emit(OpCodes.Bgt, next);
        _il.Emit(OpCodes.Ret);
    }

    private bool IsUsedInLoop(int index, ReadOnlySpan<int> values, ReadOnlySpan<int> jacobian)
    {
        if (_uses[index] > 1 || values.Contains(index) || jacobian.Contains(index)) return true;
        for (var i = index + 1; i < _uses.Length; i++)
            if (_varies[i] && _uses[i] > 0 && Formula.Operands(_formula.Nodes[i]).Contains(index)) return true;
        return false;
    }

    /// <summary>Computes a step into a variable of its own.</summary>
    private void Keep(int index)
    {
        Compute(index);
        var local = _il.DeclareLocal(_instructions.Register);
        _il.Emit(OpCodes.Stloc, local);
        _locals[index] = local;
    }

    private void Push(int index)
    {
        if (_locals[index] is { } local) _il.Emit(OpCodes.Ldloc, local);
        else Compute(index);
    }

    private void Compute(int index)
    {
        var node = _formula.Nodes[index];
        switch (node.Operation)
        {
            case FormulaOperation.Constant:
                _instructions.Constant(BitConverter.Int64BitsToDouble(node.Bits));
                return;
            case FormulaOperation.Variable:
            case FormulaOperation.Parameter:
                Address(node.Operation == FormulaOperation.Variable ? 0 : 1, node.A);
                _il.Emit(OpCodes.Ldobj, _instructions.Register);
                return;
        }
        if (node.Operation == FormulaOperation.SubtractProduct)
        {
            Push(node.B);
            if (_instructions.MultiplyAddNegated is null) _instructions.Compute(FormulaOperation.Negate, 1);
            Push(node.C);
            Push(node.A);
            _instructions.Compute(node.Operation, 3);
            return;
        }
        var operands = 0;
        foreach (var operand in Formula.Operands(node))
        {
            Push(operand);
            operands++;
        }
        _instructions.Compute(node.Operation, operands);
    }

    private void StoreAt(int argument, int index, int step)
    {
        Address(argument, index);
        if (step == Formula.None)
        {
            _il.Emit(OpCodes.Initobj, typeof(TLanes));
            return;
        }
        Push(step);
        _il.Emit(OpCodes.Stobj, _instructions.Register);
    }

    private void Advance(int argument, int count)
    {
        Address(argument, count);
        _il.Emit(OpCodes.Starg, argument);
    }

    private void Address(int argument, int index)
    {
        _il.Emit(OpCodes.Ldarg, argument);
        if (index == 0) return;
        _il.Emit(OpCodes.Ldc_I4, index * Unsafe.SizeOf<TLanes>());
        _il.Emit(OpCodes.Add);
    }
}
