namespace Spm.Core.Experiments.Framing;

/// <summary>What a record holds.</summary>
internal enum RecordKind
{
    /// <summary>The header, JSON; record 0.</summary>
    Header = 0,

    /// <summary>A point (<see cref="PointCodec"/>).</summary>
    Point = 1,

    /// <summary>The run is complete; the number of points as int64.</summary>
    End = 2,
}
