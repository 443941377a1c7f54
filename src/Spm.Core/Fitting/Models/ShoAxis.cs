using System.Runtime.CompilerServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Models;

/// <summary>
/// The frequency axis of a band-excitation spectrum made dimensionless: u = f/f_c with f_c the centre of the band, so that
/// d = (f0/f_c)² and b = (f0/f_c)/Q are of order 1 and 1/Q whatever the band. Also the limits that (d, b) may take.
/// </summary>
internal sealed class ShoAxis
{
    /// <summary>Checks the options and makes the axis, its grid included.</summary>
    /// <exception cref="ArgumentException">A frequency or an option is out of range.</exception>
    public static ShoAxis Create(ReadOnlySpan<double> frequenciesHz, ShoFitOptions options)
    {
        options.Validate();
        return new(frequenciesHz, options);
    }

    /// <exception cref="ArgumentException">A frequency is not finite or not positive, or all are equal, or there is not one weight per bin.</exception>
    public ShoAxis(ReadOnlySpan<double> frequenciesHz, ShoFitOptions options)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (var k = 0; k < frequenciesHz.Length; k++)
        {
            var f = frequenciesHz[k];
            if (!double.IsFinite(f) || f <= 0)
                throw new ArgumentException($"Frequencies must be finite and above 0 Hz; number {k} of {frequenciesHz.Length} is {f} Hz.", nameof(frequenciesHz));
            (low, high) = (Math.Min(low, f), Math.Max(high, f));
        }
        if (frequenciesHz.Length == 0) throw new ArgumentException("There are no frequencies: a resonance needs at least three.", nameof(frequenciesHz));
        if (frequenciesHz.Length > 1 && high == low)
            throw new ArgumentException($"All {frequenciesHz.Length} frequencies are {low} Hz: a resonance needs a band.", nameof(frequenciesHz));
        CentreHz = 0.5 * (low + high);
        (Reduced, Squared, Centred) = (new double[frequenciesHz.Length], new double[frequenciesHz.Length], new double[frequenciesHz.Length]);
        for (var k = 0; k < frequenciesHz.Length; k++)
        {
            Reduced[k] = frequenciesHz[k] / CentreHz;
            Squared[k] = Reduced[k] * Reduced[k];
            Centred[k] = (Reduced[k] - 1) * (Reduced[k] + 1);
        }
        if (options.Weights is { } given && given.Count != frequenciesHz.Length)
            throw new ArgumentException($"There are {given.Count} weights for {frequenciesHz.Length} bins; give one per bin.", nameof(options));
        WeightUnit = options.Weights?.Max() ?? 1;
        Weights = new double[frequenciesHz.Length];
        for (var k = 0; k < Weights.Length; k++) Weights[k] = options.Weights is null ? 1 : options.Weights[k] / WeightUnit;
        IsWeighted = Weights.Any(w => w != 1);
        var band = (high - low) / CentreHz;
        Spacing = frequenciesHz.Length > 1 ? band / (frequenciesHz.Length - 1) : 1;
        (First, Last) = (low / CentreHz, high / CentreHz);
        LowestSquare = Math.Pow(Math.Max(First - 0.5 * band, 0.05 * First), 2);
        HighestSquare = Math.Pow(Last + 0.5 * band, 2);
        Narrowest = options.NarrowestLinewidthBins * Spacing;
        Widest = 10;
        Grid = new(this);
    }

    /// <summary>The frequency that u = 1 stands for, Hz.</summary>
    public double CentreHz { get; }

    /// <summary>u per bin.</summary>
    public double[] Reduced { get; }

    /// <summary>u² per bin.</summary>
    public double[] Squared { get; }

    /// <summary>u² − 1 per bin.</summary>
    public double[] Centred { get; }

    /// <summary>Weight per bin, the largest 1.</summary>
    public double[] Weights { get; }

    /// <summary>What the weights given were divided by.</summary>
    public double WeightUnit { get; }

    /// <summary>Whether some bins count less than others.</summary>
    public bool IsWeighted { get; }

    /// <summary>Mean distance of neighbouring bins in u.</summary>
    public double Spacing { get; }

    /// <summary>Lowest u of the band.</summary>
    public double First { get; }

    /// <summary>Highest u of the band.</summary>
    public double Last { get; }

    /// <summary>Lower limit of d: half a band below the band.</summary>
    public double LowestSquare { get; }

    /// <summary>Upper limit of d: half a band above the band.</summary>
    public double HighestSquare { get; }

    /// <summary>Lower limit of the linewidth b: a line much narrower than a bin cannot be told from one bin.</summary>
    public double Narrowest { get; }

    /// <summary>Upper limit of the linewidth b (Q of about 0.1).</summary>
    public double Widest { get; }

    /// <summary>The grid of lines for a search.</summary>
    public ShoGrid Grid { get; }

    /// <summary>Number of bins.</summary>
    public int Bins => Reduced.Length;

    /// <summary>Whether guesses lie where the solver may start.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Allows<T>(T d, T b) where T : struct, ILanes<T> =>
        T.Less(T.Broadcast(LowestSquare), d) & T.Less(d, T.Broadcast(HighestSquare)) & T.Less(T.Broadcast(Narrowest), b) & T.Less(b, T.Broadcast(Widest));
}
