namespace Spm.Core.Physics;

/// <summary>
/// Out-of-plane polarization on a square lattice of cells. Cell (row, column) has its centre at
/// x = (column + ½)·cell, y = (row + ½)·cell; the edge is free (the neighbour beyond it is the cell's own mirror image).
/// </summary>
public sealed class PolarizationLattice
{
    private readonly double[] _initial;

    /// <summary>The spot sensed last: a tip senses many times at one place.</summary>
    private SensedSpot? _spot;

    /// <summary>Makes a lattice; arrays are row-major with rows × columns values, in reduced Landau units.</summary>
    /// <param name="rows">Cells along y.</param>
    /// <param name="columns">Cells along x.</param>
    /// <param name="cellM">Side of a cell in m.</param>
    /// <param name="landau">Coefficients common to all cells.</param>
    /// <param name="alpha">Local α; not copied.</param>
    /// <param name="imprintField">Local built-in field; not copied.</param>
    /// <param name="polarization">Starting polarization; not copied, it becomes the state.</param>
    /// <exception cref="ArgumentException">An array has not rows × columns values.</exception>
    public PolarizationLattice(int rows, int columns, double cellM, LandauCoefficients landau, double[] alpha, double[] imprintField, double[] polarization)
    {
        foreach (var array in new[] { alpha, imprintField, polarization })
        {
            if (array.Length != rows * columns)
                throw new ArgumentException($"A lattice of {rows} × {columns} cells needs arrays of {rows * columns} values, got {array.Length}.");
        }
        (Rows, Columns, CellM, Landau, Alpha, ImprintField, Polarization) = (rows, columns, cellM, landau, alpha, imprintField, polarization);
        _initial = (double[])polarization.Clone();
    }

    /// <summary>Cells along y.</summary>
    public int Rows { get; }

    /// <summary>Cells along x.</summary>
    public int Columns { get; }

    /// <summary>Side of a cell in m.</summary>
    public double CellM { get; }

    /// <summary>Coefficients common to all cells.</summary>
    public LandauCoefficients Landau { get; }

    /// <summary>Local α, row-major.</summary>
    public double[] Alpha { get; }

    /// <summary>Local built-in field, row-major.</summary>
    public double[] ImprintField { get; }

    /// <summary>The state, row-major.</summary>
    public double[] Polarization { get; }

    /// <summary>Lets the whole lattice evolve without a tip and makes the outcome the state that <see cref="Restore"/> returns to.</summary>
    /// <param name="duration">Model time.</param>
    public void Settle(double duration)
    {
        var window = new LatticeWindow(this, Rows, Columns);
        window.Load(0, 0);
        window.Evolve(0, duration);
        window.Store();
        Polarization.CopyTo(_initial, 0);
    }

    /// <summary>Returns to the starting state.</summary>
    public void Restore() => _initial.CopyTo(Polarization, 0);

    /// <summary>
    /// Polarization as a tip at (x, y) senses it: Σ w P / (P_s Σ w) with w = exp(−r²/2s²) over the cells within 3s, in units of P_s.
    /// </summary>
    /// <param name="xM">Position in m.</param>
    /// <param name="yM">Position in m.</param>
    /// <param name="resolutionM">s, the standard deviation of the sensed spot in m.</param>
    public double Sense(double xM, double yM, double resolutionM)
    {
        var spot = _spot;
        if (spot is null || !spot.Is(xM, yM, resolutionM)) _spot = spot = new SensedSpot(this, xM, yM, resolutionM);
        return spot.Average(Polarization, Columns) / Landau.SpontaneousPolarization;
    }
}
