using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Spm.Kernel.Cells;
using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Scripting;

/// <summary>
/// The chain of submissions that makes up a session: each sees the variables, functions, types and usings of those before it.
/// Only the first gets the references and imports; given to each, memory would grow with the square of the number of cells.
/// Used by one thread at a time, except <see cref="Variables"/>, which any thread may read.
/// </summary>
internal sealed class ScriptChain
{
    private readonly SubmissionCompiler _compiler;
    private readonly SubmissionRunner _runner = new();
    private readonly HashSet<Assembly> _referenced;

    public ScriptChain(IReadOnlyList<INotebookExtension> extensions)
    {
        Extensions = extensions;
        var ours = ScriptReferences.Ours(extensions).ToList();
        foreach (var assembly in ours) _runner.Share(assembly);
        _referenced = [.. ours];
        References = ScriptReferences.Create(extensions);
        _compiler = new SubmissionCompiler(References);
    }

    public IReadOnlyList<INotebookExtension> Extensions { get; }

    /// <summary>What every cell may use.</summary>
    public IReadOnlyList<MetadataReference> References { get; }

    /// <summary>The last submission of the chain.</summary>
    public CSharpCompilation? Last => _compiler.Last;

    /// <summary>The variables of all submissions, oldest first; a redefined name is there more than once. Any thread may read it.</summary>
    public IEnumerable<SubmissionVariable> Variables => _runner.Kept.SelectMany(SubmissionVariable.Of);

    /// <summary>Called with the source of each submission that became part of the chain, and with the references it added.</summary>
    public Action<string, ImmutableArray<MetadataReference>>? Accepted { get; set; }

    /// <summary>Usings and the extensions' variables: the first submission.</summary>
    public SubmissionResult Start(CellPump pump)
    {
        var prelude = new StringBuilder();
        foreach (var import in ScriptReferences.Imports(Extensions)) prelude.Append("using ").Append(import).AppendLine(";");
        foreach (var (name, value) in Extensions.SelectMany(e => e.Variables)) prelude.AppendLine(Declaration(name, value));
        return Run(prelude.ToString(), "", pump, CancellationToken.None);
    }

    /// <summary>Compiles a piece of code, with interrupt checks, and runs it.</summary>
    public SubmissionResult Run(string code, string path, CellPump pump, CancellationToken cancel)
    {
        var checkedCode = WithChecks(code, path, cancel);
        var submission = _compiler.Compile(checkedCode, path, [], cancel);
        // Either the code is wrong, then its own text gives the right columns; or the checks are, then it runs without them.
        if (submission.Errors.Count > 0 && checkedCode != code) submission = _compiler.Compile(code, path, [], cancel);
        return submission.Errors.Count > 0 ? new SubmissionResult.NotCompiled(submission.Errors) : Execute(submission, code, [], pump);
    }

    /// <summary>The value of an expression, without any trace in the session.</summary>
    public SubmissionResult Evaluate(string expression, CellPump pump, CancellationToken cancel)
    {
        var submission = _compiler.Compile(WithChecks(expression, "expression", cancel), "expression", [], cancel);
        return submission.Errors.Count > 0 ? new SubmissionResult.NotCompiled(submission.Errors) : Run(submission, keep: false, pump);
    }

    /// <summary>Declares a variable of the value's own type.</summary>
    public SubmissionResult Declare(string name, object value, CellPump pump, CancellationToken cancel)
    {
        var assemblies = AssembliesOf(TypeSpelling.Nameable(value.GetType())).Where(_referenced.Add).ToList();
        foreach (var assembly in assemblies) _runner.Share(assembly);
        var added = assemblies.Select(a => (MetadataReference)ScriptReferences.Reference(a.Location)).ToImmutableArray();
        var code = Declaration(name, value);
        var submission = _compiler.Compile(code, "", added, cancel);
        return submission.Errors.Count > 0 ? new SubmissionResult.NotCompiled(submission.Errors) : Execute(submission, code, added, pump);
    }

    private static IEnumerable<Assembly> AssembliesOf(Type type)
    {
        var own = type.HasElementType ? AssembliesOf(type.GetElementType()!) : [type.Assembly];
        return own.Concat(type.GetGenericArguments().SelectMany(AssembliesOf)).Where(a => a != typeof(object).Assembly && a.Location.Length > 0).Distinct();
    }

    private static string Declaration(string name, object value)
    {
        var type = TypeSpelling.Of(TypeSpelling.Nameable(value.GetType()));
        return $"{type} {name} = global::{typeof(Handoff).FullName}.{nameof(Handoff.Take)}<{type}>({Handoff.Put(value)}L);";
    }

    private static string WithChecks(string code, string cell, CancellationToken cancel) =>
        InterruptChecks.Insert(SubmissionCompiler.Parse(code, cancel), cell, cancel);

    private SubmissionResult Execute(Submission submission, string code, ImmutableArray<MetadataReference> added, CellPump pump)
    {
        var keep = submission.Declares;
        if (keep) _compiler.Keep(submission);
        var result = Run(submission, keep, pump);
        // Also when it threw: what it had assigned is there in the next cell.
        if (keep) Accepted?.Invoke(code, added);
        return result;
    }

    private SubmissionResult Run(Submission submission, bool keep, CellPump pump)
    {
        if (!submission.HasCode) return new SubmissionResult.Ran(null, false);
        var start = _runner.Load(submission, keep);
        try
        {
            var value = pump.Run(start);
            return new SubmissionResult.Ran(value, value is not null || submission.EndsInValue);
        }
        catch (Exception e)
        {
            // Whatever the cell throws is its result.
            return new SubmissionResult.Threw(e);
        }
    }
}
