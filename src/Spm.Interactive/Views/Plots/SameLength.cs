namespace Spm.Interactive.Views;

/// <summary>The check that arrays which belong together have one length.</summary>
internal static class SameLength
{
    /// <summary>Throws unless every array that is given has the length of the first.</summary>
    /// <param name="rule">What belongs together, such as <c>A prediction belongs to each measured value</c>.</param>
    /// <param name="arrays">Name and length; null for an option that was not given.</param>
    /// <exception cref="ArgumentException">Two lengths differ, or the first is 0.</exception>
    public static void Require(string rule, params ReadOnlySpan<(string Name, int? Length)> arrays)
    {
        var parts = new List<string>();
        var (first, differ) = (arrays[0].Length ?? 0, false);
        foreach (var (name, length) in arrays)
        {
            if (length is not { } count) continue;
            parts.Add($"{name}: {count:N0}");
            differ |= count != first;
        }
        if (differ) throw new ArgumentException($"{rule}; got {string.Join(", ", parts)}.");
        if (first == 0) throw new ArgumentException($"{rule}; got none.");
    }
}
