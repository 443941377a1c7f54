using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using Spm.Kernel.Cells;
using Spm.Kernel.Engine;
using Spm.Notebook;

namespace Spm.Kernel.Scripting;

/// <summary>
/// The chain of submissions that makes up a session: each sees the variables, functions, types and usings of those before it.
/// Only the first gets the references and imports; given to each, memory would grow with the square of the number of cells.
/// Used by one thread at a time, except <see cref="State"/> and <see cref="Accepted"/>, which any thread may read.
/// </summary>
internal sealed class ScriptChain : IDisposable
{
    private readonly ScriptOptions _first;
    private readonly ScriptOptions _next;
    private readonly List<Assembly> _ours;
    private InteractiveAssemblyLoader _loader = new();
    private HashSet<Assembly> _referenced = [];
    private HashSet<string> _referencedNames = [];
    private ImmutableArray<MetadataReference> _pending = [];
    private volatile ScriptState<object>? _state;

    public ScriptChain(IReadOnlyList<INotebookExtension> extensions)
    {
        Extensions = extensions;
        _ours = [.. ScriptReferences.Ours(extensions)];
        _next = ScriptOptions.Default
            .WithReferences(Array.Empty<MetadataReference>()).WithImports()
            .WithLanguageVersion(LanguageVersion.Latest).WithOptimizationLevel(OptimizationLevel.Release)
            .WithEmitDebugInformation(true).WithFileEncoding(Encoding.UTF8).WithAllowUnsafe(true);
        References = ScriptReferences.Create(extensions);
        _first = _next.WithReferences(References);
        Begin();
    }

    public IReadOnlyList<INotebookExtension> Extensions { get; }

    /// <summary>What every cell may use.</summary>
    public IReadOnlyList<MetadataReference> References { get; }

    /// <summary>State after the last submission that was run, or null before the first.</summary>
    public ScriptState<object>? State => _state;

    /// <summary>Called with the source of each submission that became part of the chain, and with the references it added.</summary>
    public Action<string, ImmutableArray<MetadataReference>>? Accepted { get; set; }

    /// <summary>Called when the chain was emptied.</summary>
    public Action? Cleared { get; set; }

    /// <summary>Forgets all submissions and what they referred to; <see cref="Start"/> begins anew.</summary>
    public void Clear()
    {
        _state = null;
        _loader.Dispose();
        _loader = new InteractiveAssemblyLoader();
        Begin();
        Cleared?.Invoke();
    }

    /// <summary>Lets the submissions that follow use an assembly. Only the next one gets the reference; the others see it through that.</summary>
    public void Add(Assembly assembly)
    {
        if (!_referenced.Add(assembly)) return;
        _loader.RegisterDependency(assembly);
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
        var options = Next;
        var checkedCode = WithChecks(code, path, cancel);
        var script = Create(checkedCode, path, options);
        var errors = Errors(script, cancel);
        if (errors.Count > 0 && checkedCode != code)
        {
            // Either the code is wrong, then its own text gives the right columns; or the checks are, then it runs without them.
            script = Create(code, path, options);
            errors = Errors(script, cancel);
        }
        if (errors.Count > 0) return new SubmissionResult.NotCompiled(errors);
        return Execute(script, code, pump, meter, cancel);
    }

    /// <summary>The value of an expression, without any trace in the session.</summary>
    public SubmissionResult Evaluate(string expression, CellPump pump, CancellationToken cancel)
    {
        var script = Create(WithChecks(expression, "expression", cancel), "expression", Next);
        var errors = Errors(script, cancel);
        if (errors.Count > 0) return new SubmissionResult.NotCompiled(errors);
        var state = pump.Run(() => script.RunFromAsync(State!, static _ => true, cancel));
        return state.Exception is { } e ? new SubmissionResult.Threw(e) : new SubmissionResult.Ran(state.ReturnValue, true);
    }

    /// <summary>Declares a variable of the value's own type.</summary>
    public SubmissionResult Declare(string name, object value, CellPump pump, CancellationToken cancel)
    {
        foreach (var assembly in AssembliesOf(TypeSpelling.Nameable(value.GetType()))) Add(assembly);
        var code = Declaration(name, value);
        var script = Create(code, "", Next);
        var errors = Errors(script, cancel);
        return errors.Count > 0 ? new SubmissionResult.NotCompiled(errors) : Execute(script, code, pump, null, cancel);
    }

    public void Dispose() => _loader.Dispose();

    private ScriptOptions Next => _pending.IsEmpty ? _next : _next.WithReferences(_pending);

    private void Begin()
    {
        foreach (var assembly in _ours) _loader.RegisterDependency(assembly);
        _referenced = [.. _ours];
        _referencedNames = [.. References.OfType<PortableExecutableReference>().Select(r => Path.GetFileNameWithoutExtension(r.FilePath!))];
        _pending = [];
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

    private static string WithChecks(string code, string cell, CancellationToken cancel)
    {
        var options = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Latest);
        return InterruptChecks.Insert(CSharpSyntaxTree.ParseText(code, options, cancellationToken: cancel), cell, cancel);
    }

    private Script<object> Create(string code, string path, ScriptOptions options) =>
        State is { } state
            ? state.Script.ContinueWith<object>(code, options.WithFilePath(path))
            : CSharpScript.Create<object>(code, _first.WithFilePath(path), globalsType: null, _loader);

    private static List<Diagnostic> Errors(Script<object> script, CancellationToken cancel) =>
        [.. script.Compile(cancel).Where(d => d.Severity == DiagnosticSeverity.Error)];

    private SubmissionResult Execute(Script<object> script, string code, CellPump pump, RunMeter? meter, CancellationToken cancel)
    {
        // catchException keeps the state of a submission that threw: what it had assigned is there in the next cell.
        ScriptState<object> Once() => State is { } previous
            ? pump.Run(() => script.RunFromAsync(previous, static _ => true, cancel))
            : pump.Run(() => script.RunAsync(globals: null, static _ => true, cancel));
        var state = meter is null ? Once() : Repeat(Once, meter);
        _state = state;
        var added = _pending;
        _pending = [];
        Accepted?.Invoke(code, added);
        return state.Exception is { } e ? new SubmissionResult.Threw(e) : new SubmissionResult.Ran(state.ReturnValue, state.ReturnValue is not null || EndsInNull(script));
    }

    private static ScriptState<object> Repeat(Func<ScriptState<object>> once, RunMeter meter)
    {
        var state = meter.Runs > 1 ? meter.Measure(once, isCounted: false) : null;
        for (var run = 0; run < meter.Runs && state?.Exception is null; run++) state = meter.Measure(once);
        return state!;
    }

    /// <summary>True when the code ends in an expression that has a type, so that its null is a value and not the end of a void call.</summary>
    private static bool EndsInNull(Script<object> script)
    {
        var compilation = script.GetCompilation();
        var tree = compilation.SyntaxTrees.Last();
        return tree.GetRoot() is CompilationUnitSyntax { Members: [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }] }
            && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is { SpecialType: not SpecialType.System_Void };
    }
}
