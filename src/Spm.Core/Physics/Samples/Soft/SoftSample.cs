namespace Spm.Core.Physics.Samples;

/// <summary>
/// A blend of two polymers, stiff droplets in a soft and sticky matrix: E* 2.5 GPa with w = 40 mJ/m² (DMT) in the droplets,
/// 150 MPa with w = 90 mJ/m² (JKR) in the matrix, both with some scatter. Droplets stand out of the surface.
/// </summary>
public sealed class SoftSample : SampleModel
{
    /// <summary>E* of the droplets in Pa.</summary>
    public const double StiffModulusPa = 2.5e9;

    /// <summary>E* of the matrix in Pa.</summary>
    public const double SoftModulusPa = 150e6;

    private const int Cells = 256;
    private const double ScatterOfLog = 0.12;
    private readonly SurfaceMap _phase, _scatter, _height;

    /// <summary>Grows the sample.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="disorder">False leaves out the scatter within each phase.</param>
    public SoftSample(int seed, bool disorder = true) : base("soft", UsualSizeM)
    {
        double[] Field(RandomPurpose purpose, double correlationM) => RandomField.Correlated(seed, purpose, 6, Cells, correlationM * Cells / UsualSizeM);
        SurfaceMap Map(double[] values) => new(values, Cells, UsualSizeM / Cells);
        var (blend, relief) = (Field(RandomPurpose.Domains, 170e-9), Field(RandomPurpose.Topography, 300e-9));
        _phase = Map(blend);
        _scatter = Map(disorder ? Field(RandomPurpose.Stiffness, 80e-9) : new double[Cells * Cells]);
        _height = Map([.. blend.Zip(relief, (b, r) => 8e-9 * Fraction(b) + 1.5e-9 * r)]);
        Truth =
        [
            new("phase", "Fraction of the stiff polymer", "", (x, y) => Fraction(_phase.At(x, y))),
            new("modulus", "Reduced modulus", "Pa", (x, y) => ContactAt(x, y).ModulusPa),
            new("adhesion energy", "Work of adhesion", "J/m²", (x, y) => ContactAt(x, y).AdhesionEnergyJPerM2),
        ];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SampleProperty> Truth { get; }

    /// <inheritdoc/>
    protected override double ReferenceModulusPa => Math.Sqrt(StiffModulusPa * SoftModulusPa);

    /// <inheritdoc/>
    public override double HeightM(double xM, double yM) => _height.At(xM, yM);

    /// <inheritdoc/>
    protected override ContactLaw ContactAt(double xM, double yM)
    {
        var (stiff, scatter) = (Fraction(_phase.At(xM, yM)), Math.Exp(ScatterOfLog * _scatter.At(xM, yM)));
        var modulus = SoftModulusPa * Math.Pow(StiffModulusPa / SoftModulusPa, stiff) * scatter;
        return new ContactLaw(stiff > 0.5 ? ContactTheory.Dmt : ContactTheory.Jkr, modulus, (0.09 - 0.05 * stiff) / scatter);
    }

    /// <inheritdoc/>
    protected override double DissipationAt(double xM, double yM) => 1.5 * (2 * Fraction(_phase.At(xM, yM)) - 1);

    /// <inheritdoc/>
    protected override double ContactPotentialV(double xM, double yM) => 0.1 + 0.15 * Fraction(_phase.At(xM, yM));

    /// <summary>Share of the stiff polymer: a third of the area, with an interface of finite width.</summary>
    private static double Fraction(double blend) => 0.5 * (1 + Math.Tanh((blend - 0.45) / 0.15));
}
