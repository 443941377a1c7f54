using System.Reflection;
using Spm.Notebook.Commands;

namespace Spm.Interactive.Commands;

/// <summary>
/// Options that only some kinds of a command's subject take, such as the pitch of a spiral. Given to another kind they are refused: what is ignored is believed to be done.
/// </summary>
/// <param name="command">Name of the command.</param>
/// <param name="lead">What comes before the kind on a line, such as <c>waveform</c> or <c>scan --path</c>.</param>
/// <param name="common">Options that every kind takes.</param>
/// <param name="kinds">Each kind and its own options.</param>
internal sealed class KindOptions(string command, string lead, string[] common, IReadOnlyDictionary<string, string[]> kinds)
{
    /// <summary>The kinds.</summary>
    public IEnumerable<string> Kinds => kinds.Keys;

    /// <summary>Throws when an option is given that the kind does not take.</summary>
    /// <param name="record">The command: an option that is null, or a flag that is not set, is not given.</param>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <exception cref="CommandException">There is such an option; says what takes it and what this kind takes.</exception>
    public void Require(object record, string kind)
    {
        foreach (var name in Given(record))
        {
            if (common.Contains(name) || kinds[kind].Contains(name)) continue;
            var takers = kinds.Where(pair => pair.Value.Contains(name)).Select(pair => pair.Key).ToList();
            if (takers.Count == 0) continue;
            var own = kinds[kind].Concat(common).Select(option => $"--{option}").ToList();
            throw new CommandException($"--{name} is for {lead} {string.Join(", ", takers)}, not for {kind}. {kind} takes {(own.Count > 0 ? string.Join(", ", own) : "no options")}. See: {command} --help") { IsWrongUsage = true };
        }
    }

    private static IEnumerable<string> Given(object record) =>
        from property in record.GetType().GetProperties()
        let option = property.GetCustomAttribute<OptionAttribute>()
        where option is not null && property.GetValue(record) is not (null or false)
        select option.Name;
}
