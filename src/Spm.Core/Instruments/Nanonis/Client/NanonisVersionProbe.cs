using Spm.Core.Instruments.Nanonis.Wire;

namespace Spm.Core.Instruments.Nanonis.Client;

/// <summary>Finds out which real-time engine answers.</summary>
internal static class NanonisVersionProbe
{
    /// <summary>The last engine of the old kind, as far as messages go.</summary>
    private static readonly NanonisVersion Old = new(NanonisVersion.IndicesFrom - 1);

    /// <summary>
    /// Util.VersionGet tells. A controller that does not know it is told by BiasSpectr.ChsGet: indices alone are the old kind, names after
    /// them the new one.
    /// </summary>
    public static async Task<NanonisVersion> AskAsync(NanonisConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.AskAsync("Util.VersionGet", null, ReadVersion, cancellationToken).ConfigureAwait(false);
        }
        catch (NanonisControllerException)
        {
            return await connection.AskAsync("BiasSpectr.ChsGet", null, ReadShape, cancellationToken).ConfigureAwait(false);
        }
    }

    // Product line, version, host release, real-time engine release.
    private static NanonisVersion ReadVersion(WireReader reader)
    {
        reader.ReadText();
        reader.ReadText();
        reader.ReadUInt32();
        return new NanonisVersion((int)Math.Min(reader.ReadUInt32(), int.MaxValue));
    }

    private static NanonisVersion ReadShape(WireReader reader)
    {
        reader.ReadInts();
        if (reader.IsAtError()) return Old;
        reader.ReadTexts();
        return new NanonisVersion(NanonisVersion.IndicesFrom);
    }
}
