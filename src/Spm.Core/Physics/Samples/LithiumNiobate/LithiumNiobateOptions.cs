namespace Spm.Core.Physics.Samples;

/// <summary>Constants and switches of <see cref="LithiumNiobateSample"/>.</summary>
public sealed record LithiumNiobateOptions
{
    /// <summary>Radius and growth of a single domain.</summary>
    public DomainWritingLaw Law { get; init; } = new();

    /// <summary>How pulses influence each other: A, B, ℓ1, ℓ2 and memory are used, biases in units of its V_c, lengths in units of r_0.</summary>
    public DomainRow Neighbours { get; init; } = new();

    /// <summary>How screening charge fades, and with it the influence of earlier pulses.</summary>
    public ScreeningCharge Charge { get; init; } = new();

    /// <summary>False: every pulse writes as if it were alone.</summary>
    public bool NeighboursOn { get; init; } = true;

    /// <summary>Relative standard deviation of the local V_c.</summary>
    public double CriticalBiasSpread { get; init; } = 0.03;

    /// <summary>Surface potential in V of the charge of a domain of u = 1, right below the tip, when it is fresh.</summary>
    public double ChargePotentialV { get; init; } = 0.15;
}
