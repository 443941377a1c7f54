using System.Runtime.InteropServices;
using Spm.Core.Fitting.Gradients;
using Spm.Core.Fitting.Solvers;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting;

/// <summary>
/// Starts for one spectrum. Real data are [point], complex ones [point × 2] with real and imaginary parts interleaved; points that are
/// not finite have been taken out, and at least as many points as parameters are left.
/// </summary>
/// <param name="x">Abscissa, [point], in the order measured.</param>
/// <param name="y">Data.</param>
/// <param name="starts">[start × parameter], out; room for <see cref="FitModel.MaximumStarts"/>.</param>
/// <returns>Number of starts written; 0 when the data give no hold.</returns>
public delegate int ModelGuess(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> starts);

/// <summary>A model that can be fitted in batch: a function with named parameters, bounds, units and a guess of its own.</summary>
public abstract class FitModel
{
    private ModelGuess? _guess;
    private int _maximumStarts = 1;
    private string _title = "", _formula = "";
    private IReadOnlyList<string> _abscissaUnits = [];

    private protected FitModel(string name, IReadOnlyList<ModelParameter> parameters, bool isComplex) =>
        (Name, Parameters, IsComplex) = (name, Checked(name, parameters), isComplex);

    /// <summary>Name as typed, such as <c>lorentzian</c>.</summary>
    public string Name { get; }

    /// <summary>Name for people, such as <c>Lorentzian peak</c>.</summary>
    public string Title { get => _title; init => _title = value; }

    /// <summary>The formula in LaTeX, with the parameters' symbols.</summary>
    public string Formula { get => _formula; init => _formula = value; }

    /// <summary>What it describes and where it holds.</summary>
    public string Description { get; init; } = "";

    /// <summary>Where the formula comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Units of the abscissa that the model is meant for, such as <c>V</c>, used to find the dimension to fit along; empty when any will do.</summary>
    public IReadOnlyList<string> AbscissaUnits { get => _abscissaUnits; init => _abscissaUnits = value; }

    /// <summary>
    /// Units of the data that the model is meant for; empty when any will do. A model that names one here computes in it, and in the
    /// first of <see cref="AbscissaUnits"/>: data in a multiple such as nN or nm are brought to it before the fit, other units are refused.
    /// </summary>
    public IReadOnlyList<string> ResponseUnits { get; init; } = [];

    /// <summary>
    /// True when the model has kinks or steps that move with its parameters, so that the best fit may lie on one, where the gradient does not
    /// vanish. A search that no step improves any more has then converged.
    /// </summary>
    public bool HasKinks { get; init; }

    /// <summary>True when the data are complex.</summary>
    public bool IsComplex { get; }

    /// <summary>Parameters in the function's order.</summary>
    public IReadOnlyList<ModelParameter> Parameters { get; }

    /// <summary>The model's own guess; null when it starts from <see cref="ModelParameter.Start"/> or from a search within the bounds.</summary>
    public ModelGuess? Guess { get => _guess; init => _guess = value; }

    /// <summary>How many starts the guess may write.</summary>
    public int MaximumStarts { get => _maximumStarts; init => _maximumStarts = value; }

    /// <summary>Number of variables of the abscissa; 1 for nearly every model.</summary>
    public virtual int Variables => 1;

    /// <summary>f at each point.</summary>
    /// <param name="parameters">[parameter].</param>
    /// <param name="x">[point], or [point × variable].</param>
    /// <param name="y">[point], complex models [point × 2] interleaved.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Evaluate(ReadOnlySpan<double> parameters, ReadOnlySpan<double> x, Span<double> y)
    {
        if (parameters.Length != Parameters.Count)
            throw new ArgumentException($"{Name} has {Parameters.Count} parameters ({string.Join(", ", Parameters.Select(p => p.Symbol))}), got {parameters.Length}.", nameof(parameters));
        var perPoint = IsComplex ? 2 : 1;
        if (x.Length % Variables != 0 || y.Length != x.Length / Variables * perPoint)
            throw new ArgumentException($"{x.Length / Variables} points of {Name} give {x.Length / Variables * perPoint} numbers, the destination holds {y.Length}.", nameof(y));
        EvaluateCore(parameters, x, y);
    }

