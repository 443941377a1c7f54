namespace Spm.Core.IO;

/// <summary>One dataset that a file offers.</summary>
/// <param name="Path">Where it is in the file, such as <c>Measurement_000/Channel_000/Raw_Data</c>.</param>
/// <param name="Name">Its own name: the last part of the path, or the group's name where the last part is the same for all (<c>Raw_Data</c>).</param>
/// <param name="Shape">Length of each axis as stored (USID: positions × spectroscopic).</param>
/// <param name="Quantity">What was measured.</param>
/// <param name="Unit">Its unit symbol.</param>
/// <param name="Format"><c>NSID</c> or <c>USID</c>.</param>
public sealed record DataChannel(string Path, string Name, IReadOnlyList<long> Shape, string Quantity, string Unit, string Format)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path} ({string.Join(" × ", Shape)}, {Quantity}{(Unit.Length > 0 ? $" in {Unit}" : "")})";
}
