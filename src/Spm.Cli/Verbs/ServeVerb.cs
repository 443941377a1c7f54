using System.Globalization;
using System.Net;
using Spm.Core.Instruments.Nanonis.Emulator;
using Spm.Core.Instruments.Nanonis.Wire;
using Spm.Core.Instruments.Twin;

namespace Spm.Cli.Verbs;

/// <summary><c>spm serve nanonis</c>: a Nanonis controller made of software, with the digital twin behind it, until Ctrl-C.</summary>
/// <param name="output">Where it listens, and its log.</param>
internal sealed class ServeVerb(TextWriter output)
{
    public const string Name = "serve";

    private const string Protocol = "nanonis";

    public async Task<int> RunAsync(VerbWords words, CancellationToken cancel)
    {
        if (words.Argument != Protocol)
            throw Verb.Find(Name)!.Wrong($"Only {Protocol} can be served, got «{words.Argument}».");
        var options = Options(words);
        var (sample, seed) = (words.Options.GetValueOrDefault("--sample") ?? TwinInstrument.Samples[0], Number(words, "--seed", int.MinValue, int.MaxValue) ?? 1);
        if (!TwinInstrument.Samples.Contains(sample))
            throw Verb.Find(Name)!.Wrong($"There is no sample «{sample}». Samples: {string.Join(", ", TwinInstrument.Samples)}.");

        await using var twin = TwinInstrument.Create(sample, seed);
        await using (var server = await NanonisServer.StartAsync(twin, options, cancel).ConfigureAwait(false))
        {
            Welcome(server, sample, seed);
            server.Logged += (_, line) => Log(line);
            try
            {
                await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                Log("stopping");
            }
        }
        Log("stopped; the microscope is safe");
        return ExitCode.Success;
    }

    /// <summary>The server's options in the words.</summary>
    /// <exception cref="UsageException">One is wrong.</exception>
    internal static NanonisServerOptions Options(VerbWords words)
    {
        var options = new NanonisServerOptions
        {
            Port = Number(words, "--port", 0, 65446) ?? 6501,
            Withdraw = words.Options.ContainsKey("--withdraw"),
            RealTime = words.Options.ContainsKey("--real-time"),
        };
        if (Number(words, "--version", 1, 99999) is { } release) options = options with { Version = new NanonisVersion(release) };
        if (words.Options.TryGetValue("--idle-timeout", out var idle))
        {
            if (!double.TryParse(idle, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) || !(seconds is >= 0.01 and <= 86400))
                throw Verb.Find(Name)!.Wrong($"--idle-timeout must be 0.01 to 86400 seconds, got «{idle}».");
            options = options with { IdleTimeout = TimeSpan.FromSeconds(seconds) };
        }
        if (words.Options.TryGetValue("--address", out var address))
        {
            options = IPAddress.TryParse(address, out var parsed)
                ? options with { Address = parsed }
                : throw Verb.Find(Name)!.Wrong($"--address must be an address of this computer such as 127.0.0.1, got «{address}».");
        }
        return options;
    }

    private static int? Number(VerbWords words, string option, int min, int max)
    {
        if (!words.Options.TryGetValue(option, out var text)) return null;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw Verb.Find(Name)!.Wrong($"{option} must be {(min == int.MinValue ? "a whole number" : $"{min} to {max}")}, got «{text}».");
    }

    private void Welcome(NanonisServer server, string sample, int seed)
    {
        output.WriteLine($"A Nanonis controller made of software (real-time engine R{server.Version.Release}), sample {sample}, seed {seed}");
        output.WriteLine($"listens on {server.Address}, ports {string.Join(", ", server.Ports)}; data stream on {server.DataPort}");
        if (!IPAddress.IsLoopback(server.Address))
            output.WriteLine("The protocol has no password: everybody who reaches this address can move the tip.");
        output.WriteLine("Try it in Python, with the package nanonis_spm:");
        output.WriteLine();
        output.WriteLine("    import socket, nanonis_spm");
        output.WriteLine($"    s = socket.create_connection((\"{(server.Address.Equals(IPAddress.Any) ? IPAddress.Loopback : server.Address)}\", {server.Ports[0]}))");
        output.WriteLine("    n = nanonis_spm.Nanonis(s)");
        output.WriteLine("    n.Bias_Set(1.5); n.Bias_Get(); n.Scan_Action(0, 1); n.Scan_WaitEndOfScan(-1)");
        output.WriteLine();
        output.WriteLine("More in docs/nanonis.md. To end it: Ctrl-C");
        output.Flush();
    }

    // The log comes from several threads; a line must stay a line.
    private void Log(string line)
    {
        lock (output)
        {
            output.WriteLine($"{DateTime.Now.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {line}");
            output.Flush();
        }
    }
}
