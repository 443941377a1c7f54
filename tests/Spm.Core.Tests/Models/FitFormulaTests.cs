using System.Numerics;
using CsCheck;
using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.Tests.Models;

public sealed class FitFormulaTests
{
    [Fact]
    public void The_steps_of_every_model_give_what_the_model_gives()
    {
        foreach (var model in ModelCatalogue.All.Where(model => model.Variables == 1))
        {
            var formula = FitFormula.Of(Result(model.Name, model.AbscissaUnits.Count > 0 ? model.AbscissaUnits[0] : "", model))!;
            Gen.Double[0.05, 0.95].Array[model.Parameters.Count].Sample(drawn =>
            {
                double[] parameters = [.. drawn.Zip(model.Parameters, (part, p) => Between(p, part))], x = Dimension.Linear(0.2, 3, 12), expected = new double[12 * formula.Results.Count], values = new double[expected.Length];
                model.Evaluate(parameters, x, expected);
                formula.Evaluate(parameters, x, values);
                // The model's own function and its record may round a quotient differently: a·(1/b).
                for (var i = 0; i < values.Length; i++) Assert.True(values[i].Equals(expected[i]) || Math.Abs(values[i] - expected[i]) <= 1e-9 * expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max(), $"{model.Name}: {values[i]} instead of {expected[i]}.");
            }, iter: 20);
        }
    }

    [Fact]
    public void A_step_uses_earlier_steps_and_the_abscissa_is_brought_to_the_models_unit()
    {
        var formula = FitFormula.Of(Result("sho:2", "kHz", ModelCatalogue.Find("sho:2")))!;
        Assert.Equal((1000.0, 2), (formula.AbscissaFactor, formula.Results.Count));
        foreach (var (k, step) in formula.Steps.Index())
            if (step.Operation != "parameter") Assert.All(step.Operands, operand => Assert.InRange(operand, 0, k - 1));
        Assert.Throws<ArgumentException>(() => formula.Evaluate(new double[8], new double[4], new double[4]));
    }

    [Theory]
    [InlineData("sho")]
    [InlineData("loop")]
    [InlineData("mine")]
    public void A_fitter_of_its_own_and_a_model_that_is_not_known_have_no_steps(string name) => Assert.Null(FitFormula.Of(Result(name, "Hz", ModelCatalogue.Find("line"))));

    private static double Between(ModelParameter p, double part) => (double.IsFinite(p.Lower), double.IsFinite(p.Upper)) switch
    {
        (true, true) => p.Lower + part * (p.Upper - p.Lower),
        (true, false) => p.Lower + 3 * part,
        (false, true) => p.Upper - 3 * part,
        _ => 4 * part - 2,
    };

    private static FitResult Result(string name, string unit, FitModel model)
    {
        Dimension pixel = new("X", "Position", "m", DimensionKind.Spatial, [0]), x = new("Sweep", "Sweep", unit, DimensionKind.Spectroscopic, Dimension.Linear(0, 1, 4));
        return new()
        {
            Model = name,
            Parameters = [.. model.Parameters.Select(p => new FitParameter(p.Name, p.Symbol, "", ""))],
            Dimensions = [pixel],
            FitDimension = x,
            Source = new("data", "Response", "V", [pixel, x], model.IsComplex ? new ComplexMemoryStore(new Complex[4]) : new RealMemoryStore(new double[4])),
            Values = new double[model.Parameters.Count],
            StandardErrors = new double[model.Parameters.Count],
            Status = new FitStatus[1],
            Verdict = new FitVerdict[1],
            RSquared = new double[1],
            Iterations = new int[1],
            Evaluate = model.Evaluate,
        };
    }
}
