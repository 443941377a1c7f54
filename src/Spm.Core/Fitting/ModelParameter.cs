namespace Spm.Core.Fitting;

/// <summary>
/// A parameter of a <see cref="FitModel"/>. Its unit is given as powers of the units of the data: yᵃ·xᵇ, so a width along x is (0, 1),
/// a slope (1, −1), a rate (0, −1), an exponent (0, 0); a parameter with a unit of its own, such as an angle, states it in
/// <see cref="FixedUnit"/>.
/// </summary>
/// <param name="Name">Name for people, such as <c>Relaxation time</c>.</param>
/// <param name="Symbol">Symbol in the formula, such as <c>tau</c>; also what <c>spm map --of</c> accepts.</param>
/// <param name="Description">What it means.</param>
public sealed record ModelParameter(string Name, string Symbol, string Description = "")
{
    /// <summary>Power of the unit of the data in the parameter's unit.</summary>
    public int ResponsePower { get; init; }

    /// <summary>Power of the unit of the abscissa in the parameter's unit.</summary>
    public int AbscissaPower { get; init; }

    /// <summary>A unit that does not follow from the data, such as <c>rad</c>; null when it follows.</summary>
    public string? FixedUnit { get; init; }

    /// <summary>Lower bound, in the parameter's unit.</summary>
    public double Lower { get; init; } = double.NegativeInfinity;

    /// <summary>Upper bound, in the parameter's unit.</summary>
    public double Upper { get; init; } = double.PositiveInfinity;

    /// <summary>Where the search starts when the model has no guess; NaN when nothing is known.</summary>
    public double Start { get; init; } = double.NaN;

    /// <summary>True for a constant of the experiment, such as a tip radius: held at <see cref="Start"/> unless the fit's options say otherwise.</summary>
    public bool IsFixed { get; init; }

    /// <summary>True when the model is linear in it (all such parameters together), so that it can be eliminated: variable projection.</summary>
    public bool IsLinear { get; init; }

    /// <summary>True for an angle.</summary>
    public bool IsCyclic { get; init; }
}
