namespace Spm.Kernel.Tests.Jupyter;

public class KernelTestSuiteTests(ITestOutputHelper log)
{
    [Fact]
    public void Jupyters_own_test_suite_passes_in_full_and_none_is_skipped()
    {
        var missing = PythonTool.Missing("jupyter_kernel_test");
        Assert.SkipWhen(missing is not null, missing ?? "");
        using var tool = new PythonTool();
        var (exitCode, output, errors) = tool.Run("jupyter_test.py", "-v");
        log.WriteLine(output + errors);
        // The suite waits 15 seconds for an answer, which on a machine that is busy with other things is too short for a first completion: a second run decides.
        if (exitCode != 0)
        {
            (exitCode, output, errors) = tool.Run("jupyter_test.py", "-v");
            log.WriteLine(output + errors);
        }
        Assert.True(exitCode == 0, errors);
        Assert.DoesNotContain("skipped", errors);
        Assert.Contains("Ran 12 tests", errors);
    }
}
