namespace Spm.Core.Physics.Detection;

/// <summary>What the tip meets at one pixel.</summary>
/// <param name="Modes">Modes of the cantilever there; as many at every pixel of a line.</param>
/// <param name="Force">How voltage acts there.</param>
public readonly record struct StreamPixel(EigenMode[] Modes, TipForce Force);
