using System.Numerics;
using Spm.Core.Data;

namespace Spm.Core.IO.Usid;

/// <summary>The samples of a fit whose data cannot be found: their number is known, and reading them says why there are none.</summary>
internal sealed class MissingSamples(string path, long length, bool isComplex, string why) : SampleStore
{
    /// <inheritdoc/>
    public override long Length => length;

    /// <inheritdoc/>
    public override bool IsComplex => isComplex;

    /// <inheritdoc/>
    public override void Read(long first, Span<double> destination) => throw Error();

    /// <inheritdoc/>
    public override void Read(long first, Span<Complex> destination) => throw Error();

    private DataFileException Error() => DataFileException.Sentence(path, $"the data of this fit are needed, but {why}.", "the data that were fitted", why);
}
