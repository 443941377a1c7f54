using Spm.Core.Fitting;

namespace Spm.Core.Spectroscopy;

/// <summary>Chooses a law for one curve after the other and keeps what it says. For one thread.</summary>
internal sealed class RelaxationChoice
{
    /// <summary>A sum of squares below this part of the data's own is round-off and does not make a law better than another.</summary>
    private const double RoundOff = 1e-20;

    private readonly RelaxationLaw[] laws;
    private readonly FitResult[] fits;
    private readonly double[][] measured, errors, difference, weight;
    private readonly double[] chosen, criteria, values = new double[RelaxationLaw.Quantities];

    public RelaxationChoice(RelaxationLaw[] laws, FitResult[] fits)
    {
        (this.laws, this.fits) = (laws, fits);
        var count = fits[0].Count;
        (measured, errors) = (New(RelaxationLaw.Quantities), New(RelaxationLaw.Quantities));
        (difference, weight) = (New(laws.Length), New(laws.Length));
        (chosen, criteria, Reasons) = (new double[count], new double[laws.Length], new string?[count]);
        double[][] New(int quantities) => [.. Enumerable.Range(0, quantities).Select(_ => new double[count])];
    }

    /// <summary>[curve]: why no law was chosen; null where one was.</summary>
    public string?[] Reasons { get; }

    /// <summary>Chooses for one curve.</summary>
    public void Choose(int curve, ReadOnlySpan<double> data)
    {
        var (count, variation) = Variation(data);
        var best = -1;
        for (var l = 0; l < laws.Length; l++)
        {
            var sum = Math.Max(fits[l].Cost![curve], RoundOff * variation);
            criteria[l] = fits[l].IsGood(curve) && sum > 0 ? count * Math.Log(sum / count) + laws[l].Count * Math.Log(count) : double.NaN;
            if (!double.IsNaN(criteria[l]) && (best < 0 || criteria[l] < criteria[best]))
                best = l;
        }
        chosen[curve] = best < 0 ? double.NaN : best;
        // The law with the fewest parameters tells best what is the matter with a curve.
        Reasons[curve] = best >= 0 ? null : FitMaps.Reason(fits[laws.Index().MinBy(l => l.Item.Count).Index].Verdict[curve]) ?? "the data do not vary";
        var total = 0.0;
        for (var l = 0; l < laws.Length; l++)
        {
            difference[l][curve] = best < 0 ? double.NaN : criteria[l] - criteria[best];
            weight[l][curve] = best < 0 ? double.NaN : double.IsNaN(criteria[l]) ? 0 : Math.Exp(-difference[l][curve] / 2);
            total += weight[l][curve];
        }
        for (var l = 0; l < laws.Length; l++)
            weight[l][curve] /= total;
        Measure(curve, best, count, data);
    }

    /// <summary>All quantities, in the units of the data and of the time.</summary>
    public IReadOnlyList<DerivedQuantity> Quantities(string response, string time) =>
    [
        new("Relaxing amplitude", "amplitude", response, measured[0]) { StandardErrors = errors[0], Description = "A of the chosen law, A1 + A2 of two times; for a power law at one unit of time" },
        new("Mean relaxation time", "time", time, measured[1]) { StandardErrors = errors[1], Description = "⟨τ⟩ = ∫(f − c)dt/A of the chosen law; a power law has none" },
        new("Final value", "final", response, measured[2]) { StandardErrors = errors[2], Description = "c of the chosen law" },
        new("Exponent", "exponent", "", measured[3]) { StandardErrors = errors[3], Description = "β of a stretched exponential, n of a power law; other laws have none" },
        new("Chosen law", "law", "", chosen) { Description = string.Join(", ", laws.Select((l, i) => $"{i} {l.Name}")) },
        .. laws.Select((l, i) => new DerivedQuantity($"BIC above the best, {l.Name}", $"dBIC.{l.Name}", "", difference[i]) { Description = "0 for the chosen law; above 6 is strong, above 10 very strong evidence against" }),
        .. laws.Select((l, i) => new DerivedQuantity($"Weight, {l.Name}", $"weight.{l.Name}", "", weight[i]) { Description = "e^{−ΔBIC/2}/Σe^{−ΔBIC/2}" }),
    ];

    private void Measure(int curve, int best, int count, ReadOnlySpan<double> data)
    {
        for (var q = 0; q < values.Length; q++)
            measured[q][curve] = errors[q][curve] = double.NaN;
        if (best < 0)
            return;
        var (law, fit, n) = (laws[best], fits[best], laws[best].Count);
        Span<double> gradients = stackalloc double[RelaxationLaw.Quantities * n], covariance = stackalloc double[n * n];
        law.Measure(fit.ParametersOf(curve), values, gradients);
        var hasCovariance = law.TryCovariance(fit.ParametersOf(curve), fit.FitDimension.Values, data, covariance);
        var variance = count > n ? fit.Cost![curve] / (count - n) : double.NaN;
        for (var q = 0; q < values.Length; q++)
        {
            if (!double.IsFinite(values[q]))
                continue;
            measured[q][curve] = values[q];
            var sum = 0.0;
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++)
                    sum += gradients[q * n + i] * covariance[i * n + j] * gradients[q * n + j];
            if (hasCovariance)
                errors[q][curve] = Math.Sqrt(Math.Max(0, sum) * variance);
        }
    }

    /// <summary>Number of finite points and their Σ(y − ȳ)².</summary>
    private static (int Count, double Variation) Variation(ReadOnlySpan<double> data)
    {
        var (count, mean, sum) = (0, 0.0, 0.0);
        foreach (var y in data)
        {
            if (!double.IsFinite(y))
                continue;
            count++;
            var off = y - mean;
            mean += off / count;
            sum += off * (y - mean);
        }
        return (count, sum);
    }
}
