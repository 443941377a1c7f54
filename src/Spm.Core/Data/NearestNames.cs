namespace Spm.Core.Data;

/// <summary>Which of the names there are is nearest to the one that was asked for.</summary>
internal static class NearestNames
{
    /// <summary>At most <paramref name="count"/> candidates within half the length of <paramref name="wanted"/>, nearest first.</summary>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> candidates, int count = 3) =>
        [.. candidates.Select(name => (Name: name, Distance: Distance(wanted, name)))
            .Where(c => c.Distance <= Math.Max(2, wanted.Length / 2))
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(count).Select(c => c.Name)];

    /// <summary>All known names, the nearest first; equally near ones keep their order.</summary>
    public static IReadOnlyList<string> Order(string wanted, IEnumerable<string> known) =>
        [.. known.OrderBy(name => Distance(wanted, name))];

    /// <summary>Levenshtein distance without regard to case: the fewest insertions, deletions and substitutions that turn one into the other.</summary>
    public static int Distance(string a, string b)
    {
        (a, b) = (a.ToLowerInvariant(), b.ToLowerInvariant());
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        var current = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            (previous, current) = (current, previous);
        }

        return previous[b.Length];
    }
}
