namespace Spm.Core.Physics.Samples;

/// <summary>
/// A sample of which only what is special needs to be written: flat, uniform, insulating, without response, at 300 K, unless overridden.
/// Contact stiffness enters the resonance as s = 4 ln(E*/E_ref), in the units of <see cref="SurfacePoint.Stiffness"/>.
/// </summary>
/// <param name="name">What it is called.</param>
/// <param name="sizeM">Side of the square in m.</param>
public abstract class SampleModel(string name, double sizeM) : ISample
{
    /// <summary>Side of the samples that come with the twin: its whole scan range.</summary>
    public const double UsualSizeM = 5e-6;

    /// <summary>Half the distance over which the slope is taken, in m.</summary>
    protected const double SlopeStepM = 10e-9;

    /// <summary>s per unit of ln E*: a modulus 28 % above the reference shifts the resonance by one κ.</summary>
    protected const double StiffnessPerLogModulus = 4;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public double SizeM => sizeM;

    /// <inheritdoc/>
    public virtual double TemperatureK => 300;

    /// <inheritdoc/>
    public virtual bool IsFerroelectric => false;

    /// <inheritdoc/>
    public double ElapsedS { get; private set; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<SampleProperty> Truth { get; }

    /// <summary>E_ref: modulus in Pa at which the contact resonance is the cantilever's mean.</summary>
    protected virtual double ReferenceModulusPa => ContactLaw.Oxide.ModulusPa;

    /// <inheritdoc/>
    public virtual double HeightM(double xM, double yM) => 0;

    /// <inheritdoc/>
    public virtual SurfacePoint SurfaceAt(double xM, double yM)
    {
        var contact = ContactAt(xM, yM);
        return new SurfacePoint(HeightM(xM, yM), Slope(xM, yM, SlopeStepM, 0), StiffnessPerLogModulus * Math.Log(contact.ModulusPa / ReferenceModulusPa),
            DissipationAt(xM, yM), ContactPotentialV(xM, yM))
        { SlopeY = Slope(xM, yM, 0, SlopeStepM), Contact = contact };
    }

    /// <inheritdoc/>
    public virtual double ResponseAt(double xM, double yM, double resolutionM) => 0;

    /// <inheritdoc/>
    public double PolarizationAt(double xM, double yM, double resolutionM) => IsFerroelectric ? ResponseAt(xM, yM, resolutionM) : double.NaN;

    /// <inheritdoc/>
    public virtual double CurrentA(double xM, double yM, double biasV, double biasRateVPerS = 0) => ConductionLaw.Insulator.CurrentA(biasV, biasRateVPerS);

    /// <inheritdoc/>
    public void Apply(TipContact contact, double biasV, double durationS)
    {
        CheckDuration(durationS);
        Act(contact, biasV, durationS);
        ElapsedS += durationS;
    }

    /// <inheritdoc/>
    public void Wait(double durationS)
    {
        CheckDuration(durationS);
        Relax(durationS);
        ElapsedS += durationS;
    }

    /// <inheritdoc/>
    public void Reset()
    {
        Restore();
        ElapsedS = 0;
    }

    /// <summary>Contact mechanics at a place.</summary>
    protected virtual ContactLaw ContactAt(double xM, double yM) => ContactLaw.Oxide;

    /// <summary>Quality factor as a standard-normal deviation from the mean.</summary>
    protected virtual double DissipationAt(double xM, double yM) => 0;

    /// <summary>V_cpd in V.</summary>
    protected virtual double ContactPotentialV(double xM, double yM) => 0.3;

    /// <summary>Evolves under a tip; <see cref="ElapsedS"/> is the time at the start.</summary>
    protected virtual void Act(TipContact contact, double biasV, double durationS) => Relax(durationS);

    /// <summary>Evolves without a tip; <see cref="ElapsedS"/> is the time at the start.</summary>
    protected virtual void Relax(double durationS)
    {
    }

    /// <summary>Returns to the new sample.</summary>
    protected virtual void Restore()
    {
    }

    private static void CheckDuration(double durationS)
    {
        if (!(durationS >= 0 && double.IsFinite(durationS)))
            throw new ArgumentOutOfRangeException(nameof(durationS), durationS, "A duration must be a finite number of seconds, 0 or more.");
    }

    /// <summary>Central difference of the height along one direction.</summary>
    private double Slope(double xM, double yM, double dxM, double dyM) =>
        (HeightM(xM + dxM, yM + dyM) - HeightM(xM - dxM, yM - dyM)) / (2 * (dxM + dyM));
}
