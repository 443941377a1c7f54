using Spm.Core.Data;

namespace Spm.Core.Fitting.Solvers;

/// <summary>A model, its abscissa and the options, checked: what all solvers of one batch share. Nothing in it changes.</summary>
internal sealed class ModelProblem
{
    /// <exception cref="ArgumentException">The abscissa has the wrong length or nothing finite, a symbol is unknown, or a bound, start, noise or weight is out of range.</exception>
    public ModelProblem(FitModel model, ReadOnlySpan<double> x, ModelFitOptions options)
    {
        options.Validate();
        (Model, Options, X) = (model, options, x.ToArray());
        if (x.Length == 0 || x.Length % model.Variables != 0)
            throw new ArgumentException($"{model.Name} has {model.Variables} variable{(model.Variables == 1 ? "" : "s")} per point; an abscissa of {x.Length} numbers is no whole number of points above 0.", nameof(x));
        Points = x.Length / model.Variables;
        Channels = model.IsComplex ? 2 : 1;
        RootWeights = WeightsOf(options, Points);
        for (var i = 0; i < Points; i++)
            foreach (var value in x.Slice(i * model.Variables, model.Variables))
                if (!double.IsFinite(value)) RootWeights[i] = 0;
        if (Array.TrueForAll(RootWeights, w => w == 0))
            throw new ArgumentException($"None of the {Points} points can be used: the abscissa is not finite, or the weight is 0, at every one.", nameof(x));
        HasKnownNoise = options.Noise is not null || options.PointNoise is not null;

        Lower = [.. model.Parameters.Select(p => p.Lower)];
        Upper = [.. model.Parameters.Select(p => p.Upper)];
        foreach (var (symbol, (lower, upper)) in options.Bounds)
        {
            if (!(lower < upper)) throw new ArgumentException($"The bounds of '{symbol}' are {lower} to {upper}; the lower one must be below the upper one.", nameof(options));
            (Lower[IndexOf(symbol)], Upper[IndexOf(symbol)]) = (lower, upper);
        }
        Fixed = Named(options.Fixed, nameof(options.Fixed));
        // A constant of the experiment stays as the model has it, unless the options fix, start or bound it.
        foreach (var (j, p) in model.Parameters.Index())
            if (p.IsFixed && double.IsNaN(Fixed[j]) && !IsNamed(options.Start.Keys, p) && !IsNamed(options.Bounds.Keys, p)) Fixed[j] = p.Start;
        Start = Named(options.Start, nameof(options.Start));
        for (var j = 0; j < Start.Length; j++)
            if (Start[j] < Lower[j] || Start[j] > Upper[j])
                throw new ArgumentException($"The start {model.Parameters[j].Symbol} = {Start[j]} lies outside its bounds {Lower[j]} to {Upper[j]}.", nameof(options));
        var free = Enumerable.Range(0, model.Parameters.Count).Where(j => double.IsNaN(Fixed[j])).ToArray();
        if (free.Length == 0) throw new ArgumentException($"All parameters of {model.Name} are fixed; nothing is left to fit.", nameof(options));
        Columns = [.. free.Where(j => model.Parameters[j].IsLinear), .. free.Where(j => !model.Parameters[j].IsLinear)];
        LinearCount = free.Count(j => model.Parameters[j].IsLinear);
    }

    public FitModel Model { get; }

    public ModelFitOptions Options { get; }

    /// <summary>[point × variable].</summary>
    public double[] X { get; }

    public int Points { get; }

    /// <summary>Numbers per point: 2 when complex.</summary>
    public int Channels { get; }

    public int ParameterCount => Model.Parameters.Count;

    /// <summary>[point]: √w, with w = 1/σ² where the noise is known; 0 where the point cannot be used.</summary>
    public double[] RootWeights { get; }

    public bool HasKnownNoise { get; }

    /// <summary>The parameter of each column of the Jacobian, those that are linear first.</summary>
    public int[] Columns { get; }

    /// <summary>How many of <see cref="Columns"/> are linear.</summary>
    public int LinearCount { get; }

    /// <summary>[parameter].</summary>
    public double[] Lower { get; }

    /// <summary>[parameter].</summary>
    public double[] Upper { get; }

    /// <summary>[parameter]: the value of a fixed parameter, else NaN.</summary>
    public double[] Fixed { get; }

    /// <summary>[parameter]: the start that the options give, else NaN.</summary>
    public double[] Start { get; }

    /// <summary>True when a parameter is exactly on a bound.</summary>
    public bool IsOnBound(ReadOnlySpan<double> point, int parameter) => point[parameter] <= Lower[parameter] || point[parameter] >= Upper[parameter];

    private static bool IsNamed(IEnumerable<string> symbols, ModelParameter parameter) => symbols.Contains(parameter.Symbol, StringComparer.OrdinalIgnoreCase);

    private int IndexOf(string symbol)
    {
        for (var j = 0; j < Model.Parameters.Count; j++)
            if (Model.Parameters[j].Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase)) return j;
        var symbols = Model.Parameters.Select(p => p.Symbol).OrderBy(s => NearestNames.Distance(symbol, s)).ToArray();
        throw new ArgumentException($"{Model.Name} has no parameter '{symbol}'. It has: {string.Join(", ", symbols)}.");
    }

    private double[] Named(IReadOnlyDictionary<string, double> values, string option)
    {
        var all = new double[ParameterCount];
        Array.Fill(all, double.NaN);
        foreach (var (symbol, value) in values)
        {
            if (!double.IsFinite(value)) throw new ArgumentException($"{option} of '{symbol}' must be a finite number, got {value}.");
            all[IndexOf(symbol)] = value;
        }
        return all;
    }

    private static double[] WeightsOf(ModelFitOptions options, int points)
    {
        var roots = new double[points];
        Array.Fill(roots, 1 / (options.Noise ?? 1));
        if (options.PointNoise is { } noise) Read(noise, nameof(options.PointNoise), s => s > 0 && double.IsFinite(s), "above 0 and finite", s => 1 / s);
        if (options.Weights is { } weights) Read(weights, nameof(options.Weights), w => w >= 0 && double.IsFinite(w), "0 or above and finite", Math.Sqrt);
        return roots;

        void Read(IReadOnlyList<double> values, string option, Func<double, bool> allowed, string range, Func<double, double> root)
        {
            if (values.Count != points) throw new ArgumentException($"{option} has {values.Count} values; the abscissa has {points} points.");
            for (var i = 0; i < points; i++)
                roots[i] = allowed(values[i]) ? root(values[i]) : throw new ArgumentException($"{option} must be {range}; that of point {i} is {values[i]}.");
        }
    }
}
