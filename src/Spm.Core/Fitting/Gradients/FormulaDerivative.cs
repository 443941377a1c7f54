namespace Spm.Core.Fitting.Gradients;

/// <summary>
/// Derivatives of a formula, by the chain rule along its steps: forward, ∂(step)/∂p = Σ slopeₖ·∂(operandₖ)/∂p for each parameter in turn,
/// or in reverse, one sweep from each result to all parameters. Both are exact; the cheaper is taken, forward wherever the formula
/// chooses between values, because a derivative of what is not taken may be NaN.
/// </summary>
internal static class FormulaDerivative
{
    /// <summary>Stands for an infinite slope: a direction in which nothing moves keeps the derivative 0, where 0·∞ would be NaN.</summary>
    public const double SteepestSlope = 1e150;

    /// <summary>∂f/∂p, [result × parameter]; <see cref="Formula.None"/> where it is zero.</summary>
    public static int[] Of(Formula formula, ReadOnlySpan<int> results, ReadOnlySpan<int> parameters)
    {
        var steps = formula.Nodes.Count;
        var choosing = formula.Nodes.Any(n => n.Operation is FormulaOperation.Select or FormulaOperation.Max or FormulaOperation.Min);
        var forward = Forward(formula, results, parameters, steps);
        if (choosing) return forward;
        var reverse = Reverse(formula, results, parameters, steps);
        return FormulaCost.Of(formula, [.. results, .. reverse]) < FormulaCost.Of(formula, [.. results, .. forward]) ? reverse : forward;
    }

    private static int[] Forward(Formula formula, ReadOnlySpan<int> results, ReadOnlySpan<int> parameters, int steps)
    {
        var derivatives = new int[results.Length * parameters.Length];
        var slopes = new FormulaNumber?[steps];
        for (var j = 0; j < parameters.Length; j++)
        {
            Array.Clear(slopes);
            for (var i = 0; i < steps; i++)
            {
                var node = formula.Nodes[i];
                if (node.Operation is FormulaOperation.Variable or FormulaOperation.Constant or FormulaOperation.Less) continue;
                if (node.Operation == FormulaOperation.Parameter)
                {
                    if (node.A == parameters[j]) slopes[i] = 1;
                    continue;
                }
                slopes[i] = node.Operation is FormulaOperation.Select or FormulaOperation.Max or FormulaOperation.Min
                    ? Chosen(formula, node, slopes)
                    : Sum(Chained(formula, i, 0, slopes[node.A]), Chained(formula, i, 1, node.B == Formula.None ? null : slopes[node.B]));
            }
            for (var r = 0; r < results.Length; r++)
                derivatives[r * parameters.Length + j] = slopes[results[r]] is { } slope ? slope.IndexIn(formula) : Formula.None;
        }
        return derivatives;
    }

    private static int[] Reverse(Formula formula, ReadOnlySpan<int> results, ReadOnlySpan<int> parameters, int steps)
    {
        var derivatives = new int[results.Length * parameters.Length];
        var moving = Moving(formula, parameters, steps);
        Array.Fill(derivatives, Formula.None);
        for (var r = 0; r < results.Length; r++)
        {
            var adjoints = new FormulaNumber?[steps];
            adjoints[results[r]] = 1;
            for (var i = results[r]; i >= 0; i--)
            {
                var node = formula.Nodes[i];
                if (adjoints[i] is not { } adjoint || !moving[i]) continue;
                if (node.Operation == FormulaOperation.Parameter)
                {
                    if (parameters.IndexOf(node.A) is var j and >= 0) derivatives[r * parameters.Length + j] = adjoint.IndexIn(formula);
                    continue;
                }
                if (moving[node.A]) adjoints[node.A] = Sum(adjoints[node.A], Chained(formula, i, 0, adjoint));
                if (node.B != Formula.None && moving[node.B]) adjoints[node.B] = Sum(adjoints[node.B], Chained(formula, i, 1, adjoint));
            }
        }
        return derivatives;
    }

    /// <summary>For each step, whether it depends on one of the parameters.</summary>
    private static bool[] Moving(Formula formula, ReadOnlySpan<int> parameters, int steps)
    {
        var moving = new bool[steps];
        for (var i = 0; i < steps; i++)
        {
            var node = formula.Nodes[i];
            moving[i] = node.Operation == FormulaOperation.Parameter ? parameters.Contains(node.A) : Formula.Operands(node).Any(o => moving[o]);
        }
        return moving;
    }

    /// <summary>The derivative of the one that is taken.</summary>
    private static FormulaNumber? Chosen(Formula formula, FormulaNode node, FormulaNumber?[] slopes)
    {
        var (a, b) = (formula.Number(node.A), formula.Number(node.B));
        var (mask, then, otherwise) = node.Operation switch
        {
            FormulaOperation.Select => (a, slopes[node.B], slopes[node.C]),
            FormulaOperation.Max => (FormulaNumber.Less(a, b), slopes[node.B], slopes[node.A]),
            _ => (FormulaNumber.Less(b, a), slopes[node.B], slopes[node.A]),
        };
        return then is null && otherwise is null ? null : FormulaNumber.Select(mask, then ?? 0, otherwise ?? 0);
    }

    /// <summary>The slope by an operand times a derivative; zero when that is zero.</summary>
    private static FormulaNumber? Chained(Formula formula, int step, int operand, FormulaNumber? derivative) =>
        derivative is { } d ? FormulaSlope.By(formula, step, operand) * d : null;

    private static FormulaNumber? Sum(FormulaNumber? a, FormulaNumber? b) => a is null ? b : b is null ? a : a.Value + b.Value;
}
