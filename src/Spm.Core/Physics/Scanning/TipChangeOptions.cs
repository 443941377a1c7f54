using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>
/// How a tip changes. Changes come at random, with a constant rate λ (times between them have the density λ e^{−λt}). Each gives the tip
/// another of the shapes, all equally likely, and moves its apex by a normal random length: an atom or a flake picked up or lost.
/// </summary>
/// <param name="RatePerS">λ in 1/s of virtual time.</param>
/// <param name="ApexShiftM">Standard deviation in m of the apex's move along z.</param>
public sealed record TipChangeOptions(double RatePerS = 2e-3, double ApexShiftM = 0.4e-9)
{
    /// <summary>Shapes besides <see cref="ScannerOptions.Tip"/>, for instance a double, a worn and a contaminated one; none leaves the shape.</summary>
    public IReadOnlyList<TipShape> Shapes { get; init; } = [];

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Shapes);
        AllowedRange.Check<double>(RatePerS, 0, 1e3, "1/s", nameof(RatePerS), "RatePerS: 2e-3");
        AllowedRange.Check<double>(ApexShiftM, 0, 1e-6, "m", nameof(ApexShiftM), "ApexShiftM: 0.4e-9");
    }
}
