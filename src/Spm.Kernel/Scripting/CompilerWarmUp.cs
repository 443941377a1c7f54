using Microsoft.CodeAnalysis;

namespace Spm.Kernel.Scripting;

/// <summary>
/// Compiles a few lines in a session that nobody sees, from the first moment of the process and beside everything else that a start needs. Half
/// of a first cell's time is the runtime compiling the compiler, and what is compiled here need not be compiled then.
/// </summary>
internal static class CompilerWarmUp
{
    private static readonly string[] Needed = ["System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Console", "System.Runtime.Numerics", "Spm.Kernel"];

    private const string Names = "using System;\nusing System.Collections.Generic;\nusing System.Linq;\nusing static System.Math;\nint count = 1;\n";

    private const string Cell = "var text = $\"{count} of {2.5:0.0}\";\nfor (var i = 0; i < 3; i++) count += i;\nvar squares = Enumerable.Range(0, 3).Select(x => x * x).ToList();\ndouble Half(double x) { return x / 2; }\nHalf(count) + squares[^1]";

    /// <summary>Starts, on a thread of its own.</summary>
    public static void Start() => new Thread(Run) { IsBackground = true, Name = "compiler warm-up" }.Start();

    private static void Run()
    {
        // Read for itself: symbols that were bound among these few assemblies must not reach the session, which has all of them.
        MetadataReference[] references = [.. Needed.Select(ScriptReferences.TrustedPath).OfType<string>().Select(path => MetadataReference.CreateFromFile(path))];
        var compiler = new SubmissionCompiler(references);
        var runner = new SubmissionRunner();
        foreach (var code in new[] { Names, Cell, "1 + 1" })
        {
            var submission = compiler.Compile(compiler.MakeStoppable(code, "warm-up", CancellationToken.None), "warm-up", [], CancellationToken.None);
            if (submission.Errors.Count > 0) throw new InvalidOperationException($"The compiler's warm-up does not compile: {submission.Errors[0].GetMessage()}");
            var keep = submission.Declares;
            if (keep) compiler.Keep(submission);
            if (submission is { HasCode: true }) runner.Load(submission, keep)().GetAwaiter().GetResult();
        }
    }
}
