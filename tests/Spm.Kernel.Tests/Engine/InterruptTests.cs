using System.Collections.Concurrent;
using Spm.Kernel.Engine;
using Spm.Kernel.TestHost;

namespace Spm.Kernel.Tests.Engine;

public sealed class InterruptTests : IDisposable
{
    private readonly TestNotebook _notebook = new();

    [Theory]
    [InlineData("while (true) { }")]
    [InlineData("while (true);")]
    [InlineData("again: ; goto again;")]
    [InlineData("for (;;) foreach (var n in new[] { 1 }) reached++;")]
    [InlineData("int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);\nFib(60)")]
    [InlineData("Thread.Sleep(Timeout.Infinite);")]
    [InlineData("await Task.Delay(Timeout.Infinite);")]
    [InlineData("async Task F() { await Task.Delay(Timeout.Infinite); }\nF().Wait();")]
    [InlineData("await Task.Delay(1);\nThread.Sleep(Timeout.Infinite);")]
    [InlineData("lock (new object()) new ManualResetEventSlim().Wait();")]
    [InlineData("Parallel.For(0, 4, i => { while (true) reached = 6; });")]
    [InlineData("try { while (true) { } } catch (InvalidOperationException) { }")]
    [InlineData("#!toy wait")]
    public async Task A_cell_is_stopped_and_keeps_its_variables(string endless)
    {
        await _notebook.Run("var reached = 0;");
        var (output, running) = _notebook.Start($"reached = 5; var own = 6; Console.WriteLine(\"running\");\n{endless}");
        await output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        _notebook.Engine.Interrupt();
        var outcome = Assert.IsType<CellOutcome.Interrupted>(await running.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal("CellInterruptedException", outcome.Details.Ename);
        Assert.Equal(output.Failure, outcome.Details);
        Assert.Equal("true", await _notebook.Value("reached >= 5"));
        Assert.Equal("6", await _notebook.Value("own"));
        Assert.Equal(1, _notebook.Toy.Interrupts);
    }

    [Fact]
    public async Task What_an_extension_stops_first_is_an_interruption_too()
    {
        var (output, running) = _notebook.Start("Console.WriteLine(\"running\");\nawait table.Throw.Task;");
        await output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        _notebook.Toy.WhenInterrupted = () =>
        {
            _notebook.Toy.Table.Throw.TrySetCanceled();
            running.Wait(TimeSpan.FromSeconds(20));
        };
        _notebook.Engine.Interrupt();
        Assert.Equal("CellInterruptedException", Assert.IsType<CellOutcome.Interrupted>(await running.WaitAsync(TestContext.Current.CancellationToken)).Details.Ename);
    }

    [Fact]
    public async Task A_cell_ends_when_the_work_is_safe_that_it_no_longer_awaits()
    {
        var (output, running) = _notebook.Start("await Task.Run(() => { using var work = Progress(\"measuring\"); Console.WriteLine(\"running\"); table.Throw.Task.Wait(); });");
        await output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        _notebook.Engine.Interrupt();
        await Task.WhenAny(running, Task.Delay(300, TestContext.Current.CancellationToken));
        Assert.False(running.IsCompleted);
        _notebook.Toy.Table.Throw.SetResult();
        Assert.IsType<CellOutcome.Interrupted>(await running.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_a_cell_does_on_an_interrupt_does_not_hold_the_thread_that_asked()
    {
        // As NetMQ's poller, which serves all messages: what is awaited there goes on there.
        using var queue = new BlockingCollection<Action>();
        var server = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new Serving(queue));
            foreach (var work in queue.GetConsumingEnumerable()) work();
        })
        { IsBackground = true };
        server.Start();
        var (output, running) = _notebook.Start("async Task Clean() => await Task.Yield();\nInterruption.Register(() => Clean().Wait());\nConsole.WriteLine(\"running\");\nwhile (true) { }");
        await output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        var asked = new TaskCompletionSource();
        queue.Add(() =>
        {
            _notebook.Engine.Interrupt();
            queue.Add(asked.SetResult);
        }, TestContext.Current.CancellationToken);
        Assert.IsType<CellOutcome.Interrupted>(await running.WaitAsync(TestContext.Current.CancellationToken));
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        queue.CompleteAdding();
    }

