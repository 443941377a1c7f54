using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Spm.Notebook;

namespace Spm.Kernel.Scripting;

/// <summary>What cells can use without saying so: the framework, the notebook helpers, and what extensions name.</summary>
internal static class ScriptReferences
{
    private static readonly string[] Namespaces =
    [
        "System", "System.Collections.Generic", "System.Diagnostics", "System.Globalization", "System.IO", "System.Linq",
        "System.Text", "System.Threading", "System.Threading.Tasks", "Spm.Notebook", "static Spm.Kernel.Cells.NotebookDisplay",
        "Spm.Kernel.Widgets", "static Spm.Kernel.Widgets.Interaction",
        // By name and not the whole namespace, whose Vector<T> would clash with that of every library for linear algebra.
        "BigInteger = System.Numerics.BigInteger", "BitOperations = System.Numerics.BitOperations", "Complex = System.Numerics.Complex",
        "Matrix4x4 = System.Numerics.Matrix4x4", "Quaternion = System.Numerics.Quaternion",
        "Vector2 = System.Numerics.Vector2", "Vector3 = System.Numerics.Vector3", "Vector4 = System.Numerics.Vector4",
    ];

    /// <summary>
    /// Assemblies of the framework that a scientist's cell has no use for. Each reference costs time in every cell that declares something;
    /// these are found all the same when a cell names them (<c>#r "System.Net.Mail"</c>) or something in use refers to them.
    /// </summary>
    private static readonly HashSet<string> Unwanted = new(StringComparer.OrdinalIgnoreCase)
    {
        "Microsoft.VisualBasic.Core", "Microsoft.Win32.Registry", "System.ComponentModel.EventBasedAsync", "System.Diagnostics.TextWriterTraceListener",
        "System.IO.FileSystem.AccessControl", "System.IO.IsolatedStorage", "System.IO.Pipes.AccessControl", "System.Net.HttpListener", "System.Net.Mail", "System.Net.Quic",
        "System.Reflection.DispatchProxy", "System.Resources.Writer", "System.Runtime.CompilerServices.VisualC", "System.Runtime.InteropServices.JavaScript",
        "System.Runtime.Serialization.Formatters", "System.Security.AccessControl", "System.Security.Principal.Windows", "System.Threading.AccessControl",
        "System.Transactions.Local", "System.Web.HttpUtility",
    };

    private static readonly ConcurrentDictionary<string, PortableExecutableReference> Known = new(StringComparer.Ordinal);

    private static readonly Lazy<Dictionary<string, string>> Trusted = new(() =>
    {
        var paths = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return paths.GroupBy(p => Path.GetFileNameWithoutExtension(p)!, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
    });

    public static IEnumerable<string> Imports(IEnumerable<INotebookExtension> extensions) =>
        Namespaces.Concat(extensions.SelectMany(e => e.Imports)).Distinct();

    /// <summary>
    /// The framework's assemblies, our own two, the extensions' and those these refer to directly (their types stand in the extensions'
    /// signatures), with their documentation where it is found.
    /// </summary>
    public static IReadOnlyList<MetadataReference> Create(IEnumerable<INotebookExtension> extensions) =>
        [.. WithForwarders(Framework().Concat(Ours(extensions).Select(a => a.Location)).Concat(Neighbours(extensions)).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal)).Select(Reference)];

    /// <summary>One assembly with its documentation.</summary>
    public static PortableExecutableReference Reference(string path) => IsTrusted(path) ? Known.GetOrAdd(path, Create) : Create(path);

    /// <summary>Where an assembly of the framework or of this program lies, by its simple name; null when it is neither.</summary>
    public static string? TrustedPath(string name) => Trusted.Value.GetValueOrDefault(name);

    /// <summary>True for an assembly of the framework or of this program.</summary>
    public static bool IsTrusted(string path) => Trusted.Value.TryGetValue(Path.GetFileNameWithoutExtension(path), out var known) && known == path;

    /// <summary>The assemblies whose loaded instance the cells must share with the host, because they hold state.</summary>
    public static IEnumerable<Assembly> Ours(IEnumerable<INotebookExtension> extensions)
    {
        var named = extensions.SelectMany(e => e.References.Append(e.GetType().Assembly)).Distinct().ToList();
        return named.Append(typeof(INotebookExtension).Assembly).Append(typeof(ScriptReferences).Assembly).Distinct();
    }

    /// <summary>Paths of the framework's assemblies that cells refer to.</summary>
    private static IEnumerable<string> Framework() =>
        Trusted.Value.Where(a => IsFramework(a.Key, a.Value) && !Unwanted.Contains(a.Key) && MappedMetadata.DefinesTypes(a.Value)).Select(a => a.Value);

    /// <summary>Half of the framework's assemblies only forward to others. Those that something in use refers to are needed, and no others.</summary>
    private static IEnumerable<string> WithForwarders(IEnumerable<string> paths)
    {
        var chosen = paths.ToList();
        var forwarders = chosen.SelectMany(MappedMetadata.ReferencesOf).Distinct(StringComparer.OrdinalIgnoreCase).Select(TrustedPath).OfType<string>()
            .Where(path => IsFramework(Path.GetFileNameWithoutExtension(path), path) && !MappedMetadata.DefinesTypes(path));
        return chosen.Concat(forwarders).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Neighbours(IEnumerable<INotebookExtension> extensions)
    {
        var names = extensions.SelectMany(e => e.References.Append(e.GetType().Assembly)).SelectMany(a => a.GetReferencedAssemblies()).Select(n => n.Name!).Distinct();
        return names.Select(TrustedPath).OfType<string>().Where(path => !IsFramework(Path.GetFileNameWithoutExtension(path), path));
    }

    /// <summary>In a program that carries the framework with it, its files lie beside ours.</summary>
    private static bool IsFramework(string name, string path) =>
        path.StartsWith(FrameworkFolder, StringComparison.Ordinal)
        && (FrameworkFolder != Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory) || name.StartsWith("System.", StringComparison.Ordinal) || name is "Microsoft.CSharp");

    private static PortableExecutableReference Create(string path)
    {
        var documentation = AssemblyDocumentation.PathFor(path) is { } xml ? XmlDocumentationProvider.CreateFromFile(xml) : null;
        return IsTrusted(path) ? MappedMetadata.Of(path).GetReference(documentation, filePath: path) : MetadataReference.CreateFromFile(path, documentation: documentation);
    }

    private static string FrameworkFolder { get; } = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
}
