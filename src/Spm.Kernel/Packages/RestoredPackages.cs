namespace Spm.Kernel.Packages;

/// <summary>A package on this machine and what of it a cell of this machine uses.</summary>
/// <param name="Name">Its name as its author writes it.</param>
/// <param name="Version">Its version.</param>
/// <param name="IsRequested">False for one that another needs.</param>
/// <param name="Assemblies">Paths of its assemblies for this framework and machine.</param>
/// <param name="Natives">Paths of its native libraries for this machine.</param>
internal sealed record RestoredPackage(string Name, string Version, bool IsRequested, IReadOnlyList<string> Assemblies, IReadOnlyList<string> Natives);

/// <summary>What came of a restore.</summary>
/// <param name="Packages">All packages, those asked for first.</param>
/// <param name="Notes">Sentences for the person.</param>
internal sealed record RestoredPackages(IReadOnlyList<RestoredPackage> Packages, IReadOnlyList<string> Notes);
