namespace Spm.Core.Physics.Samples;

/// <summary>
/// A calibration grating of one material: ridges along y with steep flanks, everything else uniform. Whatever contrast a channel shows here,
/// other than height, is cross-talk: the resonance moves with the slope, and a feedback needs time on a flank.
/// The flank is h(t) = H (3t² − 2t³) over a width w, steepest in its middle, with 3H/(2w).
/// </summary>
/// <param name="pitchM">Period along x in m.</param>
/// <param name="ridgeM">H: height of the ridges in m.</param>
/// <param name="flankM">w: width of a flank in m, at most half the pitch.</param>
public sealed class GratingSample(double pitchM = 500e-9, double ridgeM = 60e-9, double flankM = 60e-9) : SampleModel("grating", UsualSizeM)
{
    /// <summary>Response everywhere, in units of a fully polarized domain's.</summary>
    public const double UniformResponse = 0.8;

    private readonly double _flankM = flankM > 0 && flankM <= pitchM / 2 ? flankM
        : throw new ArgumentOutOfRangeException(nameof(flankM), flankM, $"A flank must be wider than 0 and at most half the pitch of {pitchM} m.");

    /// <summary>Largest |∂h/∂x|.</summary>
    public double SteepestSlope => 1.5 * ridgeM / _flankM;

    /// <inheritdoc/>
    public override IReadOnlyList<SampleProperty> Truth =>
    [
        new("height", "Height", "m", HeightM),
        new("response", "Electromechanical response", "", (_, _) => UniformResponse),
    ];

    /// <inheritdoc/>
    public override double HeightM(double xM, double yM)
    {
        // Distance from the middle of the nearest ridge; the flank is centred at a quarter of the pitch.
        var distance = Math.Abs(xM - pitchM * Math.Round(xM / pitchM));
        var t = Math.Clamp((pitchM / 4 + _flankM / 2 - distance) / _flankM, 0, 1);
        return ridgeM * t * t * (3 - 2 * t);
    }

    /// <inheritdoc/>
    public override double ResponseAt(double xM, double yM, double resolutionM) => UniformResponse;
}
