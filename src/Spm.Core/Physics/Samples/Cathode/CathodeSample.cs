namespace Spm.Core.Physics.Samples;

/// <summary>
/// A polycrystalline battery cathode: a biased tip drives ions in or out, they diffuse away (<see cref="DiffusionMemory"/>), and the crystal
/// swells with them (Vegard strain), which is the signal of electrochemical strain microscopy (ESM):
/// <code>response = m (c + χ δ),   V_cpd = V_0 − ρ χ δ</code>
/// with m the local mobility of ions (largest at grain boundaries), c the resting concentration, and δ in V the excess that bias has
/// driven in. Diffusion times τ = a²/4D vary from place to place and are shortest at boundaries. Loops open because ions lag behind the bias,
/// and after a pulse the signal relaxes with exponent −3/2, after a long step with −1/2.
/// </summary>
public sealed class CathodeSample : SampleModel
{
    /// <summary>c: resting response, in units of a fully polarized domain's.</summary>
    public const double RestingResponse = 0.4;

    /// <summary>χ: response per volt that has acted for a long time.</summary>
    public const double ResponsePerVolt = 0.12;

    /// <summary>ρ: fall of the contact potential in V per unit of response.</summary>
    private const double PotentialPerResponse = 0.1;

    private const int Cells = 100;
    private const int FieldCells = 256;

    /// <summary>Where the tip's field is below this part of that at the apex no ions are moved.</summary>
    private const double LeastField = 0.15;

    private readonly double[] _relaxators = new double[Cells * Cells * DiffusionMemory.Count];
    private readonly double[] _updatedS = new double[Cells * Cells];
    private readonly bool[] _driven = new bool[Cells * Cells];
    private readonly SurfaceMap _boundary, _grain, _height;
    private readonly double _diffusionTimeS;

