namespace Spm.Core.Spectroscopy;

/// <summary>One way of a force–distance curve, in the order measured.</summary>
/// <param name="ZM">Position of the cantilever's base in m, away from the sample positive.</param>
/// <param name="DeflectionM">Deflection in m, away from the sample positive. A force in N does as well: the marks are then in N.</param>
public sealed record ForceBranch(double[] ZM, double[] DeflectionM)
{
    /// <summary>Number of points.</summary>
    public int Count => ZM.Length;

    /// <summary>No points: a curve that was not swept back.</summary>
    public static ForceBranch None { get; } = new([], []);
}
