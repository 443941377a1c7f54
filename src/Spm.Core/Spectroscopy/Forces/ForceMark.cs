namespace Spm.Core.Spectroscopy;

/// <summary>A place on a force–distance curve.</summary>
/// <param name="ZM">Position of the base in m.</param>
/// <param name="DeflectionM">Deflection above the baseline in m.</param>
public readonly record struct ForceMark(double ZM, double DeflectionM);
