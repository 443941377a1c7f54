namespace Spm.Core.Fitting;

/// <summary>A quantity computed from each fit, curve or loop.</summary>
/// <param name="Name">Name for people, such as <c>Imprint</c>.</param>
/// <param name="Symbol">Short name for commands.</param>
/// <param name="Unit">Unit symbol.</param>
/// <param name="Values">One value per fit; NaN where the fit is bad or the data do not determine the quantity.</param>
public sealed record DerivedQuantity(string Name, string Symbol, string Unit, double[] Values)
{
    /// <summary>One standard error per value; NaN where it cannot be had; null when the quantity has none at all.</summary>
    public double[]? StandardErrors { get; init; }

    /// <summary>Formula, and which branch is meant.</summary>
    public string Description { get; init; } = "";
}
