namespace Spm.Kernel.Language;

/// <summary>One completion: what to insert, its kind in the words front ends know, and what it is.</summary>
/// <param name="Text">What to insert.</param>
/// <param name="Kind">function, class, property, keyword, magic, option and so on.</param>
/// <param name="Description">A signature or a sentence, or nothing.</param>
public sealed record CellCompletion(string Text, string Kind, string Description);

/// <summary>Completions that replace the characters from <paramref name="Start"/> to <paramref name="End"/> (UTF-16 indices).</summary>
/// <param name="Start">First replaced character.</param>
/// <param name="End">One past the last.</param>
/// <param name="Items">Proposals, best first.</param>
public sealed record CellCompletions(int Start, int End, IReadOnlyList<CellCompletion> Items);
