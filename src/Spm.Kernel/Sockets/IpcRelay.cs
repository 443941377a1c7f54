using System.Net;
using System.Net.Sockets;
using Spm.Kernel.Connection;

namespace Spm.Kernel.Sockets;

/// <summary>
/// Lets clients come by a Unix domain socket, Jupyter's transport <c>ipc</c>. NetMQ has no such transport (its own «ipc» is TCP on a port of its choosing),
/// but ZeroMQ's protocol is the same over any stream of bytes: each connection is passed on, byte by byte, to a socket that listens on loopback TCP.
/// </summary>
internal sealed class IpcRelay : IDisposable
{
    private readonly string _path;
    private readonly int _port;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Thread _thread;

    /// <summary>Listens on <paramref name="path"/>, which only this user may open, for the socket that is bound to <paramref name="port"/> of 127.0.0.1.</summary>
    /// <exception cref="ConnectionFileException">The path cannot be used.</exception>
    public IpcRelay(string path, int port)
    {
        (_path, _port) = (path, port);
        try
        {
            File.Delete(path);
            _listener.Bind(new UnixDomainSocketEndPoint(path));
            // Before anyone can connect: that needs Listen.
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            _listener.Listen();
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ConnectionFileException($"The path {path} is too long for a socket: about 100 bytes are allowed. Set c.KernelManager.ip to a shorter one.", e);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            throw new ConnectionFileException($"The kernel cannot listen on the socket {path}: {e.Message}. Can you write to its folder?", e);
        }
        _thread = new Thread(Accept) { IsBackground = true, Name = "ipc" };
        _thread.Start();
    }

    /// <summary>Stops listening and removes the path. Connections end with the sockets they lead to.</summary>
    public void Dispose()
    {
        _listener.Dispose();
        File.Delete(_path);
    }

    private void Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.RemoveAll(c => c.IsCompleted);
                connections.Add(PassOnAsync(_listener.Accept()));
                // From now on the process must not end before the last answer has been passed on.
                _thread.IsBackground = false;
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The listener was disposed: the kernel ends.
        }
        Task.WaitAll(connections);
    }

    private async Task PassOnAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _port).ConfigureAwait(false);
                var (near, far) = (new NetworkStream(client), new NetworkStream(server));
                await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near)).Unwrap().ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                // One side is gone; leaving closes the other.
            }
        }
    }
}
