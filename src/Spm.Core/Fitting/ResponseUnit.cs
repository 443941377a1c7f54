using Spm.Core.Data;

namespace Spm.Core.Fitting;

/// <summary>Data in the unit that a model computes in, so that a parameter with a unit of its own, such as a modulus in Pa, is right.</summary>
internal static class ResponseUnit
{
    /// <summary>The same data in the model's unit; the dataset itself when it is so already or the model takes any.</summary>
    /// <exception cref="ArgumentException">The data are in another unit, or in none.</exception>
    public static Dataset Of(Dataset source, FitModel model)
    {
        if (model.ResponseUnits.Count == 0 || model.ResponseUnits.Contains(source.Unit)) return source;
        foreach (var unit in model.ResponseUnits)
        {
            var (have, want) = (UnitSymbol.Parse(source.Unit), UnitSymbol.Parse(unit));
            if (have.Base != want.Base || !have.TakesPrefix) continue;
            var factor = Math.Pow(10, have.Exponent - want.Exponent);
            return new(source.Name, source.Quantity, unit, source.Dimensions, new ScaledStore(source.Samples, factor), source.Metadata, source.Provenance) { SourcePath = source.SourcePath };
        }
        throw new ArgumentException($"{model.Name} needs data in {string.Join(" or ", model.ResponseUnits)} or a multiple of it; '{source.Name}' is {source.Quantity} in {(source.Unit.Length > 0 ? source.Unit : "no unit")}. "
            + "Calibrate it first: deflection times sensitivity (m/V) times spring constant (N/m) is the force.", nameof(source));
    }
}
