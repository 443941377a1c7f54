namespace Spm.Kernel.Scripting;

/// <summary>A stretch of a cell that is run in one go: C# code, or one line with a magic.</summary>
/// <param name="Line">Its first line in the cell, from 1.</param>
/// <param name="Text">The code, or the magic's line without its prefix.</param>
/// <param name="Prefix">Null for C#; for a magic the word after <c>#!</c> or <c>%</c>.</param>
/// <param name="Start">Position in the cell of the first character of <paramref name="Text"/>.</param>
internal sealed record CellSegment(int Line, string Text, string? Prefix, int Start);