    /// <summary>The same model with a guess, texts or units of its own; what is null stays as it is.</summary>
    /// <param name="guess">Where the search starts, from the data.</param>
    /// <param name="maximumStarts">How many starts the guess may write.</param>
    /// <param name="title">Name for people.</param>
    /// <param name="formula">LaTeX.</param>
    /// <param name="abscissaUnits">Units of the dimension to fit along.</param>
    /// <exception cref="ArgumentOutOfRangeException">A guess writes at least one start.</exception>
    public FitModel With(ModelGuess? guess = null, int? maximumStarts = null, string? title = null, string? formula = null, IReadOnlyList<string>? abscissaUnits = null)
    {
        if (maximumStarts is { } starts) ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1, nameof(maximumStarts));
        var copy = (FitModel)MemberwiseClone();
        (copy._guess, copy._maximumStarts) = (guess ?? _guess, maximumStarts ?? _maximumStarts);
        (copy._title, copy._formula, copy._abscissaUnits) = (title ?? _title, formula ?? _formula, abscissaUnits ?? _abscissaUnits);
        return copy;
    }

    /// <summary>A real model of one variable.</summary>
    /// <exception cref="ArgumentException">There is no parameter, a symbol occurs twice, or bounds are crossed.</exception>
    public static FitModel Of<TFunction>(string name, params IReadOnlyList<ModelParameter> parameters) where TFunction : struct, IModelFunction =>
        new RealModel<TFunction>(name, parameters);

    /// <summary>A complex model of one variable.</summary>
    /// <exception cref="ArgumentException">There is no parameter, a symbol occurs twice, or bounds are crossed.</exception>
    public static FitModel OfComplex<TFunction>(string name, params IReadOnlyList<ModelParameter> parameters) where TFunction : struct, IComplexModelFunction =>
        new ComplexModel<TFunction>(name, parameters);

    /// <summary>A real model of several variables.</summary>
    /// <exception cref="ArgumentException">There is no parameter, a symbol occurs twice, or bounds are crossed.</exception>
    public static FitModel OfMany<TFunction>(string name, params IReadOnlyList<ModelParameter> parameters) where TFunction : struct, IMultivariateModelFunction =>
        new MultivariateModel<TFunction>(name, parameters);

    /// <summary>What the solver of one batch calls at every iteration, in lanes.</summary>
    /// <param name="columns">The parameters to differentiate by.</param>
    internal abstract ModelPass<T> CreatePass<T>(int[] columns) where T : unmanaged, IRealLanes<T>;

    /// <summary>Exact derivatives in plain doubles.</summary>
    /// <param name="columns">The parameters to differentiate by.</param>
    internal abstract ModelSlopes CreateSlopes(int[] columns);

    /// <summary>The formula as the function writes it, and the steps of its values.</summary>
    internal abstract (Formula Formula, int[] Values) ReadFormula();

    private protected abstract void EvaluateCore(ReadOnlySpan<double> parameters, ReadOnlySpan<double> x, Span<double> y);

    private static IReadOnlyList<ModelParameter> Checked(string name, IReadOnlyList<ModelParameter> parameters)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Count == 0)
            throw new ArgumentException($"The model '{name}' has no parameters; give one ModelParameter for each p[i] in the order of the function.", nameof(parameters));
        if (parameters.GroupBy(p => p.Symbol, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"The model '{name}' has {twice.Count()} parameters with the symbol '{twice.Key}'; a symbol names one parameter.", nameof(parameters));
        if (parameters.FirstOrDefault(p => !(p.Lower < p.Upper)) is { } crossed)
            throw new ArgumentException($"The bounds of '{crossed.Symbol}' are {crossed.Lower} to {crossed.Upper}; the lower one must be below the upper one.", nameof(parameters));
        return [.. parameters];
    }
}

/// <summary>A real model of one variable.</summary>
internal sealed class RealModel<TFunction>(string name, IReadOnlyList<ModelParameter> parameters) : FitModel(name, parameters, false)
    where TFunction : struct, IModelFunction
{
    internal override ModelPass<T> CreatePass<T>(int[] columns) => new ModelPass<RealKernel<TFunction>, T>(Parameters.Count, columns);

    internal override ModelSlopes CreateSlopes(int[] columns) => new ModelSlopes<RealKernel<TFunction>>(Parameters.Count, columns);

    internal override (Formula Formula, int[] Values) ReadFormula() => ModelFormula.Read<RealKernel<TFunction>>(Parameters.Count);

    private protected override void EvaluateCore(ReadOnlySpan<double> parameters, ReadOnlySpan<double> x, Span<double> y)
    {
        var p = MemoryMarshal.Cast<double, Lanes1>(parameters);
        for (var i = 0; i < x.Length; i++)
            y[i] = Lanes1.Sum(TFunction.Value<Lanes1>(x[i], p));
    }
}

/// <summary>A complex model of one variable.</summary>
internal sealed class ComplexModel<TFunction>(string name, IReadOnlyList<ModelParameter> parameters) : FitModel(name, parameters, true)
    where TFunction : struct, IComplexModelFunction
{
    internal override ModelPass<T> CreatePass<T>(int[] columns) => new ModelPass<ComplexKernel<TFunction>, T>(Parameters.Count, columns);

    internal override ModelSlopes CreateSlopes(int[] columns) => new ModelSlopes<ComplexKernel<TFunction>>(Parameters.Count, columns);

    internal override (Formula Formula, int[] Values) ReadFormula() => ModelFormula.Read<ComplexKernel<TFunction>>(Parameters.Count);

    private protected override void EvaluateCore(ReadOnlySpan<double> parameters, ReadOnlySpan<double> x, Span<double> y)
    {
        var p = MemoryMarshal.Cast<double, Lanes1>(parameters);
        for (var i = 0; i < x.Length; i++)
        {
            TFunction.Value<Lanes1>(x[i], p, out var real, out var imaginary);
            (y[2 * i], y[2 * i + 1]) = (Lanes1.Sum(real), Lanes1.Sum(imaginary));
        }
    }
}

/// <summary>A real model of several variables.</summary>
internal sealed class MultivariateModel<TFunction>(string name, IReadOnlyList<ModelParameter> parameters) : FitModel(name, parameters, false)
    where TFunction : struct, IMultivariateModelFunction
{
    public override int Variables => TFunction.Variables;

    internal override ModelPass<T> CreatePass<T>(int[] columns) => new ModelPass<MultivariateKernel<TFunction>, T>(Parameters.Count, columns);

    internal override ModelSlopes CreateSlopes(int[] columns) => new ModelSlopes<MultivariateKernel<TFunction>>(Parameters.Count, columns);

    internal override (Formula Formula, int[] Values) ReadFormula() => ModelFormula.Read<MultivariateKernel<TFunction>>(Parameters.Count);

    private protected override void EvaluateCore(ReadOnlySpan<double> parameters, ReadOnlySpan<double> x, Span<double> y)
    {
        var p = MemoryMarshal.Cast<double, Lanes1>(parameters);
        var variables = MemoryMarshal.Cast<double, Lanes1>(x);
        for (var i = 0; i < y.Length; i++)
            y[i] = Lanes1.Sum(TFunction.Value(variables.Slice(i * Variables, Variables), p));
    }
}
