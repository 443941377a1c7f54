using System.Runtime.InteropServices;
using Spm.Kernel.Connection;
using Spm.Kernel.Engine;
using Spm.Kernel.Language;
using Spm.Kernel.Scripting;
using Spm.Kernel.Server;
using Spm.Kernel.Sockets;
using Spm.Kernel.Wire;
using Spm.Notebook;

namespace Spm.Kernel;

/// <summary>The Jupyter kernel: sockets and messages around one <see cref="CellEngine"/>.</summary>
public static class KernelServer
{
    /// <summary>Serves until shutdown is requested, the parent process ends or SIGTERM arrives. Returns the exit code of the process.</summary>
    /// <param name="connectionFile">Path of the file Jupyter wrote.</param>
    /// <param name="extensions">What cells may use.</param>
    /// <param name="identity">The name under which the kernel is offered.</param>
    public static int Run(string connectionFile, IEnumerable<INotebookExtension> extensions, KernelIdentity identity)
    {
        CompilerWarmUp.Start();
        try
        {
            var connection = ConnectionFile.Read(connectionFile);
            using var sockets = new KernelSockets(connection);
            using var engine = new CellEngine(extensions);
            using var language = new LanguageService(engine);
            Serve(identity, connection, new CrashNote(connectionFile), sockets, engine, language);
        }
        catch (ConnectionFileException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
        NetMQ.NetMQConfig.Cleanup(block: true);
        ExitEvenIfCellsStillRun();
        return 0;
    }

    private static void Serve(KernelIdentity identity, ConnectionFile connection, CrashNote note, KernelSockets sockets, CellEngine engine, LanguageService language)
    {
        var codec = new MessageCodec(new MessageSigner(connection.Key));
        var channel = new KernelChannel(codec, sockets.Send);
        var history = new InputHistory();
        var stdin = new StdinChannel(channel);
        var executions = new ExecutionQueue(engine, channel, stdin, history, note);
        using var lastWords = new LastWords(executions, sockets.Flush);
        var questions = new LanguageRequests(language, channel);
        var router = new RequestRouter(codec, channel, executions, questions, new CommRequests(engine.Comms, channel), stdin, history, identity, sockets.Stop);
        sockets.Received = router.Receive;

        // Kept alive to the end of this method: a collected registration would let SIGINT kill the kernel.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            executions.Interrupt();
        });
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            sockets.Stop();
        });
        SurviveThreadsOfCells(engine);
        ParentWatch.Start(sockets.Stop);
        channel.PublishStatus(null, "starting");
        _ = engine.WarmUpAsync();
        _ = Task.Run(executions.RunAsync);
        _ = Task.Run(questions.RunAsync);
        _ = WarmUpCompletionAsync(executions, language);
        sockets.Run();
        note.End();
        GC.KeepAlive(interrupt);
        GC.KeepAlive(terminate);
    }

    /// <summary>Loads the completion after the first cell, so that neither the first cell nor the first completion waits for it.</summary>
    private static async Task WarmUpCompletionAsync(ExecutionQueue executions, LanguageService language)
    {
        await executions.FirstRan.ConfigureAwait(false);
        await language.WarmUpAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>An exception on a thread that a cell started is shown in that cell; it does not end the kernel.</summary>
    private static void SurviveThreadsOfCells(CellEngine engine) =>
        System.Runtime.ExceptionServices.ExceptionHandling.SetUnhandledExceptionHandler(e =>
        {
            Console.Error.WriteLine("A thread ended with an exception that nobody caught. The session goes on.\n" + engine.Describe(e));
            return true;
        });

    /// <summary>Threads of cells that do not end must not keep the process alive after the kernel has said goodbye.</summary>
    private static void ExitEvenIfCellsStillRun()
    {
        var watchdog = new Thread(() =>
        {
            Thread.Sleep(TimeSpan.FromSeconds(0.5));
            Environment.Exit(0);
        })
        { IsBackground = true, Name = "exit" };
        watchdog.Start();
    }
}
