using System.Runtime.Versioning;

namespace Spm.Kernel.Tests.Server;

public class KernelEndTests
{
    [Fact]
    public async Task A_library_that_ends_the_process_does_not_leave_the_cell_without_an_answer()
    {
        using var kernel = new KernelProcess();
        var (reply, _) = kernel.Execute("typeof(Environment).GetMethod(\"Exit\")!.Invoke(null, [3]);");
        Assert.Equal("ProcessExited", (string?)reply["ename"]);
        await kernel.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, kernel.Process.ExitCode);
    }

    [Fact]
    public async Task After_native_code_killed_the_process_the_next_one_says_which_cell_it_was()
    {
        using var first = new KernelProcess();
        first.Send("execute_request", KernelProcess.Code("unsafe { *(int*)0x123456789 = 1; }"));
        await first.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var second = new KernelProcess(connectionFile: first.ConnectionFile);
        var told = Assert.Single(second.Execute("1+1").Published, m => m.Type == "stream").Content;
        Assert.Equal("stderr", (string?)told["name"]);
        Assert.Contains("died while it ran cell [1], «unsafe { *(int*)0x123456789 = 1; }»", (string?)told["text"]);
        Assert.DoesNotContain(second.Execute("1+1").Published, m => m.Type == "stream");
    }

    [Fact]
    public async Task A_kernel_that_ends_as_it_should_leaves_no_note()
    {
        using var first = new KernelProcess();
        first.Execute("1+1");
        first.Ask("shutdown_request", "{\"restart\":true}", onControl: true);
        await first.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var second = new KernelProcess(connectionFile: first.ConnectionFile);
        Assert.DoesNotContain(second.Execute("1+1").Published, m => m.Type == "stream");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_key_is_closed_to_other_users()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var kernel = new KernelProcess();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kernel.ConnectionFile));
        kernel.Ask("shutdown_request", "{\"restart\":true}", onControl: true);
        kernel.Process.WaitForExit();
        File.SetUnixFileMode(kernel.ConnectionFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        using var next = new KernelProcess(connectionFile: kernel.ConnectionFile);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kernel.ConnectionFile));
    }
}
