namespace Spm.Kernel.Tests.Server;

/// <summary>An interrupt of a cell that is said to be busy, while the kernel still starts.</summary>
public class EarlyInterruptTests
{
    [Fact]
    public void A_cell_is_stopped_that_waits_for_the_kernels_start_and_those_behind_it_do_not_run()
    {
        using var kernel = new KernelProcess();
        var first = kernel.Send("execute_request", KernelProcess.Code("while (true) { }"));
        var second = kernel.Send("execute_request", KernelProcess.Code("while (true) { }"));
        kernel.WaitFor(first, "execute_input");
        Assert.Equal("ok", (string?)kernel.Ask("interrupt_request", "{}", onControl: true)["status"]);
        Assert.Equal("CellInterruptedException", (string?)kernel.Reply(first)["ename"]);
        Assert.Equal("aborted", (string?)kernel.Reply(second)["status"]);
    }
}
