using System.ComponentModel;
using Spm.Kernel.Engine;

namespace Spm.Kernel.Cells;

/// <summary>What the engine writes after <c>using var x = …;</c> at the top level of a cell: it is disposed when the cell ends. Cells need not call it themselves.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CellResources
{
    /// <summary>Disposes this when the cell ends.</summary>
    public static void Keep(IDisposable? resource)
    {
        if (resource is not null) CellScope.Current?.Resources.Push(resource);
    }

    /// <summary>Disposes this when the cell ends, and waits for it.</summary>
    public static void KeepAsync(IAsyncDisposable? resource)
    {
        if (resource is not null) CellScope.Current?.Resources.Push(resource);
    }
}
