using System.Collections.Immutable;

namespace Spm.Notebook;

/// <summary>One run of one cell of a notebook, where the front end says which cell it is.</summary>
/// <param name="Id">The cell's own, the same at each run.</param>
/// <param name="Run">Another at each run.</param>
/// <param name="Latest">For each cell of the session that has not been deleted, its last run.</param>
public sealed record CellRun(string Id, string Run, ImmutableDictionary<string, string> Latest)
{
    /// <summary>Whether what an earlier run has shown is still in the notebook: its cell has neither been run again nor deleted.</summary>
    public bool StillShows(CellRun earlier) => Latest.TryGetValue(earlier.Id, out var last) && last == earlier.Run;
}
