namespace Spm.Core.Data;

/// <summary>
/// A scalar over a two-dimensional scan. <see cref="Values"/> is indexed [row, column]: rows run along <see cref="Vertical"/>
/// (value rising upwards), columns along <see cref="Horizontal"/>. A pixel without a valid value is NaN and has a reason.
/// </summary>
/// <param name="Name">What is mapped, such as <c>Coercive bias V+</c>.</param>
/// <param name="Unit">Unit of the values.</param>
/// <param name="Horizontal">Axis of the columns.</param>
/// <param name="Vertical">Axis of the rows.</param>
/// <param name="Values">[row, column]; NaN where the pixel is bad.</param>
/// <param name="BadReasons">[row, column]: why a pixel is bad, or null where it is good.</param>
/// <param name="IsCyclic">True for a phase: −π and π are the same.</param>
public sealed record ScalarMap(string Name, string Unit, Dimension Horizontal, Dimension Vertical, double[,] Values, string?[,] BadReasons, bool IsCyclic = false)
{
    /// <summary>[row, column]: standard error of each value, NaN where it cannot be had; null when the quantity has none.</summary>
    public double[,]? StandardErrors { get; init; }

    /// <summary>Number of pixels without a valid value.</summary>
    public int BadCount => BadReasons.Cast<string?>().Count(reason => reason is not null);
}
