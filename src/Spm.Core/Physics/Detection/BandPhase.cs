namespace Spm.Core.Physics.Detection;

/// <summary>How the phases of the tones of a band excitation run.</summary>
public enum BandPhase
{
    /// <summary>φ_j = π j²/M: a chirp, nearly constant in amplitude (Schroeder, IEEE Trans. Inf. Theory 16, 85 (1970)).</summary>
    Chirp,

    /// <summary>All tones in phase in the middle of the wave: a sinc pulse.</summary>
    Sinc,

    /// <summary>Random phases, always the same ones.</summary>
    Random,
}
