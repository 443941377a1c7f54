using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetMQ;
using NetMQ.Sockets;
using Spm.Kernel.Wire;

namespace Spm.Kernel.Tests.Server;

/// <summary>A kernel in a process of its own, and a client of it over real sockets.</summary>
internal sealed class KernelProcess : IDisposable
{
    private const int MostStarts = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MessageCodec _codec;
    private readonly DealerSocket _shell;
    private readonly DealerSocket _control;
    private readonly DealerSocket _stdin;
    private readonly SubscriberSocket _iopub;

    /// <param name="key">Signs the messages; without one it is a new one, so that another test's kernel would not answer.</param>
    /// <param name="connectionFile">Of a kernel before; its key and its ports are taken.</param>
    public KernelProcess(string? key = null, string? connectionFile = null)
    {
        ConnectionFile = connectionFile ?? Path.GetTempFileName();
        for (var starts = 1; ; starts++)
        {
            var connection = connectionFile is null ? NewConnection(key ?? Guid.NewGuid().ToString("N")) : JsonNode.Parse(File.ReadAllText(connectionFile))!;
            if (connectionFile is null) File.WriteAllText(ConnectionFile, connection.ToJsonString());
            HeartbeatPort = (int)connection["hb_port"]!;
            Process = Start(ConnectionFile);
            // Read all the time: a full pipe would hold the kernel.
            var words = Process.StandardError.ReadToEndAsync();
            _codec = new MessageCodec(new MessageSigner((string)connection["key"]!));
            var identity = Guid.NewGuid().ToByteArray();
            (_shell, _control, _stdin, _iopub) = (Dealer("shell"), Dealer("control"), Dealer("stdin"), new SubscriberSocket());
            _iopub.Connect(Address("iopub"));
            _iopub.SubscribeToAnyTopic();
            if (IsReady()) return;
            // Another server may have taken a port before the kernel did; new ports then.
            if (connectionFile is not null || starts == MostStarts)
                throw new InvalidOperationException($"The kernel ended before its first answer, at start {starts} with exit code {Process.ExitCode}. It wrote: {words.GetAwaiter().GetResult()}");
            Close();

            string Address(string channel) => $"tcp://127.0.0.1:{(int)connection[$"{channel}_port"]!}";

            DealerSocket Dealer(string channel)
            {
                var socket = new DealerSocket();
                socket.Options.Identity = identity;
                socket.Options.Linger = TimeSpan.Zero;
                socket.Connect(Address(channel));
                return socket;
            }
        }
    }

    public Process Process { get; }

    /// <summary>A kernel that is started with it after this one takes its place, as Jupyter's restarter does.</summary>
    public string ConnectionFile { get; }

    public int HeartbeatPort { get; }

