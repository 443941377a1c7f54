namespace Spm.Core.Spectroscopy;

/// <summary>How contact Kelvin probe data are analysed.</summary>
public sealed record CkpfmOptions
{
    /// <summary>Name of the dimension of the write bias; null: the one with <c>write</c> in its name, else the other one in V.</summary>
    public string? WriteDimension { get; init; }

    /// <summary>Name of the dimension of the read bias; null: the one with <c>read</c> in its name, else the other one in V.</summary>
    public string? ReadDimension { get; init; }

    /// <summary>A slope below this many of its standard errors has no intercept with the axis: the contact potential difference is not determined.</summary>
    public double SlopeSignificance { get; init; } = 3;

    /// <exception cref="ArgumentOutOfRangeException">Names the option, its range and the value given.</exception>
    internal void Check()
    {
        if (!(SlopeSignificance >= 0 && double.IsFinite(SlopeSignificance)))
            throw new ArgumentOutOfRangeException(nameof(SlopeSignificance), $"The significance of the slope must be 0 or more, got {SlopeSignificance}.");
    }
}
