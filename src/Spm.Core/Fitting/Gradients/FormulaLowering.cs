namespace Spm.Core.Fitting.Gradients;

/// <summary>Takes functions apart into arithmetic, so that what sine and cosine, or several exponentials of one number, share is computed once.</summary>
internal static class FormulaLowering
{
    /// <summary>The same results in a formula of arithmetic only, with products and sums that belong together rounded once.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="results">Steps wanted; replaced by their indices in the new formula.</param>
    public static Formula Lower(Formula formula, Span<int> results)
    {
        var arithmetic = Rewrite(formula, results, static (_, node, _, a, b, c) => FormulaSteps.Compute(node.Operation, a, b, c));
        var uses = Uses(arithmetic, results);
        return Rewrite(arithmetic, results, (f, node, number, a, b, c) => Contracted(f, node, number, uses) ?? FormulaSteps.Compute(node.Operation, a, b, c));
    }

    /// <summary>How often each step is an operand or a result.</summary>
    public static int[] Uses(Formula formula, ReadOnlySpan<int> results)
    {
        var uses = new int[formula.Nodes.Count];
        foreach (var result in results)
            if (result != Formula.None) uses[result]++;
        for (var i = uses.Length - 1; i >= 0; i--)
            if (uses[i] > 0)
                foreach (var operand in Formula.Operands(formula.Nodes[i])) uses[operand]++;
        return uses;
    }

    private delegate FormulaNumber Rule(Formula old, FormulaNode node, Func<int, FormulaNumber> number, FormulaNumber a, FormulaNumber b, FormulaNumber c);

    private static Formula Rewrite(Formula formula, Span<int> results, Rule rule)
    {
        var (needed, rewritten) = (formula.NeededBy(results.ToArray()), new Formula());
        var numbers = new FormulaNumber[formula.Nodes.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!needed[i]) continue;
            var node = formula.Nodes[i];
            numbers[i] = node.Operation switch
            {
                FormulaOperation.Constant => formula.Number(i),
                FormulaOperation.Variable => rewritten.Variable(node.A),
                FormulaOperation.Parameter => rewritten.Parameter(node.A),
                _ => rule(formula, node, k => numbers[k], Operand(node.A), Operand(node.B), Operand(node.C)),
            };
        }
        foreach (ref var result in results)
            if (result != Formula.None) result = numbers[result].IndexIn(rewritten);
        return rewritten;

        FormulaNumber Operand(int index) => index == Formula.None ? 0 : numbers[index];
    }

    /// <summary>a·b ± c and c − a·b as one instruction where the product serves nothing else.</summary>
    private static FormulaNumber? Contracted(Formula formula, FormulaNode node, Func<int, FormulaNumber> number, int[] uses)
    {
        if (node.Operation == FormulaOperation.Add)
        {
            if (IsOwnProduct(node.B, out var product)) return FormulaNumber.MultiplyAdd(number(product.A), number(product.B), number(node.A));
            if (IsOwnProduct(node.A, out product)) return FormulaNumber.MultiplyAdd(number(product.A), number(product.B), number(node.B));
        }
        if (node.Operation == FormulaOperation.Subtract)
        {
            if (IsOwnProduct(node.B, out var product)) return FormulaNumber.SubtractProduct(number(node.A), number(product.A), number(product.B));
            if (IsOwnProduct(node.A, out product)) return FormulaNumber.MultiplyAdd(number(product.A), number(product.B), -number(node.B));
        }
        return null;

        bool IsOwnProduct(int index, out FormulaNode product)
        {
            product = formula.Nodes[index];
            return product.Operation == FormulaOperation.Multiply && uses[index] == 1;
        }
    }
}
