namespace Spm.Core.Instruments;

/// <summary>What the lower end of a limit is.</summary>
internal enum LimitLower
{
    /// <summary>A value of its own.</summary>
    Own,

    /// <summary>Zero: the limit has only an upper end.</summary>
    Zero,

    /// <summary>The upper end with the other sign.</summary>
    Mirrored,
}
