namespace Spm.Core.Physics.Detection;

/// <summary>
/// A force–distance curve: the base of the cantilever goes down to a setpoint of deflection and back, in time, with everything that follows from the dynamics: snap-in, hysteresis, ringing after
/// pull-off.
/// </summary>
/// <param name="HeightM">z of the base in m: separation of tip and surface with the cantilever straight; approach, then retract.</param>
/// <param name="DeflectionM">What the detector sees, in m.</param>
/// <param name="Turn">Index of the first sample of the way back.</param>
/// <param name="SpringConstantNPerM">Static stiffness of the cantilever, 1/Σ(1/k) of its modes.</param>
public sealed record ForceCurve(double[] HeightM, double[] DeflectionM, int Turn, double SpringConstantNPerM)
{
    /// <summary>Smallest force on the way back in N, k × deflection: the pull-off force. Ringing after the tip has come off does not lie lower, because it starts there.</summary>
    public double PullOffN => SpringConstantNPerM * DeflectionM.Skip(Turn).Min();

    /// <summary>Work between approach and retract in J, ∮ F dz: what adhesion, the cantilever's own loss and the snaps dissipate.</summary>
    public double DissipatedJ
    {
        get
        {
            var work = 0.0;
            for (var n = 1; n < HeightM.Length; n++) work -= SpringConstantNPerM * (DeflectionM[n] + DeflectionM[n - 1]) / 2 * (HeightM[n] - HeightM[n - 1]);
            return work;
        }
    }

    /// <summary>Records a curve.</summary>
    /// <param name="modes">Free modes of the cantilever.</param>
    /// <param name="law">Force between tip and sample.</param>
    /// <param name="startM">Height where the base starts and ends, in m.</param>
    /// <param name="setpointN">Force at which it turns, k × deflection, in N.</param>
    /// <param name="speedMPerS">Speed of the base in m/s.</param>
    /// <param name="sampleRateHz">Samples per second.</param>
    /// <param name="cancel">Acts between pieces of 1024 samples.</param>
    /// <exception cref="ArgumentException">A value is impossible, or the setpoint is not reached within 10 start heights below the surface.</exception>
    public static ForceCurve Record(ReadOnlySpan<EigenMode> modes, ITipSampleForce law, double startM, double setpointN, double speedMPerS, double sampleRateHz, CancellationToken cancel = default)
    {
        PhysicalRange.Require(startM, 1e-12, 1e-3, "m", nameof(startM), "startM = 50e-9");
        PhysicalRange.Require(speedMPerS, 1e-12, 10, "m/s", nameof(speedMPerS), "speedMPerS = 1e-6");
        PhysicalRange.Require(setpointN, 1e-15, 1, "N", nameof(setpointN), "setpointN = 5e-9");
        var dynamics = new TipDynamics(modes, law, startM, sampleRateHz);
        var compliance = 0.0;
        foreach (var mode in modes) compliance += 1 / mode.SpringConstantNPerM;
        var (heights, deflections) = (new List<double> { startM }, new List<double> { 0 });
        var step = speedMPerS / sampleRateHz;
        Span<double> height = stackalloc double[1], deflection = stackalloc double[1];
        void Go(double to, Span<double> height, Span<double> deflection)
        {
            height[0] = to;
            dynamics.Advance(height, [], deflection);
            heights.Add(to);
            deflections.Add(deflection[0]);
            if (heights.Count % 1024 == 0) cancel.ThrowIfCancellationRequested();
        }
        for (var n = 1; deflections[^1] < setpointN * compliance; n++)
        {
            var to = startM - n * step;
            if (to < -10 * startM)
                throw new ArgumentException($"The force reached {deflections.Max() / compliance:G3} N at most, {10 * startM} m below the surface, not the setpoint of {setpointN} N. Take a smaller setpoint or a larger startM.", nameof(setpointN));
            Go(to, height, deflection);
        }
        var turn = heights.Count;
        for (var n = turn - 2; n >= 0; n--) Go(startM - n * step, height, deflection);
        return new ForceCurve([.. heights], [.. deflections], turn, 1 / compliance);
    }
}