    /// <summary>Grows the sample.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="disorder">False: one mobility and one diffusion time everywhere.</param>
    /// <param name="diffusionTimeS">τ inside an average grain, in s.</param>
    public CathodeSample(int seed, bool disorder = true, double diffusionTimeS = 0.05) : base("cathode", UsualSizeM)
    {
        if (!(diffusionTimeS > 0 && double.IsFinite(diffusionTimeS)))
            throw new ArgumentOutOfRangeException(nameof(diffusionTimeS), diffusionTimeS, "The diffusion time must be a positive number of seconds, such as 0.05.");
        _diffusionTimeS = diffusionTimeS;
        SurfaceMap Map(Func<int, double> value) => new([.. Enumerable.Range(0, FieldCells * FieldCells).Select(value)], FieldCells, UsualSizeM / FieldCells);
        double[] Field(RandomPurpose purpose, int variant, double correlationM) =>
            RandomField.Correlated(seed, purpose, variant, FieldCells, correlationM * FieldCells / UsualSizeM);

        // Grain boundaries are the lines on which a random field changes sign.
        var (sign, grain) = (Field(RandomPurpose.Domains, 4, 180e-9), Field(RandomPurpose.Stiffness, 4, 150e-9));
        double Boundary(int i) => Math.Exp(-sign[i] * sign[i] / (2 * 0.15 * 0.15));
        _height = Map(i => 12e-9 * Math.Sqrt(Math.Abs(sign[i])) - 6e-9 * Boundary(i));
        _boundary = Map(i => disorder ? Boundary(i) : 0);
        _grain = Map(i => disorder ? grain[i] : 0);
        Truth =
        [
            new("mobility", "Ionic mobility relative to an average grain's", "", Mobility),
            new("diffusion time", "Diffusion time", "s", DiffusionTimeS),
            new("excess", "Excess of ions, as the bias that holds it", "V", ExcessV),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SampleProperty> Truth { get; }

    /// <inheritdoc/>
    public override double HeightM(double xM, double yM) => _height.At(xM, yM);

    /// <summary>m at a place; 1 in an average grain.</summary>
    public double Mobility(double xM, double yM) => 1 + 0.15 * Math.Tanh(_grain.At(xM, yM)) + 0.8 * _boundary.At(xM, yM);

    /// <summary>τ in s of the column of material at a place.</summary>
    public double DiffusionTimeS(double xM, double yM) => ColumnTimeS(CellAt(xM, yM));

    /// <summary>δ in V at a place now.</summary>
    public double ExcessV(double xM, double yM)
    {
        const double cell = UsualSizeM / Cells;
        var (x, y) = (Math.Clamp(xM / cell - 0.5, 0, Cells - 1.000001), Math.Clamp(yM / cell - 0.5, 0, Cells - 1.000001));
        var (column, row) = ((int)x, (int)y);
        var (u, v, i) = (x - column, y - row, row * Cells + column);
        return (1 - v) * ((1 - u) * ExcessOf(i) + u * ExcessOf(i + 1)) + v * ((1 - u) * ExcessOf(i + Cells) + u * ExcessOf(i + Cells + 1));
    }

    /// <inheritdoc/>
    public override double ResponseAt(double xM, double yM, double resolutionM) => Mobility(xM, yM) * (RestingResponse + ResponsePerVolt * ExcessV(xM, yM));

    /// <inheritdoc/>
    public override double CurrentA(double xM, double yM, double biasV, double biasRateVPerS = 0) =>
        new ConductionLaw(ConductionMechanism.Ohmic, 2e-11 * Mobility(xM, yM), 0, 1e-15).CurrentA(biasV, biasRateVPerS);

    /// <inheritdoc/>
    protected override double ContactPotentialV(double xM, double yM) => 0.2 - PotentialPerResponse * ResponsePerVolt * ExcessV(xM, yM);

    /// <inheritdoc/>
    protected override void Act(TipContact contact, double biasV, double durationS)
    {
        if (biasV == 0) return;
        const double cell = UsualSizeM / Cells;
        var reach = contact.Tip.FieldRadiusM * Math.Sqrt(Math.Pow(LeastField, -2.0 / 3.0) - 1);
        for (var row = Index(contact.YM - reach); row <= Index(contact.YM + reach); row++)
        {
            for (var column = Index(contact.XM - reach); column <= Index(contact.XM + reach); column++)
            {
                var (dx, dy) = ((column + 0.5) * cell - contact.XM, (row + 0.5) * cell - contact.YM);
                var field = contact.Tip.Profile(dx * dx + dy * dy);
                if (field >= LeastField) Drive(row * Cells + column, biasV * field, durationS);
            }
        }
    }

    /// <inheritdoc/>
    protected override void Restore()
    {
        Array.Clear(_relaxators);
        Array.Clear(_updatedS);
        Array.Clear(_driven);
    }

    private void Drive(int cell, double biasV, double durationS)
    {
        var relaxators = RelaxatorsOf(cell);
        var time = ColumnTimeS(cell);
        if (_driven[cell] && ElapsedS > _updatedS[cell]) DiffusionMemory.Advance(relaxators, (ElapsedS - _updatedS[cell]) / time, 0);
        DiffusionMemory.Advance(relaxators, durationS / time, biasV);
        (_updatedS[cell], _driven[cell]) = (ElapsedS + durationS, true);
    }

    private double ExcessOf(int cell) => _driven[cell] ? DiffusionMemory.Excess(RelaxatorsOf(cell), (ElapsedS - _updatedS[cell]) / ColumnTimeS(cell)) : 0;

    private Span<double> RelaxatorsOf(int cell) => _relaxators.AsSpan(cell * DiffusionMemory.Count, DiffusionMemory.Count);

    private double ColumnTimeS(int cell)
    {
        const double side = UsualSizeM / Cells;
        var (x, y) = ((cell % Cells + 0.5) * side, (cell / Cells + 0.5) * side);
        return _diffusionTimeS * Math.Exp(-0.3 * _grain.At(x, y) - 1.2 * _boundary.At(x, y));
    }

    private static int CellAt(double xM, double yM) => Index(yM) * Cells + Index(xM);

    private static int Index(double position) => Math.Clamp((int)Math.Floor(position / (UsualSizeM / Cells)), 0, Cells - 1);
}
