using Spm.Core.Fitting;

namespace Spm.Interactive.Views;

/// <summary>One loop or spectrum with its fit.</summary>
public sealed class LoopView
{
    /// <summary>Picks one fit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such fit.</exception>
    public LoopView(FitResult result, int fit)
    {
        if (fit < 0 || fit >= result.Count)
            throw new ArgumentOutOfRangeException(nameof(fit), $"There is no fit {fit}: they are numbered 0 to {result.Count - 1}.");
        (Result, Fit) = (result, fit);
    }

    /// <summary>All fits.</summary>
    public FitResult Result { get; }

    /// <summary>The one shown.</summary>
    public int Fit { get; }
}