    [Fact]
    public async Task An_extension_that_fails_when_told_does_not_keep_the_cell_running()
    {
        _notebook.Toy.WhenInterrupted = () => throw new InvalidOperationException("The cable is out.");
        var (output, running) = _notebook.Start("Console.WriteLine(\"running\");\nwhile (true) { }");
        await output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        _notebook.Engine.Interrupt();
        Assert.IsType<CellOutcome.Interrupted>(await running.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal("toy could not act on the interrupt: The cable is out.\n", output.Stderr);
        _notebook.Toy.WhenInterrupted = null;
    }

    [Fact]
    public async Task The_cancellation_token_interrupts_too()
    {
        using var cancel = new CancellationTokenSource();
        var output = new RecordedOutput();
        var running = _notebook.Engine.ExecuteAsync("Console.WriteLine(1);\nwhile (true) { }", 1, output, cancel.Token);
        await output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        await cancel.CancelAsync();
        var outcome = Assert.IsType<CellOutcome.Interrupted>(await running);
        Assert.Equal(2, outcome.Details.Line);
        Assert.IsType<CellOutcome.Interrupted>(await _notebook.Engine.ExecuteAsync("1", 2, output, cancel.Token));
    }

    [Fact]
    public async Task An_interrupt_without_a_running_cell_does_nothing()
    {
        _notebook.Engine.Interrupt();
        Assert.Equal("2", await _notebook.Value("1+1"));
    }

    [Fact]
    public async Task An_interrupt_stops_only_the_engine_it_was_meant_for()
    {
        using var other = new TestNotebook();
        var (output, running) = _notebook.Start("Console.WriteLine(1); while (true) { }");
        await output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        var (slow, slowRun) = other.Start("Console.WriteLine(1); var n = 0; while (n < 300_000_000) n++;");
        await slow.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        _notebook.Engine.Interrupt();
        Assert.IsType<CellOutcome.Interrupted>(await running);
        Assert.IsType<CellOutcome.Success>(await slowRun);
    }

    [Fact]
    public async Task A_call_that_cannot_be_stopped_is_told_to_the_person()
    {
        Table.Released = false;
        var (output, running) = _notebook.Start("Console.WriteLine(1);\nEnumerable.Repeat(0, int.MaxValue).All(x => !Table.Released)");
        await output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        _notebook.Engine.Interrupt();
        while (output.Stderr.Length == 0 && !running.IsCompleted) await Task.Delay(20, TestContext.Current.CancellationToken);
        Assert.Contains("restart the kernel", output.Stderr);
        Table.Released = true;
        await running;
        Assert.Equal("2", await _notebook.Value("1+1"));
    }

    [Theory]
    [InlineData("int F(int n) => F(n + 1) + 1;\nF(0)")]
    [InlineData("int A(int n) => B(n + 1) + 1;\nint B(int n) => A(n + 1) + 1;\nA(0)")]
    [InlineData("class C { public int X => X + 1; }\nnew C().X")]
    [InlineData("class C { public int X { get { return Y; } } public int Y => X + 1; }\nnew C().X")]
    [InlineData("class C { public C() { new C(); } }\nnew C()")]
    [InlineData("class C { public C Next { get; set; } public int Depth() => 1 + Next.Depth(); }\nvar c = new C(); c.Next = c;\nc.Depth()")]
    public async Task Endless_recursion_is_an_error_and_not_the_end_of_the_process(string code)
    {
        var output = await _notebook.Run(code);
        Assert.Equal("InsufficientExecutionStackException", output.Failure?.Ename);
        Assert.Equal("2", await _notebook.Value("1+1"));
    }

    [Fact]
    public async Task What_the_error_of_a_deep_recursion_advises_works()
    {
        await _notebook.Run("long Sum(int n) => n == 0 ? 0 : n + Sum(n - 1);\nlong result = 0;");
        // Too deep also for a stack of 8 MB: the system gives a new thread that of one that has ended, though it be four times as big as asked for.
        Assert.Contains("new Thread(() => result = F(1_000_000), 512 << 20)", (await _notebook.Run("Sum(1_000_000)")).Failure?.Evalue);
        Assert.Equal("500000500000", (await _notebook.Value("var t = new Thread(() => result = Sum(1_000_000), 512 << 20); t.Start(); t.Join();\nresult.ToString()"))?.Trim('"'));
    }

    [Fact]
    public async Task Ten_thousand_calls_within_one_another_are_allowed()
    {
        const string code = "long Sum(int n, double a, double b, double c)\n{\n    if (n == 0) return 0;\n    var rest = Sum(n - 1, a + 1, b + a, c * b);\n    return n + rest + (long)(0 * (a + b + c));\n}\nSum(10_000, 0, 0, 0).ToString()";
        Assert.Equal("50005000", (await _notebook.Value(code))?.Trim('"'));
    }

    [Fact]
    public async Task A_thread_of_an_earlier_cell_goes_on_when_a_later_cell_is_interrupted()
    {
        await _notebook.Run("long turns = 0; var on = true;\nnew Thread(() => { while (on) turns++; }) { IsBackground = true }.Start();");
        var (output, running) = _notebook.Start("Console.WriteLine(1);\nwhile (true) { }");
        await output.FirstText.WaitAsync(TestContext.Current.CancellationToken);
        _notebook.Engine.Interrupt();
        Assert.IsType<CellOutcome.Interrupted>(await running.WaitAsync(TestContext.Current.CancellationToken));
        // It still counts: this ends.
        Assert.Equal("true", await _notebook.Value("var then = Volatile.Read(ref turns);\nwhile (Volatile.Read(ref turns) == then) { }\non = false;\ntrue"));
    }

    public void Dispose() => _notebook.Dispose();

    private sealed class Serving(BlockingCollection<Action> queue) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => queue.Add(() => d(state));
    }
}
