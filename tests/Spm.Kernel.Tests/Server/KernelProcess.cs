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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MessageCodec _codec;
    private readonly DealerSocket _shell;
    private readonly DealerSocket _control;
    private readonly DealerSocket _stdin;
    private readonly SubscriberSocket _iopub;

    public KernelProcess(string key = "secret", string? connectionFile = null)
    {
        var ports = connectionFile is null ? FreePorts(5) : PortsOf(connectionFile);
        ConnectionFile = connectionFile ?? Path.GetTempFileName();
        if (connectionFile is null) File.WriteAllText(ConnectionFile, JsonSerializer.Serialize(new
        {
            ip = "127.0.0.1",
            transport = "tcp",
            signature_scheme = "hmac-sha256",
            key,
            shell_port = ports[0],
            control_port = ports[1],
            stdin_port = ports[2],
            iopub_port = ports[3],
            hb_port = ports[4],
        }));
        HeartbeatPort = ports[4];
        Process = Start(ConnectionFile);
        _codec = new MessageCodec(new MessageSigner(key));
        var identity = Guid.NewGuid().ToByteArray();
        (_shell, _control, _stdin, _iopub) = (Dealer(ports[0], identity), Dealer(ports[1], identity), Dealer(ports[2], identity), new SubscriberSocket());
        _iopub.Connect($"tcp://127.0.0.1:{ports[3]}");
        _iopub.SubscribeToAnyTopic();
        // A subscription takes effect some time after it was asked for: ask until its status messages arrive.
        do Ask("kernel_info_request", "{}");
        while (TryReceive(_iopub, TimeSpan.FromMilliseconds(200)) is null);
        while (TryReceive(_iopub, TimeSpan.FromMilliseconds(200)) is not null)
        {
        }
    }

    public Process Process { get; }

    /// <summary>A kernel that is started with it after this one takes its place, as Jupyter's restarter does.</summary>
    public string ConnectionFile { get; }

    public int HeartbeatPort { get; }

    private static int[] PortsOf(string connectionFile)
    {
        var json = JsonNode.Parse(File.ReadAllText(connectionFile))!;
        return [.. new[] { "shell_port", "control_port", "stdin_port", "iopub_port", "hb_port" }.Select(name => (int)json[name]!)];
    }

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
        foreach (var socket in new NetMQSocket[] { _shell, _control, _stdin, _iopub }) socket.Dispose();
        if (!Process.HasExited) Process.Kill();
        Process.Dispose();
        File.Delete(ConnectionFile);
    }

    private static JupyterMessage Message(string type, string content) =>
        JupyterMessage.Create(type, "client", null, JsonNode.Parse(content)!.AsObject(), WireJson.Plain.JsonObject, []);

    private static DealerSocket Dealer(int port, byte[] identity)
    {
        var socket = new DealerSocket();
        socket.Options.Identity = identity;
        socket.Options.Linger = TimeSpan.Zero;
        socket.Connect($"tcp://127.0.0.1:{port}");
        return socket;
    }

    private (string Type, string? Parent, JsonObject Content) Receive(NetMQSocket socket) =>
        TryReceive(socket, Patience) ?? throw new TimeoutException("The kernel did not answer.");

    private (string Type, string? Parent, JsonObject Content)? TryReceive(NetMQSocket socket, TimeSpan patience)
    {
        var frames = new List<byte[]>();
        if (!socket.TryReceiveMultipartBytes(patience, ref frames!)) return null;
        Assert.True(_codec.TryDecode(frames, out var message, out var problem), problem);
        return (message.Type, (string?)JsonNode.Parse(message.ParentHeaderBytes)!["msg_id"], JsonNode.Parse(message.ContentBytes)!.AsObject());
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        listeners.ForEach(l => l.Stop());
        return ports;
    }
}
