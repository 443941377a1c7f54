using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Gradients;

/// <summary>The formula of a model and of its derivatives, read off by evaluating the model once on recording numbers.</summary>
internal static class ModelFormula
{
    /// <summary>A formula of more steps is not compiled, because the compiler would stop to optimise: it has about a hundred exponentials.</summary>
    private const int LongestCompiled = 5000;

    /// <summary>Values and derivatives as one program; null when the formula is too long or this process cannot compile.</summary>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="by">Parameters to differentiate by.</param>
    /// <exception cref="ArgumentException">The model reads a parameter that it does not have.</exception>
    public static FormulaProgram<TLanes>? Compile<TKernel, TLanes>(int parameters, ReadOnlySpan<int> by)
        where TKernel : struct, IModelKernel where TLanes : unmanaged, IRealLanes<TLanes>
    {
        if (!RuntimeFeature.IsDynamicCodeCompiled) return null;
        var (formula, values) = Read<TKernel>(parameters);
        if (formula.Nodes.Count > LongestCompiled) return null;
        int[] results = [.. values, .. FormulaDerivative.Of(formula, values, by)];
        var lowered = FormulaLowering.Lower(formula, results);
        return lowered.Nodes.Count > LongestCompiled ? null
            : FormulaCompiler<TLanes>.Compile(lowered, TKernel.Variables, results.AsSpan(0, values.Length), results.AsSpan(values.Length));
    }

    /// <summary>The formula as it is written, and the steps of its values, [channel].</summary>
    /// <exception cref="ArgumentException">The model reads a parameter that it does not have.</exception>
    public static (Formula Formula, int[] Values) Read<TKernel>(int parameters) where TKernel : struct, IModelKernel
    {
        var formula = new Formula();
        FormulaNumber[] x = [.. Enumerable.Range(0, TKernel.Variables).Select(formula.Variable)], p = [.. Enumerable.Range(0, parameters).Select(formula.Parameter)];
        var channels = new FormulaNumber[TKernel.Channels];
        try
        {
            TKernel.Evaluate<FormulaNumber>(x, p, channels);
        }
        catch (IndexOutOfRangeException e)
        {
            throw new ArgumentException($"The model's function reads beyond its {parameters} parameters (p[0] to p[{parameters - 1}]); give the model one ModelParameter for each p[i] of the function.", nameof(parameters), e);
        }
        return (formula, [.. channels.Select(c => c.IndexIn(formula))]);
    }
}
