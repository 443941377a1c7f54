using System.Numerics;
using Spm.Core.Data;

namespace Spm.Interactive.Tests.Views.Live;

/// <summary>Samples that count as a file's: each read may be watched, held up, or fail.</summary>
internal sealed class SlowStore(SampleStore inner) : SampleStore
{
    private int _reads;

    /// <summary>Called before each read with its number.</summary>
    public Action<int>? Before { get; set; }

    public int Reads => Volatile.Read(ref _reads);

    public override long Length => inner.Length;

    public override bool IsComplex => inner.IsComplex;

    public override void Read(long first, Span<double> destination)
    {
        Before?.Invoke(Interlocked.Increment(ref _reads));
        inner.Read(first, destination);
    }

    public override void Read(long first, Span<Complex> destination)
    {
        Before?.Invoke(Interlocked.Increment(ref _reads));
        inner.Read(first, destination);
    }
}
