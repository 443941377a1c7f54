namespace Spm.Core.Physics.Scanning;

/// <summary>The tip's history. It depends on the seed and on virtual time since the landing alone.</summary>
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
