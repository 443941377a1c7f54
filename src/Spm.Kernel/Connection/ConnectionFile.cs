using System.Net;
using System.Text.Json;

namespace Spm.Kernel.Connection;

/// <summary>The connection file that Jupyter writes for a kernel: where to listen and with which key to sign.</summary>
/// <param name="Ip">Address to bind; with the transport ipc, what the paths of the sockets start with.</param>
/// <param name="Key">Key of the signatures.</param>
/// <param name="ShellPort">Port of the shell socket.</param>
/// <param name="ControlPort">Port of the control socket.</param>
/// <param name="StdinPort">Port of the stdin socket.</param>
/// <param name="IopubPort">Port of the iopub socket.</param>
/// <param name="HeartbeatPort">Port of the heartbeat socket.</param>
internal sealed record ConnectionFile(string Ip, string Key, int ShellPort, int ControlPort, int StdinPort, int IopubPort, int HeartbeatPort)
{
    /// <summary>True when clients come by Unix domain sockets <c>{Ip}-{port}</c> instead of TCP.</summary>
    public bool IsIpc { get; init; }

    /// <summary>Reads a connection file.</summary>
    /// <exception cref="ConnectionFileException">It is missing, no connection file, or asks for something this kernel does not do.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            KeepToOneself(path);
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw new ConnectionFileException($"{path} is no connection file: it holds no JSON object.");
            var transport = Text(root, "transport", "tcp");
            if (transport is not ("tcp" or "ipc"))
                throw new ConnectionFileException($"{path} asks for the transport «{transport}»; this kernel knows tcp and ipc. Set c.KernelManager.transport = 'tcp' in the configuration of Jupyter.");
            var scheme = Text(root, "signature_scheme", "hmac-sha256");
            if (scheme != "hmac-sha256") throw new ConnectionFileException($"{path} asks for signatures by «{scheme}»; this kernel signs with hmac-sha256 only.");
            var file = new ConnectionFile(Text(root, "ip", "127.0.0.1"), Text(root, "key", ""), Port("shell_port"), Port("control_port"), Port("stdin_port"), Port("iopub_port"), Port("hb_port"))
            {
                IsIpc = transport == "ipc",
            };
            if (file.Key.Length == 0 && file.IsIpc)
                throw new ConnectionFileException($"{path} asks for the transport ipc without a key. The kernel passes ipc on to loopback TCP, where every user of this machine could run code. Give a key.");
            if (file.Key.Length == 0 && !(IPAddress.TryParse(file.Ip, out var address) && IPAddress.IsLoopback(address)))
                throw new ConnectionFileException($"{path} asks to listen on {file.Ip} without a key: anyone in the network could run code. Give a key, or listen on 127.0.0.1.");
            return file;

            int Port(string name) =>
                root.TryGetProperty(name, out var value) && value.TryGetInt32(out var port) && port is > 0 and < 65536
                    ? port
                    : throw new ConnectionFileException($"{path} has no valid «{name}»: a number from 1 to 65535 is needed.");
        }
        catch (JsonException e)
        {
            throw new ConnectionFileException($"{path} is no connection file: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectionFileException($"The connection file {path} cannot be read: {e.Message} Jupyter writes it and gives its name as {{connection_file}}.", e);
        }
    }

    /// <summary>Who can read the key can run code as this user: a file that others may read is closed to them.</summary>
    private static void KeepToOneself(string path)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & others) == 0) return;
        Console.Error.WriteLine($"Others could read the key in {path}; from now on only you can. Other users of this machine may have seen it: start a new kernel if you do not trust them.");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static string Text(JsonElement root, string name, string standard) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : standard;
}

/// <summary>A connection file that cannot be used. The message says why.</summary>
public sealed class ConnectionFileException : Exception
{
    /// <summary>The reason.</summary>
    public ConnectionFileException(string message)
        : base(message)
    {
    }

    /// <summary>The reason and what caused it.</summary>
    public ConnectionFileException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Without further words; not used.</summary>
    public ConnectionFileException()
    {
    }
}
