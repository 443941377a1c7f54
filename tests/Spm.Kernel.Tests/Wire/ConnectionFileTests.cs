using Spm.Kernel.Connection;

namespace Spm.Kernel.Tests.Wire;

public class ConnectionFileTests
{
    private const string Ports = "\"shell_port\":1,\"control_port\":2,\"stdin_port\":3,\"iopub_port\":4,\"hb_port\":5";

    [Fact]
    public void All_fields_are_read() =>
        Assert.Equal(new ConnectionFile("127.0.0.1", "k", 1, 2, 3, 4, 5), Read($"{{\"ip\":\"127.0.0.1\",\"key\":\"k\",\"transport\":\"tcp\",\"signature_scheme\":\"hmac-sha256\",{Ports}}}"));

    [Theory]
    [InlineData($"{{\"transport\":\"pgm\",{Ports}}}", "tcp and ipc")]
    [InlineData($"{{\"transport\":\"ipc\",\"ip\":\"k\",{Ports}}}", "ipc without a key")]
    [InlineData($"{{\"signature_scheme\":\"hmac-md5\",{Ports}}}", "hmac-sha256 only")]
    [InlineData("{\"shell_port\":1}", "«control_port»")]
    [InlineData("{\"shell_port\":70000}", "«shell_port»")]
    [InlineData($"{{\"ip\":\"0.0.0.0\",\"key\":\"\",{Ports}}}", "without a key")]
    [InlineData("[1]", "no JSON object")]
    [InlineData("{", "no connection file")]
    public void A_file_that_cannot_be_used_is_refused_with_the_reason(string json, string reason) =>
        Assert.Contains(reason, Assert.Throws<ConnectionFileException>(() => Read(json)).Message);

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere.json", Assert.Throws<ConnectionFileException>(() => ConnectionFile.Read("nowhere.json")).Message);

    private static ConnectionFile Read(string json)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, json);
            return ConnectionFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
