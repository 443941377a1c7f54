namespace Spm.Notebook.Commands;

/// <summary>What a command may use of its host.</summary>
/// <param name="Output">Where it shows progress and intermediate results.</param>
/// <param name="Variables">The variables of the notebook.</param>
public sealed record CommandContext(INotebookOutput Output, IVariables Variables);

/// <summary>What came of a command.</summary>
/// <param name="Value">The result object, or null.</param>
/// <param name="BindTo">The variable that is to hold it (<c>… as name</c>), or null.</param>
public sealed record CommandResult(object? Value, string? BindTo);

/// <summary>One proposal of completion: replace the characters from <paramref name="Start"/> to <paramref name="End"/>.</summary>
/// <param name="Text">What to insert.</param>
/// <param name="Start">First replaced character of the line.</param>
/// <param name="End">One past the last replaced character.</param>
/// <param name="Kind">command, option, value, variable or file.</param>
/// <param name="Description">One line for people.</param>
public sealed record CommandCompletion(string Text, int Start, int End, string Kind, string Description);
