namespace Spm.Core.Fitting.Gradients;

/// <summary>What a formula costs, in additions, roughly.</summary>
internal static class FormulaCost
{
    /// <summary>Cost of computing the results; steps that depend on parameters only count a tenth, because many points share them.</summary>
    public static double Of(Formula formula, ReadOnlySpan<int> results)
    {
        var needed = formula.NeededBy(results.ToArray());
        var varies = new bool[needed.Length];
        var cost = 0.0;
        for (var i = 0; i < needed.Length; i++)
        {
            var node = formula.Nodes[i];
            varies[i] = node.Operation == FormulaOperation.Variable || Formula.Operands(node).Any(o => varies[o]);
            if (needed[i]) cost += Of(node.Operation) * (varies[i] ? 1 : 0.1);
        }
        return cost;
    }

    private static double Of(FormulaOperation operation) => operation switch
    {
        FormulaOperation.Constant or FormulaOperation.Parameter or FormulaOperation.Variable or FormulaOperation.Negate => 0,
        FormulaOperation.Divide or FormulaOperation.Sqrt => 6,
        >= FormulaOperation.Exp => 30,
        _ => 1,
    };
}
