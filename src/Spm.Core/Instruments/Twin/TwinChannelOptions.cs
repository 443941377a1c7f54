namespace Spm.Core.Instruments.Twin;

/// <summary>Noise and conditions of the channels beside height and resonance: Kelvin probe, current, force curves, deflection.</summary>
/// <param name="PotentialNoiseV">Standard deviation of the potential in V.</param>
/// <param name="CurrentNoiseA">Standard deviation of the current in A.</param>
/// <param name="AdhesionNoiseN">Standard deviation of the adhesion in N.</param>
/// <param name="ModulusNoise">Standard deviation of the logarithm of the modulus.</param>
/// <param name="SetpointN">Force that the feedback holds, in N.</param>
/// <param name="SpringConstantNPerM">k of the cantilever in N/m.</param>
/// <param name="FeedbackTimeS">τ of the feedback in s.</param>
public sealed record TwinChannelOptions(double PotentialNoiseV = 5e-3, double CurrentNoiseA = 2e-12, double AdhesionNoiseN = 0.3e-9, double ModulusNoise = 0.03,
    double SetpointN = 30e-9, double SpringConstantNPerM = 3, double FeedbackTimeS = 1e-3);
