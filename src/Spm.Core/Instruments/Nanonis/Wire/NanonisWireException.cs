namespace Spm.Core.Instruments.Nanonis.Wire;

/// <summary>Bytes that are not what the protocol says: in which command, at which byte, what was expected and what was found.</summary>
/// <param name="command">The command's name, or what is known of it.</param>
/// <param name="offset">Byte within header or body.</param>
/// <param name="expected">What would have been right.</param>
/// <param name="found">What was there.</param>
public sealed class NanonisWireException(string command, int offset, string expected, string found)
    : IOException($"{command}: expected {expected} at byte {offset}, found {found}. The other side does not speak the Nanonis TCP protocol, or another version of it.")
{
    /// <summary>The command's name.</summary>
    public string Command { get; } = command;

    /// <summary>Byte within header or body.</summary>
    public int Offset { get; } = offset;

    /// <summary>What would have been right.</summary>
    public string Expected { get; } = expected;

    /// <summary>What was there.</summary>
    public string Found { get; } = found;
}