    /// <summary>Starts the host program; its path stands beside the tests.</summary>
    public static Process Start(string connectionFile)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Spm.Kernel.TestHost.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, "--connection-file", connectionFile]) { RedirectStandardError = true, UseShellExecute = false })!;
    }

    /// <summary>Sends a request without waiting; gives its message id.</summary>
    public string Send(string type, string content, bool onControl = false, string? wrongKey = null)
    {
        var message = Message(type, content);
        var codec = wrongKey is null ? _codec : new MessageCodec(new MessageSigner(wrongKey));
        SendFrames(codec.Encode(message), onControl);
        return message.Header.MsgId;
    }

    public void SendFrames(IReadOnlyList<byte[]> frames, bool onControl = false) => (onControl ? _control : _shell).SendMultipartBytes(frames);

    /// <summary>Sends a request and waits for its reply.</summary>
    public JsonObject Ask(string type, string content, bool onControl = false)
    {
        var id = Send(type, content, onControl);
        return Reply(id, onControl);
    }

    public JsonObject Reply(string id, bool onControl = false)
    {
        while (true)
        {
            var (_, parent, body) = Receive(onControl ? _control : _shell);
            if (parent == id) return body;
        }
    }

    /// <summary>Everything published for a request up to its idle.</summary>
    public List<(string Type, JsonObject Content)> Published(string id)
    {
        var all = new List<(string, JsonObject)>();
        while (true)
        {
            var (type, parent, content) = Receive(_iopub);
            if (parent != id) continue;
            all.Add((type, content));
            if (type == "status" && (string?)content["execution_state"] == "idle") return all;
        }
    }

    /// <summary>Waits until a request has published a message of a type; gives its content.</summary>
    public JsonObject WaitFor(string id, string type)
    {
        while (true)
        {
            var (received, parent, content) = Receive(_iopub);
            if (parent == id && received == type) return content;
        }
    }

    public (JsonObject Reply, List<(string Type, JsonObject Content)> Published) Execute(string code)
    {
        var id = Send("execute_request", Code(code));
        return (Reply(id), Published(id));
    }

    /// <summary>Waits for a question and answers it.</summary>
    public string Answer(string value)
    {
        var (type, _, content) = Receive(_stdin);
        Assert.Equal("input_request", type);
        _stdin.SendMultipartBytes(_codec.Encode(Message("input_reply", JsonSerializer.Serialize(new { value }))));
        return (string)content["prompt"]!;
    }

    public static string Code(string code, bool allowStdin = true) => JsonSerializer.Serialize(new { code, allow_stdin = allowStdin });

    public void Dispose()
    {
        Close();
        File.Delete(ConnectionFile);
    }

    private void Close()
    {
        foreach (var socket in new NetMQSocket[] { _shell, _control, _stdin, _iopub }) socket.Dispose();
        if (!Process.HasExited) Process.Kill();
        Process.Dispose();
    }

    /// <summary>Waits until the kernel answers and its status messages arrive: a subscription takes effect some time after it was asked for. False when the process has ended before.</summary>
    private bool IsReady()
    {
        var moment = TimeSpan.FromMilliseconds(200);
        var waited = Stopwatch.StartNew();
        do
        {
            Send("kernel_info_request", "{}");
            while (TryReceive(_shell, moment) is null)
            {
                if (Process.HasExited) return false;
                if (waited.Elapsed > Patience) throw new TimeoutException("The kernel did not answer.");
            }
        }
        while (TryReceive(_iopub, moment) is null);
        while (TryReceive(_iopub, moment) is not null)
        {
        }
        return true;
    }

    private static JupyterMessage Message(string type, string content) =>
        JupyterMessage.Create(type, "client", null, JsonNode.Parse(content)!.AsObject(), WireJson.Plain.JsonObject, []);

    private (string Type, string? Parent, JsonObject Content) Receive(NetMQSocket socket) =>
        TryReceive(socket, Patience) ?? throw new TimeoutException("The kernel did not answer.");

    private (string Type, string? Parent, JsonObject Content)? TryReceive(NetMQSocket socket, TimeSpan patience)
    {
        var frames = new List<byte[]>();
        if (!socket.TryReceiveMultipartBytes(patience, ref frames!)) return null;
        Assert.True(_codec.TryDecode(frames, out var message, out var problem), problem);
        return (message.Type, (string?)JsonNode.Parse(message.ParentHeaderBytes)!["msg_id"], JsonNode.Parse(message.ContentBytes)!.AsObject());
    }

    private static JsonObject NewConnection(string key)
    {
        var connection = new JsonObject { ["ip"] = "127.0.0.1", ["transport"] = "tcp", ["signature_scheme"] = "hmac-sha256", ["key"] = key };
        string[] channels = ["shell", "control", "stdin", "iopub", "hb"];
        var listeners = channels.Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        foreach (var (channel, listener) in channels.Zip(listeners)) connection[$"{channel}_port"] = ((IPEndPoint)listener.LocalEndpoint).Port;
        listeners.ForEach(l => l.Stop());
        return connection;
    }
}
