namespace Spm.Core.Instruments;

/// <summary>Orders known names by how near they are to a mistyped one.</summary>
internal static class NearestName
{
    /// <summary>The known names, the one with the fewest edits first; equal ones keep their order.</summary>
    public static IReadOnlyList<string> Order(string typed, IEnumerable<string> known) =>
        [.. known.OrderBy(name => Edits(typed.ToLowerInvariant(), name.ToLowerInvariant()))];

    /// <summary>Levenshtein distance: insertions, deletions and substitutions that turn <paramref name="a"/> into <paramref name="b"/>.</summary>
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitution = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitution, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
