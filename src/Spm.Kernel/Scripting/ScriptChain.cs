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
    private readonly List<Assembly> _ours;
    private SubmissionCompiler _compiler;
    private SubmissionRunner _runner;
    private HashSet<Assembly> _referenced;
    private HashSet<string> _referencedNames;
    private ImmutableArray<MetadataReference> _pending = [];

    public ScriptChain(IReadOnlyList<INotebookExtension> extensions)
    {
        Extensions = extensions;
        _ours = [.. ScriptReferences.Ours(extensions)];
        References = ScriptReferences.Create(extensions);
        (_compiler, _runner, _referenced, _referencedNames) = Begin();
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

    /// <summary>Called when the chain was emptied.</summary>
    public Action? Cleared { get; set; }

    /// <summary>Finds a native library that a cell names and that the system does not know: its handle, or 0.</summary>
    public Func<string, nint>? NativeLibrary { get; set; }

    /// <summary>Forgets all submissions and what they referred to; <see cref="Start"/> begins anew.</summary>
    public void Clear()
    {
        _pending = [];
        (_compiler, _runner, _referenced, _referencedNames) = Begin();
        Cleared?.Invoke();
    }

    /// <summary>Lets the submissions that follow use an assembly. Only the next one gets the reference; the others see it through that.</summary>
    public void Add(Assembly assembly)
    {
        if (!_referenced.Add(assembly)) return;
        _runner.Share(assembly);
        if (_referencedNames.Add(assembly.GetName().Name!)) _pending = _pending.Add(ScriptReferences.Reference(assembly.Location));
    }

    /// <summary>Usings and the extensions' variables: the first submission.</summary>
    public SubmissionResult Start(CellPump pump)
    {
        var prelude = new StringBuilder();
        foreach (var import in ScriptReferences.Imports(Extensions)) prelude.Append("using ").Append(import).AppendLine(";");
        foreach (var (name, value) in Extensions.SelectMany(e => e.Variables)) prelude.AppendLine(Declaration(name, value));
        return Run(prelude.ToString(), "", pump, CancellationToken.None);
    }

    /// <summary>Compiles a piece of code, with interrupt checks, and runs it.</summary>
    /// <param name="code">C# without magics and directives.</param>
    /// <param name="path">Name of the cell or file.</param>
    /// <param name="pump">Of the cell's thread.</param>
    /// <param name="cancel">Gives up before it runs.</param>
    /// <param name="meter">Measures the run and says how often it is done; null for once.</param>
    public SubmissionResult Run(string code, string path, CellPump pump, CancellationToken cancel, RunMeter? meter = null)
    {
        code = TopLevelUsings.Rewrite(code);
        var checkedCode = _compiler.MakeStoppable(code, path, cancel);
        var submission = _compiler.Compile(checkedCode, path, _pending, cancel);
        // Either the code is wrong, then its own text gives the right columns; or the checks are, then it runs without them.
        if (submission.Errors.Count > 0 && checkedCode != code) submission = _compiler.Compile(code, path, _pending, cancel);
        return submission.Errors.Count > 0 ? NotCompiled(submission) : Execute(submission, code, pump, meter) with { Warnings = submission.Warnings };
    }

    /// <summary>The value of an expression, without any trace in the session.</summary>
    public SubmissionResult Evaluate(string expression, CellPump pump, CancellationToken cancel)
    {
        var submission = _compiler.Compile(_compiler.MakeStoppable(expression, "expression", cancel), "expression", _pending, cancel);
        return submission.Errors.Count > 0 ? NotCompiled(submission) : Run(submission, keep: false, pump, null);
    }

    /// <summary>Declares a variable of the value's own type.</summary>
    public SubmissionResult Declare(string name, object value, CellPump pump, CancellationToken cancel)
    {
        foreach (var assembly in AssembliesOf(TypeSpelling.Nameable(value.GetType()))) Add(assembly);
        var code = Declaration(name, value);
        var submission = _compiler.Compile(code, "", _pending, cancel);
        return submission.Errors.Count > 0 ? NotCompiled(submission) : Execute(submission, code, pump, null);
    }

    private (SubmissionCompiler Compiler, SubmissionRunner Runner, HashSet<Assembly> Referenced, HashSet<string> Names) Begin()
    {
        var runner = new SubmissionRunner(name => NativeLibrary?.Invoke(name) ?? 0);
        foreach (var assembly in _ours) runner.Share(assembly);
        return (new SubmissionCompiler(References), runner, [.. _ours], [.. References.OfType<PortableExecutableReference>().Select(r => Path.GetFileNameWithoutExtension(r.FilePath!))]);
    }

    private static SubmissionResult.NotCompiled NotCompiled(Submission submission) => new(submission.Errors) { Compilation = submission.Compilation };

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

    private SubmissionResult Execute(Submission submission, string code, CellPump pump, RunMeter? meter)
    {
        var added = _pending;
        var keep = submission.Declares || !added.IsEmpty;
        if (keep)
        {
            _compiler.Keep(submission);
            _pending = [];
        }
        var result = Run(submission, keep, pump, meter);
        // Also when it threw: what it had assigned is there in the next cell.
        if (keep) Accepted?.Invoke(code, added);
        return result;
    }

    private SubmissionResult Run(Submission submission, bool keep, CellPump pump, RunMeter? meter)
    {
        if (!submission.HasCode) return new SubmissionResult.Ran(null, false);
        var start = _runner.Load(submission, keep);
        SubmissionResult Once()
        {
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
        return meter is null ? Once() : Repeat(Once, meter);
    }

    private static SubmissionResult Repeat(Func<SubmissionResult> once, RunMeter meter)
    {
        var result = meter.Runs > 1 ? meter.Measure(once, isCounted: false) : null;
        for (var run = 0; run < meter.Runs && result is not SubmissionResult.Threw; run++) result = meter.Measure(once);
        return result!;
    }
}
