using System.Diagnostics;
using NetMQ;
using NetMQ.Sockets;
using Spm.Kernel.Tests.Installation;

namespace Spm.Kernel.Tests.Server;

/// <summary>The kernel as a front end meets it. One process serves the tests that leave it alive.</summary>
public sealed class KernelProcessTests(KernelProcessTests.Shared shared) : IClassFixture<KernelProcessTests.Shared>
{
    private KernelProcess Kernel => shared.Kernel;

    public sealed class Shared : IDisposable
    {
        internal KernelProcess Kernel { get; } = new();

        public void Dispose() => Kernel.Dispose();
    }

    [Fact]
    public void Kernel_info_names_protocol_and_language()
    {
        var info = Kernel.Ask("kernel_info_request", "{}", onControl: true);
        Assert.Equal("5.4", (string?)info["protocol_version"]);
        Assert.Equal("C#", (string?)info["language_info"]!["name"]);
        Assert.Equal(".cs", (string?)info["language_info"]!["file_extension"]);
        Assert.Equal("text/x-csharp", (string?)info["language_info"]!["mimetype"]);
        Assert.Equal("csharp", VisualStudioCode.LanguageOf((string)info["language_info"]!["name"]!));
    }

    [Fact]
    public void A_cell_is_answered_in_the_order_busy_input_stream_result_idle()
    {
        var (reply, published) = Kernel.Execute("Console.WriteLine(\"hé😀\");\n1+1");
        Assert.Equal("ok", (string?)reply["status"]);
        Assert.Equal(["status", "execute_input", "stream", "execute_result", "status"], published.Select(m => m.Type));
        Assert.Equal("hé😀\n", (string?)published[2].Content["text"]);
        Assert.Equal("2", (string?)published[3].Content["data"]!["text/plain"]);
    }

    [Fact]
    public void An_error_is_published_and_replied_and_queued_cells_are_aborted()
    {
        var failing = Kernel.Send("execute_request", KernelProcess.Code("Ask(\"go\");\nthrow new InvalidOperationException(\"boom\");"));
        var waiting = Kernel.Send("execute_request", KernelProcess.Code("1"));
        // What is sent later on the same channel is answered: the cell before it has been received, and the first may fail.
        Kernel.Ask("kernel_info_request", "{}");
        Kernel.Answer("");
        var reply = Kernel.Reply(failing);
        Assert.Equal("InvalidOperationException", (string?)reply["ename"]);
        Assert.Equal("aborted", (string?)Kernel.Reply(waiting)["status"]);
        Assert.Equal("boom", (string?)Assert.Single(Kernel.Published(failing), m => m.Type == "error").Content["evalue"]);
    }

    [Fact]
    public void An_endless_loop_is_interrupted_and_variables_live()
    {
        Kernel.Execute("var kept = 5;");
        var running = Kernel.Send("execute_request", KernelProcess.Code("kept = 6; Console.WriteLine(1); while (true) { }"));
        Kernel.WaitFor(running, "stream");
        Assert.Contains((Kernel.Ask("complete_request", "{\"code\":\"kep\",\"cursor_pos\":3}")["matches"])!.AsArray(), m => (string?)m == "kept");
        Assert.Equal("ok", (string?)Kernel.Ask("interrupt_request", "{}", onControl: true)["status"]);
        Assert.Equal("CellInterruptedException", (string?)Kernel.Reply(running)["ename"]);
        Assert.Equal("6", Result(Kernel.Execute("kept")));
    }

