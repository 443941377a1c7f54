namespace Spm.Core.Spectroscopy;

/// <summary>How relaxations after a pulse are analysed.</summary>
public sealed record RelaxationOptions
{
    /// <summary>The models that are compared: any of exponential, double-exponential, stretched-exponential and power-law.</summary>
    public IReadOnlyList<string> Models { get; init; } = ["exponential", "double-exponential", "stretched-exponential", "power-law"];

    /// <summary>Name of the time dimension; null: the only spectroscopic one in s or a multiple of it.</summary>
    public string? TimeDimension { get; init; }

    /// <summary>Probability that noise about a constant passes for a relaxation.</summary>
    public double FalseAlarm { get; init; } = 1e-3;

    /// <summary>How many threads fit; −1 for all cores.</summary>
    public int MaxDegreeOfParallelism { get; init; } = -1;
}
