using System.Globalization;
using Microsoft.CodeAnalysis;
using Spm.Kernel.Scripting;

namespace Spm.Kernel.Tests.Scripting;

/// <summary>Chains of code that share the metadata of their references, as all sessions of a process do.</summary>
public sealed class SubmissionCompilerTests
{
    private static readonly string[] Needed = ["System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq"];

    [Fact]
    public void Chains_that_begin_at_the_same_moment_keep_the_types_of_their_variables()
    {
        const int Chains = 4;
        for (var round = 0; round < 25; round++)
        {
            // New metadata, of which no compilation has symbols yet.
            MetadataReference[] references = [.. Needed.Select(name => MetadataReference.CreateFromFile(ScriptReferences.TrustedPath(name)!))];
            var errors = new string?[Chains];
            using var start = new Barrier(Chains);
            var threads = Enumerable.Range(0, Chains).Select(i => new Thread(() =>
            {
                var compiler = new SubmissionCompiler(references);
                start.SignalAndWait();
                errors[i] = FirstError(compiler, "using System.Threading.Tasks;\nvar task = Task.FromResult(1);")
                    ?? FirstError(compiler, "async Task<int> Wait() { return await task; }")
                    ?? FirstError(compiler, "System.Collections.Generic.List<Task<int>> tasks = [task, Wait()];");
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            Assert.All(errors, Assert.Null);
        }
    }

    private static string? FirstError(SubmissionCompiler compiler, string code)
    {
        var submission = compiler.Compile(code, "cell", [], TestContext.Current.CancellationToken);
        compiler.Keep(submission);
        return submission.Errors.Count == 0 ? null : submission.Errors[0].GetMessage(CultureInfo.InvariantCulture);
    }
}
