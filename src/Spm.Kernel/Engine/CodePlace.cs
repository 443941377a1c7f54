namespace Spm.Kernel.Engine;

/// <summary>Where code stands that is run: in a cell, or in a file that a cell loads.</summary>
/// <param name="Name">Name of the cell or of the file, as errors say it.</param>
/// <param name="Folder">Where its relative paths start.</param>
/// <param name="Files">Paths of the files that are being loaded, outermost first; none in a cell.</param>
internal sealed record CodePlace(string Name, string Folder, IReadOnlyList<string> Files)
{
    /// <summary>A cell; its paths start in the working folder.</summary>
    public static CodePlace OfCell(string name) => new(name, Directory.GetCurrentDirectory(), []);
}
