using System.ComponentModel;

namespace Spm.Kernel.Cells;

/// <summary>
/// Says whether one run of a cell must stop. The loops of a cell look at it in every turn and throw when it is set. They must not call anything
/// else: a call, even one that is hardly ever made, keeps the running sum of a loop out of the processor's registers and makes it four times as slow.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StopFlag
{
    private volatile bool _isSet;

    /// <summary>True while the cell is asked to stop and has not ended.</summary>
    public bool IsSet
    {
        get => _isSet;
        internal set => _isSet = value;
    }
}
