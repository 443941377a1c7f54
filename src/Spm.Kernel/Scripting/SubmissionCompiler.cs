using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Spm.Kernel.Scripting;

/// <summary>
/// Compiles pieces of code, each of which sees those that were kept before it. Roslyn's own script runner binds all references anew for
/// every cell and keeps every cell, whether it declares something or not; here, cells after the same one share what was bound, which is
/// half of the time of a small cell.
/// </summary>
/// <param name="references">What all code may use. Only the first piece of the chain carries them; the others see them through it.</param>
internal sealed class SubmissionCompiler(IReadOnlyList<MetadataReference> references)
{
    private static readonly EmitOptions Emission = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, concurrentBuild: false,
        metadataReferenceResolver: CellReferenceResolver.Instance, sourceReferenceResolver: new SourceFileResolver([], null),
        assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default,
        // A cell may say string? without having said #nullable enable.
        specificDiagnosticOptions: [KeyValuePair.Create("CS8632", ReportDiagnostic.Suppress)]);

    private CSharpCompilation? _empty;
    private int _number;

    /// <summary>The last piece that was kept.</summary>
    public CSharpCompilation? Last { get; private set; }

    /// <summary>How code of a cell is read.</summary>
    public static CSharpParseOptions Parsing { get; } = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest);

    /// <summary>Reads code as a cell's.</summary>
    public static SyntaxTree Parse(string code, CancellationToken cancel) => CSharpSyntaxTree.ParseText(code, Parsing, cancellationToken: cancel);

    /// <summary>Compiles code that follows everything kept so far.</summary>
    /// <param name="code">C#.</param>
    /// <param name="path">What its debug information calls it.</param>
    /// <param name="added">References that nothing before had.</param>
    /// <param name="cancel">Gives up.</param>
    public Submission Compile(string code, string path, ImmutableArray<MetadataReference> added, CancellationToken cancel)
    {
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), Parsing, path, cancel);
        var compilation = ReferenceBinding.Bound((added.IsDefaultOrEmpty ? Empty() : Create(added)).AddSyntaxTrees(tree));
        var (image, symbols) = (new MemoryStream(), new MemoryStream());
        var emitted = compilation.Emit(image, symbols, options: Emission, cancellationToken: cancel);
        (image.Position, symbols.Position) = (0, 0);
        return new Submission(compilation, emitted.Diagnostics, image, symbols);
    }

    /// <summary>The code with what makes it interruptible, and marks of its lines: <see cref="InterruptChecks"/>.</summary>
    /// <param name="code">C#.</param>
    /// <param name="cell">Name of the cell in the marks; null for none.</param>
    /// <param name="cancel">Gives up.</param>
    public string MakeStoppable(string code, string? cell, CancellationToken cancel)
    {
        var tree = Parse(code, cancel);
        return InterruptChecks.Insert(tree, cell, () => ReferenceBinding.Bound(Empty().AddSyntaxTrees(tree)).GetSemanticModel(tree), cancel);
    }

    /// <summary>Lets the code that follows see this.</summary>
    public void Keep(Submission submission)
    {
        Last = submission.Compilation;
        _empty = null;
        _number++;
    }

    /// <summary>A compilation without text, whose references are bound once for all that follow the same piece.</summary>
    private CSharpCompilation Empty() => _empty ??= Create([]);

    private CSharpCompilation Create(ImmutableArray<MetadataReference> added) => CSharpCompilation.CreateScriptCompilation(
        $"Cells-{_number}", null, Last is null ? references.Concat(added) : added, Options.WithScriptClassName($"Submission#{_number}"), Last, typeof(object));
}
