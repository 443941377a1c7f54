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
        // By name and not the whole namespace, whose Vector<T> would clash with that of every library for linear algebra.
        "BigInteger = System.Numerics.BigInteger", "BitOperations = System.Numerics.BitOperations", "Complex = System.Numerics.Complex",
        "Matrix4x4 = System.Numerics.Matrix4x4", "Quaternion = System.Numerics.Quaternion",
        "Vector2 = System.Numerics.Vector2", "Vector3 = System.Numerics.Vector3", "Vector4 = System.Numerics.Vector4",
    ];

    /// <summary>Assemblies that a cell has no use for; leaving them out makes the first cell faster.</summary>
    private static readonly string[] Unwanted =
    [
        "mscorlib", "Microsoft.VisualBasic", "Microsoft.VisualBasic.Core", "System", "System.Core", "System.Data", "System.Drawing", "System.Net", "System.Numerics",
        "System.Security", "System.ServiceModel.Web", "System.ServiceProcess", "System.Transactions", "System.Web", "System.Windows",
        "System.Xml", "System.Xml.Serialization", "WindowsBase", "System.AppContext", "System.Configuration",
    ];

    public static IEnumerable<string> Imports(IEnumerable<INotebookExtension> extensions) =>
        Namespaces.Concat(extensions.SelectMany(e => e.Imports)).Distinct();

    /// <summary>
    /// The framework's assemblies, our own two, the extensions' and those these refer to directly (their types stand in the extensions'
    /// signatures), with their documentation where it is found.
    /// </summary>
    public static IReadOnlyList<MetadataReference> Create(IEnumerable<INotebookExtension> extensions) =>
        [.. Framework().Concat(Ours(extensions).Select(a => a.Location)).Concat(Neighbours(extensions)).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal).Select(Reference)];

    /// <summary>One assembly with its documentation.</summary>
    public static MetadataReference Reference(string path) =>
        MetadataReference.CreateFromFile(path, documentation: AssemblyDocumentation.PathFor(path) is { } xml ? XmlDocumentationProvider.CreateFromFile(xml) : null);

    /// <summary>The assemblies whose loaded instance the cells must share with the host, because they hold state.</summary>
    public static IEnumerable<Assembly> Ours(IEnumerable<INotebookExtension> extensions)
    {
        var named = extensions.SelectMany(e => e.References.Append(e.GetType().Assembly)).Distinct().ToList();
        return named.Append(typeof(INotebookExtension).Assembly).Append(typeof(ScriptReferences).Assembly).Distinct();
    }

    /// <summary>Paths of the framework's assemblies that cells refer to.</summary>
    internal static IEnumerable<string> Framework() =>
        Trusted().Where(path => path.StartsWith(FrameworkFolder, StringComparison.Ordinal) && !Unwanted.Contains(Path.GetFileNameWithoutExtension(path)));

    private static IEnumerable<string> Neighbours(IEnumerable<INotebookExtension> extensions)
    {
        var names = extensions.SelectMany(e => e.References.Append(e.GetType().Assembly)).SelectMany(a => a.GetReferencedAssemblies()).Select(n => n.Name).ToHashSet();
        return Trusted().Where(path => !path.StartsWith(FrameworkFolder, StringComparison.Ordinal) && names.Contains(Path.GetFileNameWithoutExtension(path)));
    }

    private static string FrameworkFolder { get; } = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static string[] Trusted() => ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator);
}
