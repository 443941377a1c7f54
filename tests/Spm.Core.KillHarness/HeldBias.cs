using Spm.Core.Instruments;

namespace Spm.Core.KillHarness;

/// <summary>An instrument at 8 V, guarded, in a process that ends as it is told: <c>exit</c>, <c>return</c>, <c>throw</c>, or <c>signal</c> when somebody else ends it.</summary>
internal static class HeldBias
{
    public static int Go(string how, string trace)
    {
        void Note(string line) => File.AppendAllText(trace, line + "\n");
        var ramp = new BiasRamp(new InstrumentLimits { MaxBiasSlewVPerS = 200 }, (biasV, _) =>
        {
            Note($"bias {biasV:R}");
            return Task.FromResult(biasV);
        });
        ramp.Note(8);
        var sequence = new SafeSequence
        {
            StopScan = () => Done("scan stopped"),
            Ramp = ramp,
            Withdraw = () => Done("withdrawn"),
            WithdrawWhenSafe = true,
        };
        InstrumentGuard.Process.Tell = Console.Error.WriteLine;
        InstrumentGuard.Process.Register("toy", sequence.RunAsync);
        Console.Out.WriteLine("ready");
        switch (how)
        {
            case "exit":
                Environment.Exit(3);
                break;
            case "throw":
                throw new InvalidOperationException("A cell that nobody caught.");
            case "signal":
                Thread.Sleep(Timeout.Infinite);
                break;
        }

        return 0;

        Task Done(string what)
        {
            Note(what);
            return Task.CompletedTask;
        }
    }
}
