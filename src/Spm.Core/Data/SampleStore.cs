using System.Numerics;

namespace Spm.Core.Data;

/// <summary>
/// Where the numbers of a <see cref="Dataset"/> are: in memory, or in a file from which blocks are read.
/// Samples lie in row-major order of the dataset's dimensions, the last dimension fastest. Several threads may read at once, such as a fit and a figure that is
/// touched meanwhile: a store of one's own over something with a position, such as a stream, locks it from seek to read.
/// </summary>
public abstract class SampleStore
{
    /// <summary>Number of samples.</summary>
    public abstract long Length { get; }

    /// <summary>True when a sample is a complex number.</summary>
    public abstract bool IsComplex { get; }

    /// <summary>Samples that are best read together: blocks of whole multiples of it read nothing twice.</summary>
    internal virtual long SamplesPerUnit => 1;

    /// <summary>True when the samples are complex numbers of two floats that <see cref="ReadSingle"/> gives as they are.</summary>
    internal virtual bool IsSingleComplex => false;

    /// <summary>Copies complex samples as they are stored, real and imaginary parts interleaved.</summary>
    /// <exception cref="InvalidOperationException"><see cref="IsSingleComplex"/> is false.</exception>
    internal virtual void ReadSingle(long first, Span<float> interleaved) => throw new InvalidOperationException("The samples are not stored as pairs of floats.");

    /// <summary>Copies real samples from <paramref name="first"/> on until <paramref name="destination"/> is full.</summary>
    /// <exception cref="InvalidOperationException">The samples are complex.</exception>
    public abstract void Read(long first, Span<double> destination);

    /// <summary>Copies complex samples from <paramref name="first"/> on; real samples arrive with zero imaginary part.</summary>
    public abstract void Read(long first, Span<Complex> destination);

    /// <summary>Throws when the block does not lie within the store.</summary>
    protected void CheckBlock(long first, int count)
    {
        if (first < 0 || first + count > Length)
            throw new ArgumentOutOfRangeException(nameof(first), $"Samples {first} to {first + count - 1} were asked for; there are {Length}.");
    }

    /// <summary>The error of a caller that wants real numbers where there are complex ones.</summary>
    protected static InvalidOperationException ComplexWhereRealIsExpected() =>
        new("The dataset is complex where real numbers are expected. Fit it first (spm fit sho), or take its amplitude or phase.");
}

/// <summary>Real samples in memory.</summary>
/// <param name="samples">Row-major samples; not copied.</param>
public sealed class RealMemoryStore(double[] samples) : SampleStore
{
    /// <summary>The samples themselves.</summary>
    public ReadOnlyMemory<double> Samples => samples;

    /// <inheritdoc/>
    public override long Length => samples.LongLength;

    /// <inheritdoc/>
    public override bool IsComplex => false;

    /// <inheritdoc/>
    public override void Read(long first, Span<double> destination)
    {
        CheckBlock(first, destination.Length);
        samples.AsSpan((int)first, destination.Length).CopyTo(destination);
    }

    /// <inheritdoc/>
    public override void Read(long first, Span<Complex> destination)
    {
        CheckBlock(first, destination.Length);
        for (var i = 0; i < destination.Length; i++) destination[i] = samples[first + i];
    }
}

/// <summary>Complex samples in memory.</summary>
/// <param name="samples">Row-major samples; not copied.</param>
public sealed class ComplexMemoryStore(Complex[] samples) : SampleStore
{
    /// <summary>The samples themselves.</summary>
    public ReadOnlyMemory<Complex> Samples => samples;

    /// <inheritdoc/>
    public override long Length => samples.LongLength;

    /// <inheritdoc/>
    public override bool IsComplex => true;

    /// <inheritdoc/>
    public override void Read(long first, Span<double> destination) => throw ComplexWhereRealIsExpected();

    /// <inheritdoc/>
    public override void Read(long first, Span<Complex> destination)
    {
        CheckBlock(first, destination.Length);
        samples.AsSpan((int)first, destination.Length).CopyTo(destination);
    }
}
