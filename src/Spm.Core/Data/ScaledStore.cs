using System.Numerics;

namespace Spm.Core.Data;

/// <summary>Samples of another store times a factor, as when a unit changes.</summary>
internal sealed class ScaledStore(SampleStore samples, double factor) : SampleStore
{
    public override long Length => samples.Length;

    public override bool IsComplex => samples.IsComplex;

    public override void Read(long first, Span<double> destination)
    {
        samples.Read(first, destination);
        foreach (ref var value in destination) value *= factor;
    }

    public override void Read(long first, Span<Complex> destination)
    {
        samples.Read(first, destination);
        foreach (ref var value in destination) value *= factor;
    }
}
