using Spm.Core.Data;

namespace Spm.Core.Instruments;

/// <summary>
/// Limits as text that people read and write: one <c>name = value unit</c> a line, <c>name = lowest to highest</c> where a limit has two ends,
/// <c>±10 V</c> for both alike, comments after <c>#</c>. Every value has its unit; prefixes as in <see cref="Quantity"/>.
/// </summary>
internal static class LimitsFile
{
    /// <summary>Reads limits over those that hold where the text names none.</summary>
    /// <exception cref="LimitsFileException">A line that is not understood.</exception>
    public static InstrumentLimits Parse(string text, string path, InstrumentLimits defaults)
    {
        var (limits, seen, number) = (defaults, new Dictionary<string, int>(), 0);
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.Split('#')[0].Trim();
            if (line.Length == 0) continue;
            var parts = line.Split('=');
            if (parts.Length != 2)
                throw new LimitsFileException(path, number, $"'{line}' is no limit: give name = value unit, such as: bias = -10 V to 10 V");
            var name = string.Join(' ', parts[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var entry = LimitTable.Entries.FirstOrDefault(e => e.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new LimitsFileException(path, number, LimitTable.Unknown(name));
            if (!seen.TryAdd(entry.Name, number))
                throw new LimitsFileException(path, number, $"'{entry.Name}' was given before, in line {seen[entry.Name]}. Give each limit once.");
            try
            {
                limits = Read(entry, parts[1].Trim(), limits);
            }
            catch (Exception e) when (e is ArgumentException or QuantityFormatException)
            {
                throw new LimitsFileException(path, number, $"{entry.Name}: {e.Message}", e);
            }
        }

        return limits with { Source = path };
    }

    /// <summary>Limits as the text of a file.</summary>
    public static string Write(InstrumentLimits limits)
    {
        var lines = new List<string>
        {
            "# Limits of the instrument. A request beyond them is refused before anything is sent.",
            "# One limit a line: name = value unit, or name = lowest to highest. What follows # is a comment.",
            "# A limit that is not named keeps the value the instrument comes with.",
        };
        foreach (var entry in LimitTable.Entries)
        {
            lines.Add("");
            lines.Add($"# {entry.Explanation}");
            lines.AddRange(limits.Widenings.Where(w => w.Limit == entry.Name).Select(w => $"# Widened: {w}".ReplaceLineEndings(" ")));
            lines.Add($"{entry.Name} = {entry.Text(limits)}");
        }

        return string.Join('\n', lines) + "\n";
    }

    private static InstrumentLimits Read(LimitEntry entry, string text, InstrumentLimits limits)
    {
        var example = $"{entry.Name} = {entry.Text(new InstrumentLimits())}";
        var ends = text.Split(" to ", StringSplitOptions.TrimEntries);
        if (ends.Length > 2) throw new ArgumentException($"'{text}' has more than two ends. Try: {example}");
        var isBoth = text.StartsWith('±');
        if (ends.Length == 1 && entry.Lower == LimitLower.Own && !isBoth)
            throw new ArgumentException($"'{text}' is one end of two. Try: {example}");
        if (ends.Any(end => end.Length == 0 || !char.IsLetter(end[^1])))
            throw new ArgumentException($"'{text}' needs a number and its unit. Try: {example}");
        var unit = entry.Units.FirstOrDefault(u => ends.All(end => Quantity.TryParse(end.TrimStart('±'), u, out _))) ?? entry.UnitOf(limits);
        var values = Array.ConvertAll(ends, end => Quantity.Parse(end.TrimStart('±'), unit, $"{entry.Name} limit"));
        if (entry.Units.Length > 1) limits = limits with { SetpointUnit = unit };
        return (values, isBoth) switch
        {
            ([var lower, var upper], false) => entry.Set(limits, lower, upper),
            ([var upper], true) => entry.Set(limits, -upper, upper),
            ([var upper], false) => entry.Set(limits, entry.Lower == LimitLower.Mirrored ? -upper : 0, upper),
            _ => throw new ArgumentException($"'{text}': ± gives both ends at once. Try: {example}"),
        };
    }
}
