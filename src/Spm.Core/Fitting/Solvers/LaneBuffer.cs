using System.Runtime.InteropServices;
using Spm.Core.Numerics;

namespace Spm.Core.Fitting.Solvers;

/// <summary>Lanes in memory that begin at a multiple of their own size: an array on the heap begins anywhere, and then every lane set lies across two cache lines.</summary>
internal sealed class LaneBuffer<T> where T : unmanaged, IRealLanes<T>
{
    private const int CacheLineBytes = 64;

    private readonly double[] _numbers;
    private readonly int _first, _length;

    /// <param name="length">Lane sets.</param>
    public LaneBuffer(int length)
    {
        _numbers = GC.AllocateArray<double>(length * T.Width + CacheLineBytes / sizeof(double), pinned: true);
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(_numbers, 0);
        _first = (int)((CacheLineBytes - address % CacheLineBytes) % CacheLineBytes) / sizeof(double);
        _length = length * T.Width;
    }

    /// <summary>All of it.</summary>
    public Span<T> Span => MemoryMarshal.Cast<double, T>(Numbers);

    /// <summary>All of it as numbers, [lane set × lane].</summary>
    public Span<double> Numbers => _numbers.AsSpan(_first, _length);
}
