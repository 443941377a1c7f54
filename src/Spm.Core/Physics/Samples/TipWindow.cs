namespace Spm.Core.Physics.Samples;

/// <summary>
/// Switches a <see cref="PolarizationLattice"/> below a tip: the Landau–Khalatnikov equation in a window around the contact, as large as
/// the largest bias can switch. The window stays loaded while the contact is the same.
/// </summary>
internal sealed class TipWindow(PolarizationLattice lattice)
{
    /// <summary>Model time per second of bias: a pulse of 4 ms lets all but creeping domains come to rest.</summary>
    public const double ModelTimePerS = 1000;

    private LatticeWindow? _window;
    private TipContact? _aimed;

    /// <summary>Lets the cells below the tip evolve, and writes them to the lattice.</summary>
    public void Apply(TipContact contact, double biasV, double durationS)
    {
        if (!ReferenceEquals(contact, _aimed)) Aim(contact);
        _window!.Evolve(biasV * contact.Tip.FieldPerVolt, durationS * ModelTimePerS);
        _window.Store();
    }

    /// <summary>To be called when something else has changed the lattice.</summary>
    public void Forget() => _aimed = null;

    /// <summary>Puts the window around the tip and works out the tip's field in it.</summary>
    private void Aim(TipContact contact)
    {
        var (tip, cellM) = (contact.Tip, lattice.CellM);
        var side = 2 * (int)Math.Ceiling(tip.SwitchingReachM(contact.LargestBiasV, lattice.Landau) / cellM) + 1;
        var (rows, columns) = (Math.Min(side, lattice.Rows), Math.Min(side, lattice.Columns));
        if (_window is null || _window.Rows != rows || _window.Columns != columns) _window = new LatticeWindow(lattice, rows, columns);
        _window.Load(
            Math.Clamp((int)Math.Floor(contact.YM / cellM) - rows / 2, 0, lattice.Rows - rows),
            Math.Clamp((int)Math.Floor(contact.XM / cellM) - columns / 2, 0, lattice.Columns - columns));
        for (var i = 0; i < _window.Profile.Length; i++)
        {
            var dx = (_window.Left + i % columns + 0.5) * cellM - contact.XM;
            var dy = (_window.Top + i / columns + 0.5) * cellM - contact.YM;
            _window.Profile[i] = tip.Profile(dx * dx + dy * dy);
        }
        _aimed = contact;
    }
}
