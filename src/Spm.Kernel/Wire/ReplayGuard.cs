using System.Globalization;

namespace Spm.Kernel.Wire;

/// <summary>
/// Remembers the signatures of the last messages, so that a signed message that somebody recorded is not carried out again. Each message has an id and a
/// time of its own, so that two honest ones never have the same signature. Used by one thread.
/// </summary>
internal sealed class ReplayGuard
{
    /// <summary>As many as jupyter_client remembers.</summary>
    private const int Remembered = 1 << 16;

    private readonly HashSet<UInt128> _known = [];
    private readonly Queue<UInt128> _order = new();

    /// <summary>True the first time a signature comes. It must have been found right, in hex; without signatures, each message is new.</summary>
    public bool IsNew(ReadOnlySpan<byte> signature)
    {
        if (signature.IsEmpty) return true;
        // Half of it tells messages apart: nobody without the key can make one that collides.
        var start = UInt128.Parse(signature[..32], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (!_known.Add(start)) return false;
        _order.Enqueue(start);
        if (_order.Count > Remembered) _known.Remove(_order.Dequeue());
        return true;
    }
}
