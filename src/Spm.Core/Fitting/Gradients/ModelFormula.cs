using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Gradients;

/// <summary>The formula of a model and of its derivatives, read off by evaluating the model once on recording numbers.</summary>
internal static class ModelFormula
{
    /// <summary>A formula longer than this is not compiled: the compiler would stop to optimise.</summary>
    private const int LongestCompiled = 1500;

    /// <summary>Values and derivatives as one program; null when the formula is too long.</summary>
    /// <param name="parameters">Number of parameters.</param>
    /// <param name="by">Parameters to differentiate by.</param>
    public static FormulaProgram<TLanes>? Compile<TKernel, TLanes>(int parameters, ReadOnlySpan<int> by)
        where TKernel : struct, IModelKernel where TLanes : unmanaged, IRealLanes<TLanes>
    {
        var formula = new Formula();
        FormulaNumber[] x = [.. Enumerable.Range(0, TKernel.Variables).Select(formula.Variable)], p = [.. Enumerable.Range(0, parameters).Select(formula.Parameter)];
        var channels = new FormulaNumber[TKernel.Channels];
        TKernel.Evaluate<FormulaNumber>(x, p, channels);
        int[] values = [.. channels.Select(c => c.IndexIn(formula))];
        if (formula.Nodes.Count > LongestCompiled) return null;
        int[] results = [.. values, .. FormulaDerivative.Of(formula, values, by)];
        var lowered = FormulaLowering.Lower(formula, results);
        return lowered.Nodes.Count > LongestCompiled ? null
            : FormulaCompiler<TLanes>.Compile(lowered, TKernel.Variables, results.AsSpan(0, values.Length), results.AsSpan(values.Length));
    }
}
