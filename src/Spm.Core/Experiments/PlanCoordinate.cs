namespace Spm.Core.Experiments;

/// <summary>One of the numbers that say where a point is measured.</summary>
/// <param name="Name">Such as <c>x</c> or <c>bias</c>.</param>
/// <param name="Unit">SI unit symbol.</param>
public sealed record PlanCoordinate(string Name, string Unit);