    [Fact]
    public void SIGINT_interrupts_a_cell_and_does_no_harm_without_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGINT for another process.");
        // .NET hands a signal to a thread of its own, some time after it was sent. When that thread has ended, the kernel's handler has run, and no later cell can be meant.
        var listening = Kernel.Send("execute_request", KernelProcess.Code("""
            using System.Runtime.InteropServices;
            var heard = new System.Threading.Tasks.TaskCompletionSource<Thread>();
            var ear = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => heard.TrySetResult(Thread.CurrentThread));
            new Thread(() => { heard.Task.Result.Join(); Console.WriteLine("handled"); }).Start();
            """));
        Kernel.Published(listening);
        Signal("INT");
        Assert.Equal("handled\n", (string?)Kernel.WaitFor(listening, "stream")["text"]);
        Kernel.Execute("ear.Dispose();");
        var running = Kernel.Send("execute_request", KernelProcess.Code("Console.WriteLine(1); Thread.Sleep(-1);"));
        Kernel.WaitFor(running, "stream");
        Signal("INT");
        Assert.Equal("CellInterruptedException", (string?)Kernel.Reply(running)["ename"]);
        Assert.Equal("2", Result(Kernel.Execute("1+1")));
    }

    [Fact]
    public void Forged_and_malformed_messages_are_dropped()
    {
        Kernel.Send("execute_request", KernelProcess.Code("throw new Exception();"), wrongKey: "forged");
        Kernel.SendFrames(["x"u8.ToArray()]);
        Kernel.SendFrames(["<IDS|MSG>"u8.ToArray(), "junk"u8.ToArray()]);
        Kernel.Send("no_such_request", "{}");
        Assert.Equal("error", (string?)Kernel.Ask("execute_request", "{}")["status"]);
        Assert.Equal("error", (string?)Kernel.Ask("execute_request", "{\"code\":5}")["status"]);
        Assert.Equal("2", Result(Kernel.Execute("1+1")));
    }

    [Fact]
    public void A_cell_can_ask_the_person_and_fails_where_nobody_can_answer()
    {
        var asking = Kernel.Send("execute_request", KernelProcess.Code("Ask(\"name? \")"));
        Assert.Equal("name? ", Kernel.Answer("Ada"));
        Kernel.Reply(asking);
        Assert.Equal("\"Ada\"", (string?)Kernel.Published(asking).Single(m => m.Type == "execute_result").Content["data"]!["text/plain"]);
        Assert.Contains("allow_stdin", (string?)Kernel.Ask("execute_request", KernelProcess.Code("Console.ReadLine()", allowStdin: false))["evalue"]);
    }

    [Fact]
    public void History_is_given_by_tail_range_and_search()
    {
        Kernel.Execute("var hist_marker = 1;");
        Assert.Contains("hist_marker", (string?)Kernel.Ask("history_request", "{\"hist_access_type\":\"tail\",\"n\":1}")["history"]![0]![2]);
        Assert.Contains("hist_marker", (string?)Kernel.Ask("history_request", "{\"hist_access_type\":\"search\",\"pattern\":\"*hist_m*\"}")["history"]![0]![2]);
        Assert.Equal(2, Kernel.Ask("history_request", "{\"hist_access_type\":\"range\",\"session\":0,\"start\":1,\"stop\":2,\"output\":true}")["history"]![0]![2]!.AsArray().Count);
    }

    [Fact]
    public void Requests_of_things_the_kernel_does_not_have_are_declined()
    {
        Assert.Empty(Kernel.Ask("comm_info_request", "{}")["comms"]!.AsObject());
        Assert.False((bool?)Kernel.Ask("debug_request", "{\"seq\":1,\"type\":\"request\",\"command\":\"initialize\"}", onControl: true)["success"]);
        var comm = Kernel.Send("comm_open", "{\"comm_id\":\"c1\",\"target_name\":\"none\",\"data\":{}}");
        Assert.Equal("c1", (string?)Kernel.Published(comm).Single(m => m.Type == "comm_close").Content["comm_id"]);
        Assert.True((long?)Kernel.Ask("usage_request", "{}", onControl: true)["kernel_memory"] > 0);
    }

    [Fact]
    public void The_heartbeat_beats_while_a_cell_runs()
    {
        var running = Kernel.Send("execute_request", KernelProcess.Code("Console.WriteLine(1); while (true) { }"));
        Kernel.WaitFor(running, "stream");
        using var heart = new RequestSocket($">tcp://127.0.0.1:{Kernel.HeartbeatPort}");
        heart.SendFrame("ping");
        Assert.True(heart.TryReceiveFrameString(TimeSpan.FromSeconds(30), out var beat));
        Assert.Equal("ping", beat);
        Kernel.Ask("interrupt_request", "{}", onControl: true);
        Kernel.Reply(running);
    }

    [Fact]
    public void An_interrupt_on_the_shell_channel_ends_a_cell_too()
    {
        // Where Visual Studio Code sends it (microsoft/vscode-jupyter, issue 17143); the protocol says the control channel.
        var running = Kernel.Send("execute_request", KernelProcess.Code("Console.WriteLine(1); while (true) { }"));
        Kernel.WaitFor(running, "stream");
        Assert.Equal("ok", (string?)Kernel.Ask("interrupt_request", "{}")["status"]);
        Assert.Equal("error", (string?)Kernel.Reply(running)["status"]);
    }

    [Fact]
    public void An_exception_on_a_thread_of_a_cell_is_told_with_its_line_and_the_kernel_lives()
    {
        var (_, published) = Kernel.Execute("void Work()\n{\n    throw new InvalidOperationException(\"on a thread\");\n}\nvar t = new Thread(Work); t.Start(); t.Join();");
        var told = string.Concat(published.Where(m => m.Type == "stream").Select(m => (string)m.Content["text"]!));
        Assert.Contains("InvalidOperationException\e[0m: on a thread", told, StringComparison.Ordinal);
        Assert.Contains("line 3, in Work()", told, StringComparison.Ordinal);
        // Nothing of the runtime's and our own frames.
        Assert.DoesNotContain("   at ", told, StringComparison.Ordinal);
        Assert.Equal("2", Result(Kernel.Execute("1+1")));
    }

    [Fact]
    public void A_read_that_cannot_be_interrupted_is_told_while_the_kernel_answers_and_variables_live()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "read(2) is Unix.");
        var pipe = Path.Combine(Path.GetTempPath(), $"pipe-{Guid.NewGuid():N}");
        using (var make = Process.Start("mkfifo", [pipe])) make.WaitForExit();
        Kernel.Execute("using System.Runtime.InteropServices;\n[DllImport(\"libc\")] static extern int open(string path, int flags);\n[DllImport(\"libc\")] static extern nint read(int file, byte[] into, nint count);\nvar before = 7; var got = new byte[8];");
        // O_RDWR: open returns at once, and read waits for what is never written.
        var reading = Kernel.Send("execute_request", KernelProcess.Code($"before = 8;\nvar file = open(\"{pipe}\", 2);\nConsole.WriteLine(file > 0);\nread(file, got, 1);\nwhile (true);"));
        Kernel.WaitFor(reading, "stream");
        Kernel.Ask("interrupt_request", "{}", onControl: true);
        var told = Kernel.WaitFor(reading, "stream");
        Assert.Equal("stderr", (string?)told["name"]);
        Assert.Contains("inside a library call that .NET cannot interrupt", (string?)told["text"], StringComparison.Ordinal);
        Assert.Contains("restart the kernel", (string?)told["text"], StringComparison.Ordinal);
        Assert.Equal("C#", (string?)Kernel.Ask("kernel_info_request", "{}", onControl: true)["language_info"]!["name"]);
        // The call returns at last, and the cell stops as was promised.
        using (var writer = new FileStream(pipe, FileMode.Open, FileAccess.Write)) writer.WriteByte(42);
        Assert.Equal("CellInterruptedException", (string?)Kernel.Reply(reading)["ename"]);
        Assert.Equal("(8, 42)", Result(Kernel.Execute("(before, (int)got[0])")));
        File.Delete(pipe);
    }

    [Fact]
    public async Task Shutdown_is_answered_and_ends_the_process_even_while_a_cell_runs()
    {
        using var kernel = new KernelProcess(key: "");
        var running = kernel.Send("execute_request", KernelProcess.Code("new Thread(() => { while (true) Thread.Sleep(10); }).Start(); Console.WriteLine(1); while (true) { }"));
        kernel.WaitFor(running, "stream");
        Assert.True((bool?)kernel.Ask("shutdown_request", "{\"restart\":true}", onControl: true)["restart"]);
        await kernel.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kernel.Process.ExitCode);
    }

    [Fact]
    public async Task A_connection_file_that_cannot_be_used_ends_the_process_with_the_reason()
    {
        using var process = KernelProcess.Start("nowhere.json");
        Assert.Contains("nowhere.json cannot be read", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, process.ExitCode);
    }

    private static string? Result((System.Text.Json.Nodes.JsonObject, List<(string Type, System.Text.Json.Nodes.JsonObject Content)> Published) executed) =>
        (string?)executed.Published.Single(m => m.Type == "execute_result").Content["data"]!["text/plain"];

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Kernel.Process.Id.ToString()]);
        kill.WaitForExit();
    }
}
