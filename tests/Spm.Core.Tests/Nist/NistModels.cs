using Spm.Core.Fitting;

namespace Spm.Core.Tests.Nist;

/// <summary>NIST's problems as models to fit: the function, parameters b1, b2, …, and which of them are linear.</summary>
internal static class NistModels
{
    /// <summary>Indices of the parameters in which the model is linear, all together; empty when there is none. Roszman1 keeps a term when they are zero.</summary>
    public static int[] LinearParameters(string problem) => problem switch
    {
        "Lanczos1" or "Lanczos2" or "Lanczos3" => [0, 2, 4],
        "Gauss1" or "Gauss2" or "Gauss3" => [0, 2, 5],
        "Kirby2" or "MGH17" => [0, 1, 2],
        "Hahn1" or "Thurber" => [0, 1, 2, 3],
        "Roszman1" or "Nelson" => [0, 1],
        "ENSO" => [0, 1, 2, 4, 5, 7, 8],
        "Chwirut1" or "Chwirut2" => [],
        _ => [0],
    };

    /// <summary>The parameters b1, b2, … of a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="isSeparable">Mark the linear parameters as such, so that they are eliminated and their starts are not used.</param>
    public static ModelParameter[] Parameters(NistProblem problem, bool isSeparable = false)
    {
        var linear = LinearParameters(problem.Name);
        return [.. problem.Certified.Select((_, k) => new ModelParameter($"b{k + 1}", $"b{k + 1}") { IsLinear = isSeparable && linear.Contains(k) })];
    }

    /// <summary>The model of a problem with one predictor, that is of all but Nelson, whose function is <see cref="Nelson"/>.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="isSeparable">Mark the linear parameters as such, so that they are eliminated and their starts are not used.</param>
    /// <exception cref="ArgumentException">The problem has no model of one variable.</exception>
    public static FitModel Of(NistProblem problem, bool isSeparable = false)
    {
        return problem.Name switch
        {
            "Misra1a" or "BoxBOD" => Model<Misra1a>(),
            "Misra1b" => Model<Misra1b>(),
            "Misra1c" => Model<Misra1c>(),
            "Misra1d" => Model<Misra1d>(),
            "Chwirut1" or "Chwirut2" => Model<Chwirut>(),
            "Lanczos1" or "Lanczos2" or "Lanczos3" => Model<Lanczos>(),
            "Gauss1" or "Gauss2" or "Gauss3" => Model<TwoGaussians>(),
            "DanWood" => Model<DanWood>(),
            "Kirby2" => Model<Kirby2>(),
            "Hahn1" or "Thurber" => Model<CubicOverCubic>(),
            "MGH17" => Model<Mgh17>(),
            "Roszman1" => Model<Roszman1>(),
            "ENSO" => Model<Enso>(),
            "MGH09" => Model<Mgh09>(),
            "MGH10" => Model<Mgh10>(),
            "Eckerle4" => Model<Eckerle4>(),
            "Rat42" => Model<Rat42>(),
            "Rat43" => Model<Rat43>(),
            "Bennett5" => Model<Bennett5>(),
            _ => throw new ArgumentException($"'{problem.Name}' has no model of one variable.", nameof(problem)),
        };

        FitModel Model<TFunction>() where TFunction : struct, IModelFunction => FitModel.Of<TFunction>(problem.Name, Parameters(problem, isSeparable));
    }
}
