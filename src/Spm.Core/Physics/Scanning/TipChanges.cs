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
        ScannerRule.InRange(RatePerS, 0, 1e3, "1/s", nameof(RatePerS), "RatePerS: 2e-3");
        ScannerRule.InRange(ApexShiftM, 0, 1e-6, "m", nameof(ApexShiftM), "ApexShiftM: 0.4e-9");
    }
}

/// <summary>The tip's history. It depends on the seed and on virtual time alone.</summary>
/// <param name="options">Rate and shift.</param>
/// <param name="shapes">Number of shapes, the original included.</param>
/// <param name="seed">Seed of the instrument.</param>
internal sealed class TipHistory(TipChangeOptions options, int shapes, int seed)
{
    private RandomSequence _stream = new(seed, RandomPurpose.TipChange);

    /// <summary>Which shape the tip has; 0 is the original.</summary>
    public int Shape { get; private set; }

    /// <summary>How far the apex has moved in m; positive is a longer tip, which measures higher.</summary>
    public double ApexM { get; private set; }

    /// <summary>Changes so far.</summary>
    public int Changes { get; private set; }

    /// <summary>When the next change comes, in s of virtual time.</summary>
    public double NextChangeS { get; private set; } = double.PositiveInfinity;

    /// <summary>Draws the time of the first change after now.</summary>
    public void Begin(double timeS) => NextChangeS = options.RatePerS > 0 ? timeS + Waiting() : double.PositiveInfinity;

    /// <summary>Makes the changes that are due.</summary>
    public void Advance(double timeS)
    {
        while (timeS >= NextChangeS)
        {
            Changes++;
            ApexM += options.ApexShiftM * _stream.NextGaussian();
            if (shapes > 1) Shape = (Shape + 1 + (int)(_stream.NextUniform() * (shapes - 1))) % shapes;
            NextChangeS += Waiting();
        }
    }

    /// <summary>A copy that goes on by itself.</summary>
    public TipHistory Clone() => (TipHistory)MemberwiseClone();

    private double Waiting() => -Math.Log(1 - _stream.NextUniform()) / options.RatePerS;
}
