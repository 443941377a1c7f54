using System.Security.Cryptography;
using System.Text;

namespace Spm.Kernel.Wire;

/// <summary>The signature of a message: lower-case hex of HMAC-SHA256 over header, parent header, metadata and content.</summary>
/// <param name="key">The key of the connection file; with an empty key nothing is signed.</param>
internal sealed class MessageSigner(string key)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    public byte[] Sign(byte[] header, byte[] parent, byte[] metadata, byte[] content)
    {
        if (_key.Length == 0) return [];
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(header);
        hmac.AppendData(parent);
        hmac.AppendData(metadata);
        hmac.AppendData(content);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hmac.GetHashAndReset()));
    }

    /// <summary>True when the signature is right; takes the same time wherever it is wrong.</summary>
    public bool IsRight(byte[] signature, byte[] header, byte[] parent, byte[] metadata, byte[] content) =>
        CryptographicOperations.FixedTimeEquals(signature, Sign(header, parent, metadata, content));
}
