namespace Spm.Core.Fitting.Models;

/// <summary>Parameters as the library's models write them: what they are by their unit, y for the data's and x for the abscissa's.</summary>
internal static class ParameterOf
{
    /// <summary>In the unit of the data, linear.</summary>
    public static ModelParameter Response(string name, string symbol, string description) =>
        new(name, symbol, description) { ResponsePower = 1, IsLinear = true };

    /// <summary>y·xᵖᵒʷᵉʳ, linear.</summary>
    public static ModelParameter Coefficient(string name, string symbol, int power, string description) =>
        new(name, symbol, description) { ResponsePower = 1, AbscissaPower = power, IsLinear = true };

    /// <summary>A place on the abscissa.</summary>
    public static ModelParameter Position(string name, string symbol, string description) =>
        new(name, symbol, description) { AbscissaPower = 1 };

    /// <summary>A length along the abscissa, above 0.</summary>
    public static ModelParameter Width(string name, string symbol, string description) =>
        new(name, symbol, description) { AbscissaPower = 1, Lower = 0 };

    /// <summary>A number without unit within bounds.</summary>
    public static ModelParameter Number(string name, string symbol, double lower, double upper, string description) =>
        new(name, symbol, description) { Lower = lower, Upper = upper };

    /// <summary>A constant of the experiment with a unit of its own.</summary>
    public static ModelParameter Constant(string name, string symbol, string unit, double value, string description) =>
        new(name, symbol, description) { FixedUnit = unit, Start = value, Lower = 0, IsFixed = true };

    /// <summary>The constant offset c.</summary>
    public static ModelParameter Offset(string description = "Constant offset.") => Response("Offset", "c", description);
}
