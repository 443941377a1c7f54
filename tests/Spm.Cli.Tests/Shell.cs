using Spm.Kernel.TestHost;

namespace Spm.Cli.Tests;

/// <summary>The program with the toy extension, in this process, with what it wrote.</summary>
internal sealed record Shell(int Code, string Output, string Error)
{
    public static async Task<Shell> Run(params string[] words)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await new SpmProgram([new ToyExtension()], output, error).RunAsync(words);
        return new Shell(code, output.ToString(), error.ToString());
    }
}

/// <summary>Tests that run notebooks change the process's current folder and console: one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class OneAtATime
{
    public const string Name = "one at a time";
}
