using Spm.Core.Data;

namespace Spm.Core.Physics.Scanning;

/// <summary>Thermal drift: see <see cref="ThermalDrift"/>. The point of the sample below the tip moves so.</summary>
/// <param name="XMPerS">Velocity along x in m/s.</param>
/// <param name="YMPerS">Velocity along y in m/s.</param>
/// <param name="ZMPerS">Velocity of the surface towards the tip in m/s.</param>
/// <param name="WalkMPerRootS">Random walk along x and y in m/√s.</param>
/// <param name="WalkZMPerRootS">Random walk along z in m/√s.</param>
public sealed record DriftOptions(double XMPerS = 20e-12, double YMPerS = -12e-12, double ZMPerS = 5e-12, double WalkMPerRootS = 40e-12, double WalkZMPerRootS = 15e-12)
{
    internal void Check()
    {
        AllowedRange.Check<double>(XMPerS, -1e-6, 1e-6, "m/s", nameof(XMPerS), "XMPerS: 20e-12");
        AllowedRange.Check<double>(YMPerS, -1e-6, 1e-6, "m/s", nameof(YMPerS), "YMPerS: 20e-12");
        AllowedRange.Check<double>(ZMPerS, -1e-6, 1e-6, "m/s", nameof(ZMPerS), "ZMPerS: 5e-12");
        AllowedRange.Check<double>(WalkMPerRootS, 0, 1e-6, "m", nameof(WalkMPerRootS), "WalkMPerRootS: 40e-12");
        AllowedRange.Check<double>(WalkZMPerRootS, 0, 1e-6, "m", nameof(WalkZMPerRootS), "WalkZMPerRootS: 15e-12");
    }
}
