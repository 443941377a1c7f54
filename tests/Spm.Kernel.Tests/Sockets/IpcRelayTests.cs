using System.Net;
using System.Net.Sockets;
using Spm.Kernel.Connection;
using Spm.Kernel.Sockets;

namespace Spm.Kernel.Tests.Sockets;

public sealed class IpcRelayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ipc").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Bytes_pass_both_ways_and_the_end_of_one_side_is_the_end_of_the_other()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var path = Path.Combine(_folder, "k-1");
        using var relay = new IpcRelay(path, ((IPEndPoint)listener.LocalEndpoint).Port);
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await client.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
        using var server = await listener.AcceptSocketAsync(cancel);
        await using var near = new NetworkStream(client);
        await using var far = new NetworkStream(server);
        var random = new Random(4);
        foreach (var length in new[] { 1, 100, 1_000_000 })
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            await AssertPasses(near, far, bytes, cancel);
            await AssertPasses(far, near, bytes, cancel);
        }
        server.Close();
        Assert.Equal(0, await near.ReadAsync(new byte[1], cancel));
    }

    [Fact]
    public void Only_this_user_may_connect_and_the_path_is_gone_at_the_end()
    {
        var path = Path.Combine(_folder, "k-1");
        File.WriteAllText(path, "left by a kernel that was killed");
        using (new IpcRelay(path, 1))
        {
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_path_that_cannot_be_used_is_named()
    {
        Assert.Contains("too long", Assert.Throws<ConnectionFileException>(() => new IpcRelay(Path.Combine(_folder, new string('x', 200)), 1)).Message);
        Assert.Contains("nowhere", Assert.Throws<ConnectionFileException>(() => new IpcRelay(Path.Combine(_folder, "nowhere", "k-1"), 1)).Message);
    }

    private static async Task AssertPasses(NetworkStream from, NetworkStream to, byte[] bytes, CancellationToken cancel)
    {
        var arrived = new byte[bytes.Length];
        var reading = to.ReadExactlyAsync(arrived, cancel);
        await from.WriteAsync(bytes, cancel);
        await reading;
        Assert.Equal(bytes, arrived);
    }
}
