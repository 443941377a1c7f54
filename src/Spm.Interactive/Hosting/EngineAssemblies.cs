using System.Reflection;
using System.Runtime.Loader;

namespace Spm.Interactive.Hosting;

/// <summary>
/// Libraries that .NET Interactive brings along itself, a few corrections older than those our packages ask for. The runtime refuses an older one and cannot load
/// a second of the same name; the one that is there has the same interface.
/// </summary>
internal static class EngineAssemblies
{
    // dotnet-interactive 1.0.712001: System.CommandLine 2.0.0, FSharp.Core 10.0.
    private static readonly string[] Names = ["System.CommandLine", "FSharp.Core"];

    private static int _accepted;

    /// <summary>From now on the engine's own copies are taken where ours are asked for. A second call does nothing.</summary>
    public static void Accept()
    {
        if (Interlocked.Exchange(ref _accepted, 1) == 0) AssemblyLoadContext.Default.Resolving += Resolve;
    }

    // Without a version any will do; where there is none at all, this is asked again, without a version.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName wanted) =>
        wanted.Version is not null && Names.Contains(wanted.Name) ? context.LoadFromAssemblyName(new AssemblyName(wanted.Name!)) : null;
}
