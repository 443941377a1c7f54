namespace Spm.Core.Physics.Samples;

/// <summary>
/// How the charge that a pulse leaves on the surface fades: R(t) = f e^{−t/τ1} + (1 − f) e^{−t/τ2}. One part is gone after about 100 ms,
/// another stays for many seconds, as surface potential decays on lithium niobate in air.
/// </summary>
/// <param name="FastFraction">f.</param>
/// <param name="FastTimeS">τ1 in s.</param>
/// <param name="SlowTimeS">τ2 in s.</param>
public sealed record ScreeningCharge(double FastFraction = 0.6, double FastTimeS = 0.1, double SlowTimeS = 10)
{
    /// <summary>Charge that never fades, to see what fading does.</summary>
    public static ScreeningCharge Permanent { get; } = new(0.5, double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>R(t).</summary>
    /// <param name="ageS">t in s.</param>
    public double Remaining(double ageS) => FastFraction * Math.Exp(-ageS / FastTimeS) + (1 - FastFraction) * Math.Exp(-ageS / SlowTimeS);
}

/// <summary>One place where a tip has tried to write a domain.</summary>
/// <param name="XM">Centre in m.</param>
/// <param name="YM">Centre in m.</param>
/// <param name="Sign">1 where the bias was positive, −1 where it was negative.</param>
/// <param name="Drive">u of the cube-root law; 0 where no domain appeared.</param>
/// <param name="RadiusM">Radius in m; 0 where no domain appeared.</param>
/// <param name="TimeS">When the pulse ended, in s.</param>
public sealed record WrittenDomain(double XM, double YM, int Sign, double Drive, double RadiusM, double TimeS);
