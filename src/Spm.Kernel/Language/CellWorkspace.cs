using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Language;

/// <summary>
/// The session as Roslyn's language services see it: one submission that declares what the cells have declared, and one after it that
/// holds the code being typed. Built only when first asked, off the execution thread.
/// </summary>
internal sealed class CellWorkspace : IDisposable
{
    private readonly Lock _gate = new();
    private AdhocWorkspace? _workspace;
    private Solution? _solution;
    private DocumentId? _session;
    private DocumentId? _typed;
    private int _version = -1;

    public CellWorkspace(ScriptChain chain)
    {
        Declarations = new SessionDeclarations(chain.References);
        chain.Accepted = (code, _) => Declarations.Add(chain.Last!, code);
        chain.Cleared = Declarations.Clear;
    }

    /// <summary>What the cells have declared.</summary>
    public SessionDeclarations Declarations { get; }

    /// <summary>A document with this text that follows all cells that ran so far.</summary>
    public async Task<Document> DocumentOfAsync(string code, CancellationToken cancel)
    {
        var empty = EmptyDocument();
        // Compiled once without text; the solution keeps it. What is typed then replaces one tree instead of binding all references anew.
        if (await empty.Project.GetCompilationAsync(cancel).ConfigureAwait(false) is { } compilation) ReferenceBinding.Bound(compilation);
        return empty.Project.Solution.WithDocumentText(empty.Id, SourceText.From(code)).GetDocument(empty.Id)!;
    }

    public void Dispose() => _workspace?.Dispose();

    private Document EmptyDocument()
    {
        lock (_gate)
        {
            if (_workspace is null)
            {
                _workspace = new AdhocWorkspace(LanguageHost.Create());
                _session = Add("session", _workspace.CurrentSolution, null, out var withSession);
                _typed = Add("typed", withSession, _session.ProjectId, out var both);
                _solution = both;
            }
            if (Declarations.Version != _version)
            {
                var (text, references, version) = Declarations.Snapshot();
                _solution = _solution!.WithDocumentText(_session!, SourceText.From(text)).WithProjectMetadataReferences(_session!.ProjectId, references);
                _version = version;
            }
            return _solution!.GetDocument(_typed)!;
        }
    }

    private static DocumentId Add(string name, Solution solution, ProjectId? previous, out Solution result)
    {
        var id = ProjectId.CreateNewId(name);
        var document = DocumentId.CreateNewId(id);
        result = solution
            .AddProject(ProjectInfo.Create(
                id, VersionStamp.Default, name, name, LanguageNames.CSharp, isSubmission: true, parseOptions: ScriptParsing.Options,
                compilationOptions: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, scriptClassName: name, allowUnsafe: true),
                projectReferences: previous is null ? [] : [new ProjectReference(previous)]))
            .AddDocument(DocumentInfo.Create(document, name, sourceCodeKind: SourceCodeKind.Script));
        return document;
    }
}
