namespace Spm.Core.Instruments.Registration;

/// <summary>What the frequencies of a correlation weigh.</summary>
public enum CorrelationKind
{
    /// <summary>By their power in both frames, those of noise less: close to maximum likelihood.</summary>
    CrossCorrelation,

    /// <summary>All the same: only phases count. A sharp peak when brightness varies slowly over the frames, but noise weighs as much as structure.</summary>
    PhaseCorrelation,
}

/// <summary>How the shift between two frames is measured.</summary>
public sealed record RegistrationOptions
{
    /// <summary>What the frequencies weigh.</summary>
    public CorrelationKind Kind { get; init; }

    /// <summary>Steps per pixel of the grid on which the peak is refined; a parabola through its top goes below that.</summary>
    public int Upsampling { get; init; } = 50;

    /// <summary>
    /// For frames that go on at the opposite edge, as simulated ones may: no plane, no window, and a shift comes in again on the other side.
    /// </summary>
    public bool IsPeriodic { get; init; }

    internal void Check()
    {
        RequestRule.InRange(Upsampling, 1, 1000, "", nameof(Upsampling), "Upsampling = 50");
        if (!Enum.IsDefined(Kind)) throw new ArgumentException($"{nameof(Kind)} must be {string.Join(" or ", Enum.GetNames<CorrelationKind>())}, got {Kind}.");
    }
}
