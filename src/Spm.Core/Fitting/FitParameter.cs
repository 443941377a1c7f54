namespace Spm.Core.Fitting;

/// <summary>One parameter of a model.</summary>
/// <param name="Name">Name for people and files, such as <c>Coercive bias V+</c>.</param>
/// <param name="Symbol">Symbol in the formula, such as <c>a3</c>; also what <c>spm map --of</c> accepts.</param>
/// <param name="Unit">Unit symbol.</param>
/// <param name="Description">What it means.</param>
/// <param name="IsCyclic">True for an angle.</param>
public sealed record FitParameter(string Name, string Symbol, string Unit, string Description, bool IsCyclic = false);
