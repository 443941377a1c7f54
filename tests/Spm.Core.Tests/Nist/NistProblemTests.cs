using System.Runtime.InteropServices;
using Spm.Core.Numerics;

namespace Spm.Core.Tests.Nist;

public class NistProblemTests
{
    // Certified numbers have 11 digits; what is left is the rounding of parameters and double precision.
    private const double CertifiedDigits = 1e-8;

    public static TheoryData<string> Problems => [.. NistProblem.Names];

    // Lanczos1's certified parameters are rounded to more than what its residuals tell apart.
    public static TheoryData<string> NoisyProblems => [.. NistProblem.Names.Where(n => n != "Lanczos1")];

    public static TheoryData<string> SeparableProblems => [.. NistProblem.Names.Where(n => NistModels.LinearParameters(n).Length > 0)];

    [Fact]
    public void All_27_problems_are_there()
    {
        Assert.Equal(27, NistProblem.Names.Count);
        Assert.Equal(8, NistProblem.Names.Count(n => NistProblem.Read(n).Difficulty == "lower"));
        Assert.Equal(11, NistProblem.Names.Count(n => NistProblem.Read(n).Difficulty == "average"));
        Assert.Equal(8, NistProblem.Names.Count(n => NistProblem.Read(n).Difficulty == "higher"));
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Certified_parameters_give_the_certified_residual_sum_of_squares(string name)
    {
        var problem = NistProblem.Read(name);
        var sum = SumOfSquares(problem, problem.Certified);
        // Lanczos1 has no noise but the 14th digit of its data: parameters of 11 digits leave residuals of 1e-11, not of 1e-13.
        if (name == "Lanczos1") Assert.InRange(sum, problem.ResidualSumOfSquares, 1e-20);
        else Assert.Equal(1, sum / problem.ResidualSumOfSquares, CertifiedDigits);
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Certified_residual_deviation_is_that_of_the_sum_of_squares(string name)
    {
        var problem = NistProblem.Read(name);
        var deviation = Math.Sqrt(problem.ResidualSumOfSquares / (problem.Y.Length - problem.Certified.Length));
        Assert.Equal(1, deviation / problem.ResidualStandardDeviation, CertifiedDigits);
    }

    [Theory]
    [MemberData(nameof(NoisyProblems))]
    public void No_parameter_can_be_moved_without_a_larger_sum_of_squares(string name)
    {
        var problem = NistProblem.Read(name);
        var least = SumOfSquares(problem, problem.Certified);
        for (var k = 0; k < problem.Certified.Length; k++)
            foreach (var side in (double[])[-1, 1])
            {
                var moved = problem.Certified.ToArray();
                moved[k] += side * 0.01 * problem.StandardDeviations[k];
                Assert.True(SumOfSquares(problem, moved) > least, $"b{k + 1} moved by {side} % of its standard deviation is better.");
            }
    }

    [Theory]
    [MemberData(nameof(SeparableProblems))]
    public void Model_is_linear_in_the_parameters_called_linear(string name)
    {
        var problem = NistProblem.Read(name);
        var linear = NistModels.LinearParameters(name);
        var once = problem.Certified.ToArray();
        var (none, twice) = (once.ToArray(), once.ToArray());
        foreach (var k in linear) (none[k], twice[k]) = (0, 2 * once[k]);
        var (f0, f1, f2) = (Values(problem, none), Values(problem, once), Values(problem, twice));
        // Only Roszman1 keeps a term of its own when they are zero.
        if (name != "Roszman1") Assert.All(f0, f => Assert.Equal(0, f));
        for (var i = 0; i < f0.Length; i++)
            Assert.Equal(0, (f2[i] - 2 * f1[i] + f0[i]) / f1[i], 1e-12);
    }

    [Fact]
    public void Unknown_name_is_answered_with_the_known_ones() =>
        Assert.Contains("Misra1a", Assert.Throws<ArgumentException>(() => NistProblem.Read("Misra2")).Message, StringComparison.Ordinal);

    [Fact]
    public void Missing_row_is_noticed() =>
        Assert.Contains("3 observations; the file holds 2", Assert.Throws<FormatException>(() => NistProblem.Parse("""
            name Short
            source none
            difficulty lower
            model y = b1*x
            observations 3
            residual-sum-of-squares 0
            residual-standard-deviation 0
            parameters start1 start2 certified standard-deviation
            b1 1 1 1 1
            data y x
            1 1
            2 2
            """)).Message, StringComparison.Ordinal);

    private static double SumOfSquares(NistProblem problem, double[] parameters) =>
        Values(problem, parameters).Zip(problem.Y, (f, y) => (y - f) * (y - f)).Sum();

    private static double[] Values(NistProblem problem, double[] parameters)
    {
        var values = new double[problem.Y.Length];
        if (problem.Variables == 1)
        {
            NistModels.Of(problem).Evaluate(parameters, problem.X, values);
            return values;
        }
        var x = MemoryMarshal.Cast<double, Lanes1>(problem.X.AsSpan());
        var p = MemoryMarshal.Cast<double, Lanes1>(parameters.AsSpan());
        for (var i = 0; i < values.Length; i++)
            values[i] = Lanes1.Sum(Nelson.Value<Lanes1>(x.Slice(2 * i, 2), p));
        return values;
    }
}
