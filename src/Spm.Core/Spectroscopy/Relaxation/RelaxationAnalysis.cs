using Spm.Core.Data;
using Spm.Core.Fitting;

namespace Spm.Core.Spectroscopy;

/// <summary>Several laws fitted to every relaxation after a pulse, the best one chosen by the Bayesian information criterion.</summary>
public static class RelaxationAnalysis
{
    /// <summary>
    /// Fits each law to every curve along the time and chooses the one with the least BIC = n·ln(S/n) + k·ln n, S = Σr² over the n finite points, k
    /// parameters. Weights are w = e^{−ΔBIC/2}/Σe^{−ΔBIC/2} over the laws whose fit is good. Of the chosen law:
    /// <c>amplitude</c> (A; A1 + A2), <c>time</c> the mean relaxation time ⟨τ⟩ = ∫(f − c)dt/A (τ; (A1τ1 + A2τ2)/(A1 + A2); (τ/β)·Γ(1/β); none for a
    /// power law), <c>final</c> c, <c>exponent</c> (β; n), with standard errors by the delta method and the full covariance.
    /// </summary>
    /// <remarks>Source: Schwarz, Ann. Stat. 6, 461 (1978) for BIC; science.md §2 for the laws.</remarks>
    /// <param name="source">Real data with a time dimension, counted from the pulse, and any others such as position and write bias.</param>
    /// <param name="options">Which laws, which dimension; defaults when null.</param>
    /// <param name="progress">Told the number of curves done by the law being fitted.</param>
    /// <param name="cancel">Honoured between blocks.</param>
    /// <returns>
    /// Quantities over the dataset's other dimensions: those above, <c>law</c> (place of the chosen one in <see cref="RelaxationResult.Laws"/>), and
    /// <c>dBIC.LAW</c>, <c>weight.LAW</c> of each; NaN with a reason where no law fits.
    /// </returns>
    /// <exception cref="ArgumentException">The data are complex, the time dimension is not clear, or a law is unknown.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RelaxationResult Of(Dataset source, RelaxationOptions? options = null, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        var laws = Laws(options);
        var time = AxisChoice.Time(source, options.TimeDimension, "the analysis of relaxations");
        var reader = new CurveReader(source, "the analysis of relaxations", time);
        var fitOptions = new ModelFitOptions { Along = source.Dimensions[time].Name, FalseAlarm = options.FalseAlarm, MaxDegreeOfParallelism = options.MaxDegreeOfParallelism };
        FitResult[] fits = [.. laws.Select(law => ModelFitter.Fit(source, law.Model, fitOptions, progress, cancel))];
        var choice = new RelaxationChoice(laws, fits);
        var curve = new double[reader.Points];
        for (var k = 0; k < reader.Count; k++)
        {
            cancel.ThrowIfCancellationRequested();
            reader.Read(k, curve);
            choice.Choose(k, curve);
        }
        return new([.. laws.Select(l => l.Name)], fits, new()
        {
            Name = $"relaxation of {source.Name}",
            Source = source,
            Dimensions = reader.Dimensions,
            Quantities = choice.Quantities(source.Unit, source.Dimensions[time].Unit),
            Reasons = choice.Reasons,
            Provenance =
            [
                .. source.Provenance,
                ProvenanceStep.Ours("relaxation analysis", source.Name, (nameof(options.Models), string.Join(", ", options.Models)), ("time dimension", source.Dimensions[time].Name), (nameof(options.FalseAlarm), options.FalseAlarm)),
            ],
        });
    }

    private static RelaxationLaw[] Laws(RelaxationOptions options)
    {
        if (options.Models.Count == 0)
            throw new ArgumentException($"Give at least one law: {string.Join(", ", RelaxationLaw.All.Select(l => l.Name))}.", nameof(options));
        RelaxationLaw[] laws = [.. options.Models.Select(name => RelaxationLaw.All.FirstOrDefault(l => l.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no relaxation law '{name}'. There are: {string.Join(", ", NearestNames.Order(name, RelaxationLaw.All.Select(l => l.Name)))}.", nameof(options)))];
        return laws.Distinct().Count() == laws.Length ? laws : throw new ArgumentException("A law is compared with the others, not with itself: name each once.", nameof(options));
    }
}

/// <summary>Relaxations and what was chosen for them.</summary>
/// <param name="Laws">Names of the laws compared, in the order of <c>law</c>.</param>
/// <param name="Fits">The fit of each law, in the same order.</param>
/// <param name="Derived">The quantities with their errors, over the dataset's dimensions without the time.</param>
public sealed record RelaxationResult(IReadOnlyList<string> Laws, IReadOnlyList<FitResult> Fits, DerivedResult Derived);
