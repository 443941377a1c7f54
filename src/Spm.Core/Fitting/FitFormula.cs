using Spm.Core.Fitting.Gradients;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting;

/// <summary>One step of a <see cref="FitFormula"/>.</summary>
/// <param name="Operation"><c>constant</c>, <c>variable</c>, <c>parameter</c>, or what is done with earlier steps: <c>add</c>, <c>less</c>, <c>select</c>, <c>exp</c> …</param>
/// <param name="Operands">Numbers of earlier steps; of a parameter its index.</param>
/// <param name="Value">Of a constant.</param>
public sealed record FitFormulaStep(string Operation, IReadOnlyList<int> Operands, double Value);

/// <summary>
/// The formula of a fitted model as a list of steps, each of which uses earlier ones: for those who evaluate it elsewhere, such as a browser. Steps are computed in double
/// precision; <c>less</c> is true or false, of which <c>select</c> takes its second or its third operand.
/// </summary>
public sealed class FitFormula
{
    private readonly Formula _formula;

    private FitFormula(Formula formula, int[] results, double abscissaFactor) => (_formula, Results, AbscissaFactor) = (formula, results, abscissaFactor);

    /// <summary>The steps, in their order.</summary>
    public IReadOnlyList<FitFormulaStep> Steps => [.. _formula.Nodes.Select(node => new FitFormulaStep(node.Operation.ToString().ToLowerInvariant(),
        node.Operation == FormulaOperation.Parameter ? [node.A] : [.. Formula.Operands(node)], node.Operation == FormulaOperation.Constant ? BitConverter.Int64BitsToDouble(node.Bits) : 0))];

    /// <summary>The steps of the value, or of real and imaginary part.</summary>
    public IReadOnlyList<int> Results { get; }

    /// <summary>What the values of the fitted dimension are multiplied by before they are the variable.</summary>
    public double AbscissaFactor { get; }

    /// <summary>
    /// The formula of a result that a general model gave; null where a fitter has a formula of its own (<c>sho</c>, <c>loop</c>), and for a model of a notebook
    /// whose fit was read from a file.
    /// </summary>
    public static FitFormula? Of(FitResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if ((result.FitModel ?? ModelCatalogue.FindOrNull(result.Model)) is not { Variables: 1 } model || model.Parameters.Count != result.Parameters.Count || model.IsComplex != result.Source.IsComplex) return null;
        var (formula, results) = model.ReadFormula();
        return new(formula, results, ModelLayout.UnitFor(model, result.FitDimension).Factor);
    }

    /// <summary>Evaluates the steps.</summary>
    /// <param name="parameters">[parameter].</param>
    /// <param name="abscissa">[point], in the unit of the fitted dimension.</param>
    /// <param name="values">[point], of complex models [point × 2].</param>
    /// <exception cref="ArgumentException">There is not room for the values.</exception>
    public void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> abscissa, Span<double> values)
    {
        if (values.Length != abscissa.Length * Results.Count)
            throw new ArgumentException($"{abscissa.Length} points give {abscissa.Length * Results.Count} numbers, the destination holds {values.Length}.", nameof(values));
        var steps = new Lanes1[_formula.Nodes.Count];
        for (var i = 0; i < abscissa.Length; i++)
        {
            for (var k = 0; k < steps.Length; k++)
            {
                var node = _formula.Nodes[k];
                steps[k] = node.Operation switch
                {
                    FormulaOperation.Constant => BitConverter.Int64BitsToDouble(node.Bits),
                    FormulaOperation.Variable => abscissa[i] * AbscissaFactor,
                    FormulaOperation.Parameter => parameters[node.A],
                    _ => FormulaSteps.Compute(node.Operation, steps[node.A], node.B == Formula.None ? default : steps[node.B], node.C == Formula.None ? default : steps[node.C]),
                };
            }
            for (var r = 0; r < Results.Count; r++) values[i * Results.Count + r] = Lanes1.Sum(steps[Results[r]]);
        }
    }
}
