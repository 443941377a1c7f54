using System.Reflection;
using Spm.Notebook.Commands;

namespace Spm.Notebook;

/// <summary>What a host loads: commands, names for the cells, formatters. The host knows nothing else of the extension.</summary>
public interface INotebookExtension
{
    /// <summary>Short name, such as <c>spm</c>.</summary>
    string Name { get; }

    /// <summary>What a cell can use without saying so: namespaces, static types (<c>static Full.Type</c>), single types (<c>Name = Full.Type</c>).</summary>
    IReadOnlyList<string> Imports { get; }

    /// <summary>Assemblies a cell can use.</summary>
    IReadOnlyList<Assembly> References { get; }

    /// <summary>Variables every cell sees from the start: name and value; declared with the value's own type.</summary>
    IReadOnlyList<(string Name, object Value)> Variables { get; }

    /// <summary>The commands; in a cell they follow <c>#!prefix</c> or <c>%prefix</c>.</summary>
    CommandCatalogue Commands { get; }

    /// <summary>
    /// Registers formatters with <see cref="BundleFormatter"/>. Called once before the first cell.
    /// </summary>
    void RegisterFormatters();

    /// <summary>Called once before the first cell: where verbs that are called from C#, without a command's context, show their progress.</summary>
    void Attach(INotebookOutput output);

    /// <summary>Called once before the first cell: channels to the front ends, for an extension with a script of its own in the browser.</summary>
    void Connect(IComms comms)
    {
    }

    /// <summary>Called once before the first cell where figures can ask the running kernel; a host that has no such channels does not call it.</summary>
    void Connect(ILiveChannels live)
    {
    }

    /// <summary>Called when a cell is interrupted or the host ends: leave instruments safe. Must return quickly and not throw.</summary>
    void OnInterrupt();
}
