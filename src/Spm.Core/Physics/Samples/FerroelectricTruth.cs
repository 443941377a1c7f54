namespace Spm.Core.Physics.Samples;

/// <summary>What is true of a polarization lattice, cell by cell.</summary>
internal static class FerroelectricTruth
{
    /// <summary>Polarization, coercive bias E_c(α)/e and imprint bias −E_imprint/e of the cell at a place, with e the tip's field per volt.</summary>
    public static IReadOnlyList<SampleProperty> Of(PolarizationLattice lattice)
    {
        var fieldPerVolt = new TipGeometry().FieldPerVolt;
        return
        [
            new("polarization", "Polarization in units of the spontaneous one", "", (x, y) => Ratio(lattice.Polarization[Cell(x, y)], lattice.Landau.SpontaneousPolarization)),
            new("coercive bias", "Coercive bias of the cell", "V", (x, y) => lattice.Landau.CoerciveFieldAt(lattice.Alpha[Cell(x, y)]) / fieldPerVolt),
            new("imprint", "Bias by which the built-in field shifts a loop", "V", (x, y) => -lattice.ImprintField[Cell(x, y)] / fieldPerVolt),
        ];

        int Cell(double x, double y) =>
            Math.Clamp((int)(y / lattice.CellM), 0, lattice.Rows - 1) * lattice.Columns + Math.Clamp((int)(x / lattice.CellM), 0, lattice.Columns - 1);

        double Ratio(double value, double unit) => unit > 0 ? value / unit : 0;
    }
}
